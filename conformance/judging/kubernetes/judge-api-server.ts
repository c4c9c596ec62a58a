/** The real API server takes every manifest by strict server-side apply, and every pod template under its Pod Security level. */
import { ApiServer } from '../../api-server/api-server';
import { defineResourcesOf, hasDefinition } from '../../api-server/custom-definitions';
import { Example, ManifestFile, manifestsOf } from '../documents';
import { Manifest, objectName, PodTemplate, podTemplate } from '../kubernetes-types';
import { Result } from '../processes';
import { isCustomResource, Finding, Verdict } from '../verdict';

export const API_SERVER = 'api-server';
const STRICT_APPLY = ['apply', '--server-side', '--validate=strict', '-o', 'json'];

/** From the strictest to the loosest. */
const LEVELS = ['restricted', 'baseline', 'privileged'] as const;
type Level = typeof LEVELS[number];
const CLAIM = 'observability.cdk8s.io/pod-security';

/** The level that the pods of a workload say they can live under. */
function claimedLevel(manifest: Manifest): Level {
  const claim = podTemplate(manifest)?.metadata?.labels?.[CLAIM];
  return LEVELS.find((level) => level === claim) ?? 'restricted';
}

function namespace(name: string, level: Level): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': level } } };
}

function namespaceOf(manifest: Manifest): string {
  return manifest.metadata.namespace ?? 'default';
}

/** Pod Security acts on namespaces, so a namespace is as loose as the loosest workload in it. */
function requiredNamespaces(manifests: readonly Manifest[]): object[] {
  const own = new Set(manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const levels = new Map<string, Level>();
  for (const manifest of manifests) {
    const name = namespaceOf(manifest);
    const claim = claimedLevel(manifest);
    const known = levels.get(name) ?? 'restricted';
    levels.set(name, LEVELS.indexOf(claim) > LEVELS.indexOf(known) ? claim : known);
  }
  return [...levels].filter(([name]) => !own.has(name)).map(([name, level]) => namespace(name, level));
}

function list(items: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function complaints({ code, stderr }: Result, check: string): Finding[] {
  const lines = stderr.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const warnings = lines.filter((line) => line.startsWith('Warning:')).map((message) => ({ check: 'warning', message }));
  if (code === 0) {
    return warnings;
  }
  const message = lines.filter((line) => !line.startsWith('Warning:')).join(' ');
  return [...warnings, { check, message: message === '' ? `exit code ${code}` : message }];
}

/** Object to resource version: an apply that changes nothing leaves the version as it was. */
function resourceVersions(stdout: string): Map<string, string> {
  const applied = JSON.parse(stdout) as Manifest & { items?: Manifest[] };
  const items = (applied.items ?? [applied]) as Array<Manifest & { metadata: { resourceVersion?: string } }>;
  return new Map(items.map((item) => [`${item.apiVersion} ${item.kind} ${namespaceOf(item)} ${item.metadata.name}`, item.metadata.resourceVersion ?? '']));
}

async function applyOne(server: ApiServer, manifest: Manifest): Promise<Finding[]> {
  const input = JSON.stringify(manifest);
  const first = await server.kubectl([...STRICT_APPLY, '-f', '-'], { input });
  if (first.code !== 0) {
    return complaints(first, 'strict-apply');
  }
  const second = await server.kubectl([...STRICT_APPLY, '-f', '-'], { input });
  if (second.code !== 0) {
    return complaints(second, 'second-apply');
  }
  const [before, after] = [resourceVersions(first.stdout), resourceVersions(second.stdout)];
  const changed = [...after].some(([object, version]) => before.get(object) !== version);
  return [...complaints(first, 'strict-apply'), ...changed ? [{ check: 'second-apply', message: 'a second apply of the same document changed it' }] : []];
}

/** The whole file at once, byte for byte, as users do it. */
async function applyFile(server: ApiServer, file: ManifestFile): Promise<Finding[]> {
  const first = await server.kubectl([...STRICT_APPLY, '-f', file.path]);
  const second = await server.kubectl([...STRICT_APPLY, '-f', file.path]);
  const findings = [...complaints(first, 'strict-apply'), ...complaints(second, 'second-apply')];
  if (findings.length > 0) {
    return findings;
  }
  const [before, after] = [resourceVersions(first.stdout), resourceVersions(second.stdout)];
  const changed = [...after].filter(([object, version]) => before.get(object) !== version).map(([object]) => object);
  return changed.length === 0 ? [] : [{ check: 'second-apply', message: `a second apply changed ${changed.join(', ')}` }];
}

/** Pod Security never rejects a Deployment or StatefulSet, only the pods that they make: so the pods are made, on trial. */
async function podFindings(server: ApiServer, manifest: Manifest, template: PodTemplate, ownNamespace: boolean): Promise<Finding[]> {
  const level = claimedLevel(manifest);
  const homes = [`pod-security-${level}`, ...ownNamespace ? [namespaceOf(manifest)] : []];
  const results = await Promise.all(homes.map((home) => server.kubectl(['create', '--dry-run=server', '--validate=strict', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: template.spec,
      metadata: { name: manifest.metadata.name, namespace: home, labels: template.metadata?.labels, annotations: template.metadata?.annotations },
    }),
  })));
  return results.flatMap((result) => complaints(result, `pod-security-${level}`));
}

