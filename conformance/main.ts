/** The real programs read every document of dist/. Usage: npm run conformance -- [--dist DIR] [--only otelcol,kube-score] */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiServer } from './api-server/api-server';
import { ALLOCATOR, judgeAllocators } from './judging/allocator/judge-allocator';
import { BREAKAGE, judgeBreakage } from './judging/breakage/judge-breakage';
import { judgePoliciesInCollectors, POLICIES } from './judging/cardinality/judge-policies';
import { judgeDocumentsOfPolicies, POLICY_DOCUMENTS } from './judging/cardinality/judge-policy-documents';
import { COMPONENTS, judgeCatalogue } from './judging/collector/judge-components';
import { OTELCOL, runCollectors } from './judging/collector/judge-otelcol';
import { Example, readExamples } from './judging/documents';
import { EXPORTERS, judgeExporters } from './judging/exporters/judge-exporters';
import { CANARY, judgeCanaries } from './judging/gateway/judge-canaries';
import { GATEWAY, judgeGateways } from './judging/gateway/judge-gateways';
import { CHECKOV, judgePolicies } from './judging/judge-checkov';
import { API_SERVER, applyExample, withdrawExample } from './judging/kubernetes/judge-api-server';
import { KUBE_SCORE, score } from './judging/kubernetes/judge-kube-score';
import { checkSchemas, KUBECONFORM } from './judging/kubernetes/judge-kubeconform';
import { judgeRefusedOptions } from './judging/kubernetes/judge-refused-options';
import { judgeLogFiles, LOG_FILES } from './judging/log-files/judge-log-files';
import { judgeLogVolume, LOG_VOLUME } from './judging/log-volume/judge-log-volume';
import { judgeLokiDocuments, LOKI_DOCUMENTS } from './judging/loki/judge-documents';
import { judgeLokiRetention, LOKI_RETENTION } from './judging/loki/judge-retention';
import { judgeObjectStores, OBJECT_STORES } from './judging/object-stores/judge-object-stores';
import { temporaryFolder } from './judging/processes';
import { judgeOperator, OPERATOR } from './judging/prometheus/judge-operator';
import { judgePrometheus, PROMETHEUS } from './judging/prometheus/judge-prometheus';
import { judgePrometheusResource, PROMETHEUS_RESOURCE } from './judging/prometheus/judge-resource';
import { judgeRelabelling, RELABEL } from './judging/relabel/judge-relabel';
import { judgeServiceDiscovery, SERVICE_DISCOVERY } from './judging/relabel/judge-service-discovery';
import { report, verdictsOnCase } from './judging/report';
import { judgeRules, RULES } from './judging/rules/judge-rule-files';
import { judgeRuleValues, RULE_VALUES } from './judging/rules/judge-rule-values';
import { judgeSampling, SAMPLING } from './judging/sampling/judge-sampling';
import { judgeSimulation, SIMULATION } from './judging/simulation/judge-simulation';
import { judgeTempo, TEMPO } from './judging/tempo/judge-tempo';
import { judgeApplied } from './judging/terraform/applied/judge-terraform-apply';
import { TERRAFORM_APPLY } from './judging/terraform/applied/site';
import { judgeStacks, TERRAFORM } from './judging/terraform/judge-terraform';
import { judgeDocuments, THANOS_DOCUMENTS } from './judging/thanos/judge-documents';
import { judgeFlags, THANOS_FLAGS_JUDGE } from './judging/thanos/judge-flags';
import { Verdict } from './judging/verdict';
import { judgeLanguages, LANGUAGE_JUDGES } from './languages/programs';
import { judgeMatrix, MATRIX } from './matrix/judge-matrix';
import { judgeRefusals, REFUSAL } from './matrix/judge-refusals';
import { NEGATIVE_CASES } from './negative/cases';
import { judgePackage, PACKAGE } from './package/judge-package';
import { writeStorePrograms } from './stores/writing';
import { waiversFor } from './waivers';

