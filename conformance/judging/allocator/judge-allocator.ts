/**
 * The document of a Target Allocator, held against the keys that the program knows and, its jobs, before promtool; and what the allocator may do, by the word of a
 * real API server. The program itself is not among the judges, since it cannot be had as a Go module: who has one can give it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { AllocatorCase, CASES, writeCase } from './cases';
import { misread } from './document-keys';
import { notTaken, whyNotHere } from './running-allocator';
import { AllocatorConfig, EVERYWHERE, Rights, wantedRights } from './wanted-rights';
import { problemsOf } from '../../../lib/validation';
import { givenAllocator, NOT_GIVEN } from '../../allocator/given-allocator';
import { ApiServer } from '../../api-server/api-server';
import { judge } from '../../judges';
import { Example } from '../documents';
import { ConfigMap, Manifest } from '../kubernetes-types';
import { run, temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';

export const ALLOCATOR = 'target allocator';

const DOCUMENT = 'targetallocator.yaml';

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

function textOf(manifest: Manifest): string | undefined {
  return manifest.kind === 'ConfigMap' ? (manifest as ConfigMap).data?.[DOCUMENT] : undefined;
}

/** What promtool says against the jobs of a document. Files that they name are in the pods of collectors, and not here. */
async function refusedByPrometheus({ config = {} }: { readonly config?: object }): Promise<string[]> {
  const path = join(temporaryFolder('allocator'), 'prometheus.yaml');
  writeFileSync(path, stringify(config));
  const { code, stdout, stderr } = await run(judge('promtool'), ['check', 'config', '--syntax-only', path]);
  return code === 0 ? [] : [`promtool refuses its jobs: ${tail(`${stdout}${stderr}`)}`];
}

async function complaintsOn(text: string): Promise<string[]> {
  const document = parse(text) as object;
  return [...misread(document), ...await refusedByPrometheus(document)];
}

function rightsIn(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ verbs, apiGroups = [], resources = [], nonResourceURLs = [] }) => verbs.flatMap((verb) => [
    ...apiGroups.flatMap((group) => resources.map((resource) => `${verb} ${resource}${group === '' ? '' : `.${group}`}`)),
    ...nonResourceURLs.map((url) => `${verb} ${url}`),
  ]));
}

/** What somebody may do in a namespace: what `kubectl auth can-i --list` asks. */
async function allowed(server: ApiServer, user: string, namespace: string): Promise<Set<string>> {
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } };
  const { code, stdout, stderr } = await server.kubectl([`--as=${user}`, 'create', '--validate=false', '-o', 'json', '-f', '-'], { input: JSON.stringify(review) });
  if (code !== 0) {
    throw new Error(`the API server does not say what ${user} may do: ${stderr}`);
  }
  const { status } = JSON.parse(stdout) as { status: { resourceRules: Rule[]; nonResourceRules: Rule[] } };
  return new Set(rightsIn([...status.resourceRules, ...status.nonResourceRules]));
}

/** What the allocator may do beyond what it has to, and what it may not. */
async function wrongRights(server: ApiServer, user: string, wanted: Rights, namespaces: readonly string[]): Promise<string[]> {
  const everywhere = wanted.get(EVERYWHERE) ?? new Set<string>();
  const wrong = await Promise.all(namespaces.map(async (namespace) => {
    const [may, everybody] = await Promise.all([allowed(server, user, namespace), allowed(server, 'system:serviceaccount:default:nobody', namespace)]);
    const should = new Set([...everywhere, ...wanted.get(namespace) ?? [], ...everybody]);
    return [
      ...[...may].filter((right) => !should.has(right)).map((right) => `it may ${right} in ${namespace}`),
      ...[...should].filter((right) => !may.has(right)).map((right) => `it may not ${right} in ${namespace}`),
    ];
  }));
  return wrong.flat();
}

async function apply(server: ApiServer, items: readonly object[]): Promise<void> {
  const { code, stderr } = await server.kubectl(['apply', '--server-side', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  if (code !== 0) {
    throw new Error(`the API server refuses it: ${stderr}`);
  }
}

/** Namespaces that jobs and monitors name, and one that nobody does. */
const OTHERS = ['payments', 'shop', 'nobodys'];

interface Written {
  readonly manifests: readonly Manifest[];
  readonly document: AllocatorConfig;
  readonly text: string;
  readonly faults: readonly string[];
}

function written(each: AllocatorCase, namespace: string): Written {
  const chart = new Chart(new App(), namespace, { namespace });
  writeCase(chart, each);
  const manifests = chart.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as Manifest);
  const text = manifests.map(textOf).find((found) => found !== undefined)!;
  return { manifests, text, document: parse(text) as AllocatorConfig, faults: problemsOf(chart.node.root).map(({ what }) => `the library finds fault with it: ${what}`) };
}

async function judgeCase(server: ApiServer, each: AllocatorCase, index: number): Promise<Verdict> {
  const own = `allocator-${index}`;
  const { manifests, text, document, faults } = written(each, own);
  await apply(server, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: own } }, ...manifests.filter(({ kind }) => /Role|ServiceAccount/.test(kind))]);
  const wanted = wantedRights(document, each.props.monitors?.furtherRoles ?? []);
  return verdictOn('lib', 'collector/target-allocator', each.name, [
    ...faults,
    ...await complaintsOn(text),
    ...await wrongRights(server, `system:serviceaccount:${own}:allocator`, wanted, [own, ...OTHERS]),
  ]);
}