/** Whether it is of a kind that the API server does not know. */
function isUndefined(manifest: Manifest): boolean {
  return isCustomResource(manifest.apiVersion) && !hasDefinition(manifest);
}

async function judgeManifest(server: ApiServer, example: Example, file: ManifestFile, manifest: Manifest, clean: boolean): Promise<Verdict> {
  const verdict = { judge: API_SERVER, example: example.name, file: file.label, object: objectName(manifest) };
  if (isUndefined(manifest)) {
    return { ...verdict, findings: [], notJudged: `no definition of ${manifest.apiVersion} ${manifest.kind} is installed` };
  }
  const template = podTemplate(manifest);
  const bringsNamespace = manifestsOf(example).some(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespaceOf(manifest));
  const findings = await Promise.all([
    clean ? [] : applyOne(server, manifest),
    template === undefined ? [] : podFindings(server, manifest, template, bringsNamespace),
  ]);
  return { ...verdict, findings: findings.flat() };
}

/** Applies an example and leaves it on the server, for judges that want to run under its rights. */
export async function applyExample(server: ApiServer, example: Example): Promise<Verdict[]> {
  const namespaces = [...requiredNamespaces(manifestsOf(example)), ...LEVELS.map((level) => namespace(`pod-security-${level}`, level))];
  const prepared = await server.kubectl(['apply', '--server-side', '--force-conflicts', '--field-manager=conformance', '-f', '-'], { input: list(namespaces) });
  if (prepared.code !== 0) {
    throw new Error(`the namespaces of ${example.name} could not be made: ${prepared.stderr}`);
  }
  await defineResourcesOf(server, manifestsOf(example));
  const verdicts: Verdict[] = [];
  for (const file of example.files) {
    // only when something is wrong is each object asked for on its own, to learn which one
    const whole = await applyFile(server, file);
    const each = await Promise.all(file.manifests.map((manifest) => judgeManifest(server, example, file, manifest, whole.length === 0)));
    const explained = whole.length === 0 || each.some(({ findings, notJudged }) => findings.length > 0 || notJudged !== undefined);
    verdicts.push(...each, ...explained ? [] : [{ judge: API_SERVER, example: example.name, file: file.label, object: 'the whole file', findings: whole }]);
  }
  return verdicts;
}

/** Examples share names, so each is gone before the next comes; namespaces stay, because nobody here could finish their deletion. */
export async function withdrawExample(server: ApiServer, example: Example): Promise<void> {
  const items = manifestsOf(example).filter((manifest) => manifest.kind !== 'Namespace' && !isUndefined(manifest));
  if (items.length === 0) {
    return;
  }
  const { code, stderr } = await server.kubectl(['delete', '--ignore-not-found', '--cascade=background', '--timeout=30s', '-f', '-'], { input: list(items) });
  const remaining = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Warning:') && !line.includes('no matches for kind'));
  if (code !== 0 && remaining.length > 0) {
    throw new Error(`${example.name} could not be taken off the API server again: ${remaining.join(' ')}`);
  }
}