const JUDGES = [
  COMPONENTS, MATRIX, RELABEL, SERVICE_DISCOVERY, POLICIES, POLICY_DOCUMENTS, SAMPLING, LOG_VOLUME, LOG_FILES, THANOS_FLAGS_JUDGE, THANOS_DOCUMENTS,
  LOKI_DOCUMENTS, LOKI_RETENTION, TEMPO, OBJECT_STORES, PROMETHEUS, PROMETHEUS_RESOURCE, OPERATOR, ALLOCATOR, SIMULATION, BREAKAGE, EXPORTERS, RULE_VALUES,
  OTELCOL, API_SERVER, KUBECONFORM, KUBE_SCORE, RULES, TERRAFORM, TERRAFORM_APPLY, CHECKOV, ...LANGUAGE_JUDGES, PACKAGE,
  GATEWAY, CANARY,
];

interface Court {
  readonly judges: readonly string[];
  readonly dist: string;
  /** started when the first judge asks for it, and once */
  readonly server: () => Promise<ApiServer>;
  /** examples that a judge looks at: those of dist/ and the broken ones that are meant for it */
  readonly examplesFor: (...judges: string[]) => readonly Example[];
}

/** One example at a time: they share names, and the collectors run under the rights of the example that is applied. */
async function onApiServer({ judges, server, examplesFor }: Court): Promise<Verdict[]> {
  const wanted = [API_SERVER, OTELCOL].filter((judge) => judges.includes(judge));
  const verdicts: Verdict[] = [];
  for (const example of examplesFor(...wanted)) {
    if (example.files.length > 0) {
      verdicts.push(...await applyExample(await server(), example));
      verdicts.push(...wanted.includes(OTELCOL) ? await runCollectors(await server(), example) : []);
      await withdrawExample(await server(), example);
    }
  }
  return verdicts.filter(({ judge }) => judges.includes(judge));
}

/** Plans are documents too: what checkov cannot see in a stack it may see in the plan of it. */
async function onTerraform({ judges, examplesFor }: Court): Promise<Verdict[]> {
  const wanted = [TERRAFORM, CHECKOV].filter((judge) => judges.includes(judge));
  const { verdicts, plans } = await judgeStacks(examplesFor(...wanted));
  const policies = wanted.includes(CHECKOV) ? await judgePolicies(examplesFor(CHECKOV), plans) : [];
  return [...wanted.includes(TERRAFORM) ? verdicts : [], ...policies];
}

/** What judges find, if one of them is asked for. */
type Hearing = readonly [judges: string | readonly string[], hear: () => Promise<readonly Verdict[]>];

/** Programs that live while they are asked, and are given up when they do not answer in time. */
function livingPrograms(court: Court): Hearing[] {
  const { server, examplesFor } = court;
  return [
    [[API_SERVER, OTELCOL], () => onApiServer(court)],
    [RELABEL, judgeRelabelling],
    [SERVICE_DISCOVERY, judgeServiceDiscovery],
    [POLICY_DOCUMENTS, judgeDocumentsOfPolicies],
    [OBJECT_STORES, judgeObjectStores],
    [PROMETHEUS, judgePrometheus],
    [PROMETHEUS_RESOURCE, async () => judgePrometheusResource(await server())],
    [ALLOCATOR, async () => judgeAllocators(await server(), examplesFor(ALLOCATOR))],
    [THANOS_DOCUMENTS, judgeDocuments],
    [LOKI_DOCUMENTS, judgeLokiDocuments],
    [LOKI_RETENTION, judgeLokiRetention],
    [TEMPO, () => judgeTempo(examplesFor(TEMPO))],
    [GATEWAY, () => judgeGateways(examplesFor(GATEWAY))],
    [CANARY, () => judgeCanaries(examplesFor(CANARY))],
    [POLICIES, judgePoliciesInCollectors],
    [SAMPLING, judgeSampling],
    [LOG_VOLUME, judgeLogVolume],
    [LOG_FILES, judgeLogFiles],
    [SIMULATION, async () => judgeSimulation(await server())],
    [BREAKAGE, judgeBreakage],
    [EXPORTERS, async () => judgeExporters(await server())],
    [API_SERVER, async () => judgeRefusedOptions(await server(), API_SERVER, REFUSAL)],
    [MATRIX, async () => (await Promise.all([judgeMatrix(await server()), judgeRefusals(await server())])).flat()],
  ];
}

