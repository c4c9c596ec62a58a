/** The operator's own code takes the monitors of the library, and promtool reads what it makes of them; what the library refuses, one of the two refuses. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { CLUSTER } from './cases';
import { MONITOR_CASES, MONITOR_CLASSES } from './monitor-cases';
import { NAMESPACE } from './on-api-server';
import { askOperator, OPERATOR_ENGINE, OperatorAnswer } from './operator-engine';
import { MonitorEndpoint, Probe, ProbeProps, Prometheus, ScrapeClass, ServiceMonitor, ServiceMonitorProps } from '../../../lib/prometheus';
import { ScrapeScheme } from '../../../lib/scraping';
import { failOnProblems } from '../../../lib/validation';
import { SecretValue } from '../../../lib/wiring';
import { judge } from '../../judges';
import { buildProgram, whatIsMissing } from '../go-program';
import { run, temporaryFolder } from '../processes';
import { Verdict } from '../verdict';
import { wordsOf } from '../words-of-library';

export const OPERATOR = 'prometheus operator';

const KINDS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];

/** What the cases refer to. */
const FILES: readonly object[] = [
  file('Secret', 'client', ['tls.crt', 'tls.key']), file('Secret', 'web', ['username', 'password', 'token']),
  file('ConfigMap', 'authority', ['ca.crt']), file('ConfigMap', 'kube-root-ca.crt', ['ca.crt']),
];

interface RefusedByOperator {
  readonly program: (chart: Chart) => void;
  /** what the library says */
  readonly what: string;
  /** what the operator says, or promtool to what the operator wrote */
  readonly says: RegExp;
}

const token = SecretValue.fromSecret('web', 'token');
const basicAuth = { username: SecretValue.fromSecret('web', 'username'), password: SecretValue.fromSecret('web', 'password') };
const asked = (endpoint: Partial<MonitorEndpoint>, more: Partial<ServiceMonitorProps> = {}) => (chart: Chart) =>
  new ServiceMonitor(chart, 'a', { selector: { app: 'web' }, endpoints: [{ port: 'metrics', scheme: ScrapeScheme.HTTPS, ...endpoint }], ...more });
const probed = (props: Partial<ProbeProps>) => (chart: Chart) => new Probe(chart, 'a', { prober: { address: 'exporter' }, targets: ['a'], ...props });

const REFUSED: readonly RefusedByOperator[] = [
  {
    program: asked({ interval: Duration.seconds(10), timeout: Duration.seconds(11) }),
    what: 'endpoints[0]: timeout 11s is longer than interval 10s',
    says: /scrapeTimeout "11s" greater than scrapeInterval "10s"/,
  },
  {
    program: asked({ timeout: Duration.seconds(31) }),
    what: `timeout 31s is longer than the scrapeInterval 30s of '${NAMESPACE}/main'`,
    says: /scrapeTimeout "31s" greater than scrapeInterval "30s"/,
  },
  {
    program: asked({ authorization: SecretValue.fromSecret('web', 'token', { prefix: 'Basic ' }) }),
    what: 'endpoints[0]: authorization has the scheme Basic',
    says: /Authorization type cannot be set to "basic"/,
  },
  { program: asked({ authorization: token, basicAuth }), what: 'endpoints[0]: authorization and basicAuth are both given', says: /at most one of basic_auth, oauth2 & authorization/ },
  {
    program: asked({ basicAuth }, { scrapeClass: new ScrapeClass('token') }),
    what: `it has basicAuth, and scrapeClass 'token' of '${NAMESPACE}/main' authorization`,
    says: /at most one of basic_auth, oauth2 & authorization/,
  },
  { program: asked({}, { scrapeClass: new ScrapeClass('unheard') }), what: `scrapeClass 'unheard' is none of '${NAMESPACE}/main'`, says: /scrapeClass "unheard" not found/ },
  { program: asked({}, { selector: { app: 'a b' } }), what: "selector has 'app: a b'", says: /a valid label must be|Invalid value: "a b"/ },
  {
    program: probed({ prober: { address: 'http://exporter:9115' } }),
    what: "prober: address 'http://exporter:9115' is not a host with or without a port",
    says: /url specified in proberSpec is invalid/,
  },
  { program: probed({ targets: undefined }), what: 'it has neither targets nor ingresses', says: /at least one of .*staticConfig and .*ingress is required/ },
];

/** One verdict for each case, and for each that must be refused. */
export async function judgeOperator(): Promise<Verdict[]> {
  const missing = await whatIsMissing(OPERATOR_ENGINE);
  if (missing !== undefined) {
    return [{ ...verdictOn('every monitor', []), notJudged: missing }];
  }
  const program = await buildProgram(OPERATOR_ENGINE);
  const cases = MONITOR_CASES.map(async ({ name, program: written }, index) => {
    const manifests = manifestsOf(chartWith(written));
    const { answer, objection } = await ask(program, `case-${index}`, manifests);
    const expected = manifests.filter(({ kind }) => KINDS.includes(kind)).length;
    return verdictOn(name, [
      ...answer.rejected,
      ...answer.selected === expected ? [] : [`it takes ${answer.selected} of ${expected} monitors`],
      ...objection === undefined ? [] : [objection],
    ]);
  });
  const refusals = REFUSED.map(async ({ program: written, what, says }, index) => {
    const chart = chartWith(written);
    const words = wordsOf(() => failOnProblems(chart.node.root));
    const { answer, objection } = await ask(program, `refused-${index}`, manifestsOf(chart));
    const refusal = [...answer.rejected, objection ?? ''].join('\n');
    return verdictOn(`refused: ${what}`, [
      ...words?.endsWith(`: ${what}`) ? [] : [`the library does not say it: ${words ?? 'it is written'}`],
      ...says.test(refusal) ? [] : [`neither the operator nor promtool says ${says}: ${refusal.trim() || 'they take it'}`],
    ]);
  });
  return Promise.all([...cases, ...refusals]);
}

async function ask(program: string, name: string, manifests: readonly object[]): Promise<{ readonly answer: OperatorAnswer; readonly objection?: string }> {
  const answer = await askOperator(program, [...FILES, ...manifests]);
  const path = join(temporaryFolder(`operator-${name}`), 'prometheus.yaml');
  writeFileSync(path, answer.config);
  const { code, stdout, stderr } = await run(judge('promtool'), ['check', 'config', '--syntax-only', path]);
  return { answer, objection: code === 0 ? undefined : `${stdout}${stderr}`.trim() };
}

/** A program with a Prometheus that takes everything, unless it has one. */
function chartWith(program: (chart: Chart) => void): Chart {
  const chart = new Chart(new App(), 'observability', { namespace: NAMESPACE });
  program(chart);
  if (!chart.node.findAll().some((each) => each instanceof Prometheus)) {
    const scrapeClasses = [...MONITOR_CLASSES, new ScrapeClass('token', { serviceAccountToken: true })];
    new Prometheus(chart, 'main', { cluster: CLUSTER, scrapeClasses, defaultScrapeClass: new ScrapeClass('rest', { attachNodeMetadata: true, clusterCa: true }) });
  }
  return chart;
}

function manifestsOf(chart: Chart): { readonly kind: string }[] {
  return chart.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as { readonly kind: string });
}

function file(kind: string, name: string, keys: readonly string[]): object {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: NAMESPACE }, data: Object.fromEntries(keys.map((key) => [key, ''])) };
}

function verdictOn(object: string, complaints: readonly string[]): Verdict {
  return { judge: OPERATOR, example: 'lib', file: 'prometheus/operator', object, findings: complaints.map((message) => ({ check: 'taken', message })) };
}