/** Documents that must not pass, or a pass would mean nothing. */
const BROKEN: readonly { readonly name: string; readonly change: readonly [from: string, to: string]; readonly says: RegExp }[] = [
  { name: 'a key that the program does not know', change: ['allow_namespaces:', 'allowNamespaces:'], says: /prometheus_cr\.allowNamespaces is no key/ },
  { name: 'a duration in days', change: ['scrape_interval: 15s', 'scrape_interval: 1d'], says: /scrape_interval is "1d"/ },
  { name: 'secrets in clear text', change: ['allow_insecure_auth_secrets: false', 'allow_insecure_auth_secrets: true'], says: /allow_insecure_auth_secrets is true/ },
  { name: 'files of collectors for whoever asks', change: ['deny_fs_access_through_sms: true', 'deny_fs_access_through_sms: false'], says: /deny_fs_access_through_sms is false/ },
  { name: 'a dollar sign for a program that expands variables', change: ['price: 5$', 'price: 5$$'], says: /a dollar sign twice/ },
  { name: 'a key that Prometheus does not know', change: ['metrics_path:', 'metric_path:'], says: /promtool refuses .*metric_path/ },
];

async function judgeBroken(text: string, { name, change, says }: typeof BROKEN[number]): Promise<Verdict> {
  const complaints = text.includes(change[0]) ? await complaintsOn(text.replace(change[0], () => change[1])) : [];
  return verdictOn('lib', 'collector/target-allocator', `refused: ${name}`, complaints.some((complaint) => says.test(complaint)) ? [] : [`nobody says ${says}: ${complaints.join(', ')}`]);
}

/** A right too many has to be noticed, and one too few. */
async function judgeWrongRights(server: ApiServer, document: AllocatorConfig): Promise<Verdict> {
  const [own, user] = ['allocator-broken', 'system:serviceaccount:allocator-broken:allocator'];
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'allocator', namespace: own } };
  await apply(server, [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: own } },
    { ...role, kind: 'Role', rules: [{ apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['get'] }] },
    {
      ...role,
      kind: 'RoleBinding',
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'allocator' },
      subjects: [{ kind: 'ServiceAccount', name: 'allocator', namespace: own }],
    },
  ]);
  const complaints = await wrongRights(server, user, wantedRights({ ...document, collector_namespace: own }, []), [own]);
  const missed = [`it may get secrets in ${own}`, `it may not watch pods in ${own}`].filter((complaint) => !complaints.includes(complaint));
  return verdictOn('lib', 'collector/target-allocator', 'refused: other rights', missed.map((complaint) => `nobody says that ${complaint}`));
}

function verdictOn(example: string, label: string, object: string, complaints: readonly string[]): Verdict {
  return { judge: ALLOCATOR, example, file: label, object, findings: complaints.map((message) => ({ check: 'read', message })) };
}

/** Whether the program takes the document of a case. */
async function judgeProgram(server: ApiServer, program: string, each: AllocatorCase): Promise<Verdict> {
  const one = written(each, 'allocator-program');
  const object = `the program, with ${each.name}`;
  const notJudged = whyNotHere(one.document);
  return notJudged === undefined
    ? verdictOn('lib', 'collector/target-allocator', object, await notTaken(server, program, one))
    : { ...verdictOn('lib', 'collector/target-allocator', object, []), notJudged };
}

/** One verdict for each case, or one that says why there is none. */
function judgePrograms(server: ApiServer): Array<Promise<Verdict>> {
  const program = givenAllocator();
  return program === undefined
    ? [Promise.resolve({ ...verdictOn('lib', 'collector/target-allocator', 'the program', []), notJudged: NOT_GIVEN })]
    : CASES.map((each) => judgeProgram(server, program, each));
}

/** One verdict for each document of dist/, for each case, and for each that must be refused. */
export async function judgeAllocators(server: ApiServer, examples: readonly Example[]): Promise<Verdict[]> {
  const documents = examples.flatMap(({ name, files }) => files.flatMap(({ label, manifests }) => manifests.flatMap((manifest) => {
    const text = textOf(manifest);
    return text === undefined ? [] : [{ name, label, object: `ConfigMap ${manifest.metadata.name}`, text }];
  })));
  await apply(server, OTHERS.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  const named = written(CASES.find(({ props }) => props.monitors?.secretNamespaces !== undefined)!, 'observability');
  return Promise.all([
    ...documents.map(async ({ name, label, object, text }) => verdictOn(name, label, object, await complaintsOn(text))),
    ...CASES.map((each, index) => judgeCase(server, each, index)),
    ...judgePrograms(server),
    ...BROKEN.map((each) => judgeBroken(named.text, each)),
    judgeWrongRights(server, written(CASES[0]!, 'observability').document),
  ]);
}