/** Programs that read, work and end. */
function endingPrograms(court: Court): Hearing[] {
  const { dist, judges, server, examplesFor } = court;
  return [
    [[TERRAFORM, CHECKOV], () => onTerraform(court)],
    [LANGUAGE_JUDGES, () => judgeLanguages(judges, dist)],
    [TERRAFORM_APPLY, () => judgeApplied(examplesFor(TERRAFORM_APPLY))],
    [COMPONENTS, judgeCatalogue],
    [THANOS_FLAGS_JUDGE, judgeFlags],
    [OPERATOR, judgeOperator],
    [KUBECONFORM, () => checkSchemas(server, examplesFor(KUBECONFORM))],
    [RULES, () => judgeRules(examplesFor(RULES))],
    [RULE_VALUES, judgeRuleValues],
    [KUBE_SCORE, () => score(examplesFor(KUBE_SCORE))],
    [PACKAGE, () => judgePackage(dist)],
  ];
}

/** Says how long each took, so that a run that has become slow says where. */
async function timed(who: string, hearing: Promise<readonly Verdict[]>): Promise<readonly Verdict[]> {
  const began = Date.now();
  const heard = await hearing;
  console.log(`heard: ${who}, after ${((Date.now() - began) / 1000).toFixed(0)} s`);
  return heard;
}

async function heardTogether(all: readonly Hearing[], judges: readonly string[]): Promise<Verdict[]> {
  const wanted = all.map(([names, listen]) => ({ names: [names].flat().filter((name) => judges.includes(name)), listen }))
    .filter(({ names }) => names.length > 0);
  return (await Promise.all(wanted.map(({ names, listen }) => timed(names.join(' and '), listen())))).flat();
}

/** One after the other: beside compilers and providers, those that are waited for would answer too late. */
async function hear(court: Court): Promise<Verdict[]> {
  const living = await heardTogether(livingPrograms(court), court.judges);
  return [...living, ...await heardTogether(endingPrograms(court), court.judges)];
}

function options(): { readonly dist: string; readonly judges: readonly string[] } {
  const { values } = parseArgs({ options: { dist: { type: 'string', default: 'dist' }, only: { type: 'string' } } });
  const dist = resolve(values.dist);
  if (!existsSync(dist)) {
    throw new Error(`${dist} is not there: run npm run synth, or name another folder with --dist`);
  }
  const judges = values.only?.split(',') ?? JUDGES;
  const unknown = judges.filter((judge) => !JUDGES.includes(judge));
  if (unknown.length > 0) {
    throw new Error(`no judge is called ${unknown.join(', ')}: there are ${JUDGES.join(', ')}`);
  }
  return { dist, judges };
}

async function main(): Promise<boolean> {
  const { dist, judges } = options();
  const examples = readExamples(dist);
  if (examples.length === 0) {
    throw new Error(`${dist} holds no example: run npm run synth`);
  }
  const broken = readExamples(join(__dirname, 'negative'));
  const stores = judges.includes(TERRAFORM) || judges.includes(CHECKOV) ? writeStorePrograms() : [];
  const cases = NEGATIVE_CASES.filter(({ judge }) => judges.includes(judge));
  let server: Promise<ApiServer> | undefined;
  const verdicts = await hear({
    judges,
    dist,
    server: () => server ??= ApiServer.start(temporaryFolder('api-server')),
    examplesFor: (...wanted) => [
      ...examples,
      ...wanted.includes(TERRAFORM) || wanted.includes(CHECKOV) ? stores : [],
      ...broken.filter(({ name }) => cases.some(({ judge, document }) => wanted.includes(judge) && name.endsWith(`/${document.split('/')[0]}`))),
    ],
  });
  await (await server)?.stop();
  const isBroken = ({ example }: Verdict) => example.startsWith('negative/');
  const isRefusal = ({ example }: Verdict) => example === REFUSAL;
  const ofDist = verdicts.filter((verdict) => !isBroken(verdict) && !isRefusal(verdict));
  const ofBroken = verdicts.filter(isBroken);
  return report(ofDist, [...cases.flatMap((each) => verdictsOnCase(each, ofBroken)), ...verdicts.filter(isRefusal)], waiversFor(judges));
}

// whoever interrupts the run still gets what is done on exit: no server, no folder stays
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(130));
}

main().then(
  (clean) => process.exit(clean ? 0 : 1),
  (error: Error) => {
    console.error(error.stack ?? error.message);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
