/** Policies in a real collector: it must leave the series, and the values, that the interpreter of the library says. */
import { expectedSamples } from './expected-samples';
import { namesThatDiffer } from './names-in-collectors';
import { Metric, Points, ResourceMetrics, samplesOf } from './otlp-metrics';
import { policiesBehindScrapes } from './policies-behind-scrapes';
import { PolicyCase, policyCases } from './policy-cases';
import { throughCollector } from './policy-pipelines';
import { differenceBetween } from './sample-differences';
import { CardinalityProcessors } from '../../../lib/collector';
import { Processor } from '../../../lib/collector/components';
import { CardinalityPolicy, CardinalityPolicyProps, GaugeMerge } from '../../../lib/policy';
import { judge } from '../../judges';
import { Finding, Verdict } from '../verdict';
import { unlessProblem } from '../words-of-library';

export const POLICIES = 'otelcol policies';

const DRAWN = 1_200;
const BATCHES = 3;
/** So many of the drawn policies must be without contradictions, and within what a collector can do, or little is compared. */
const LEAST = 150;
const SHOWN = 2;

/** Where policies act, and how what is sent looks there. */
interface Place {
  readonly name: string;
  readonly processors: (policy: CardinalityPolicy, name: string) => Processor[];
  readonly sending: (metric: Metric) => Metric;
  readonly receiving: (metric: Metric) => Metric;
}

const ATTRIBUTES = { path: 'url.path', status_code: 'http.response.status_code' };

const PLACES: readonly Place[] = [
  { name: 'scraped', processors: (policy, name) => CardinalityProcessors.scraped(policy, { name }), sending: (metric) => metric, receiving: (metric) => metric },
  { name: 'pushed', processors: (policy, name) => CardinalityProcessors.otlp(policy, { name, attributes: ATTRIBUTES }), sending: toOpenTelemetry, receiving: toPrometheus },
];

interface Ruling extends PolicyCase {
  readonly policy: CardinalityPolicy;
  readonly processors: readonly Processor[];
}

export async function judgePoliciesInCollectors(): Promise<Verdict[]> {
  const drawn = policyCases(DRAWN, BATCHES);
  const verdicts: Verdict[] = [];
  for (const place of PLACES) {
    verdicts.push(...await judgePlace(place, drawn));
  }
  const scraped = await policiesBehindScrapes();
  const names = await namesThatDiffer();
  return [...verdicts, verdictOn(`${scraped.compared} policies behind scrapes`, scraped.findings), verdictOn(`${names.compared} names`, names.findings)];
}

async function judgePlace(place: Place, drawn: readonly PolicyCase[]): Promise<Verdict[]> {
  const rulings = drawn.flatMap((one, index) => rulingOf(one, place, `policy-${index}`) ?? []);
  const others = mistaken(place);
  const differences = await differencesOf(place, [...rulings, ...others]);
  const wrong = differences.slice(0, rulings.length).flat();
  const overlooked = differences.slice(rulings.length).filter((list) => list.length === 0).length;
  return [
    verdictOn(`${rulings.length} policies on ${rulings.length * BATCHES} batches, ${place.name}`, [
      ...wrong.length === 0 ? [] : [{ check: 'same series', message: `${wrong.length} batches differ:\n${wrong.slice(0, SHOWN).join('\n')}` }],
      ...rulings.length >= LEAST ? [] : [{ check: 'enough to compare', message: `only ${rulings.length} of ${DRAWN} policies can be compared` }],
    ]),
    verdictOn(`other policies, ${place.name}`, overlooked === 0 ? [] : [{ check: 'other policy', message: `${overlooked} other policies were taken for the same` }]),
  ];
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: POLICIES, example: 'lib', file: 'policy/cardinality', object, findings };
}

/** A policy that contradicts itself, or of which a collector cannot do a part, is not compared: unit tests look at what is said of it. */
function rulingOf(drawn: PolicyCase, { processors }: Place, name: string): Ruling | undefined {
  return unlessProblem(() => {
    const policy = new CardinalityPolicy(drawn.props);
    return { ...drawn, policy, processors: processors(policy, name) };
  });
}

const GAUGES = { mergeGauges: GaugeMerge.MAX };
const MAPPED = { ...GAUGES, mapLabels: [{ label: 'path', match: '/api/.*', replacement: '/api' }] };

/** Policies of which the collector is given another one: a judge that takes them for the same does not look. */
const MISTAKES: readonly { readonly meant: CardinalityPolicyProps; readonly given: CardinalityPolicyProps }[] = [
  { meant: { ...GAUGES, dropLabels: ['a'] }, given: { ...GAUGES, dropLabels: ['b'] } },
  { meant: { ...GAUGES, dropLabels: ['a', 'b', 'code'] }, given: { unique: true, dropLabels: ['a', 'b', 'code'] } },
  { meant: { ...GAUGES, dropLabels: ['a', 'b', 'code'] }, given: { mergeGauges: GaugeMerge.SUM, dropLabels: ['a', 'b', 'code'] } },
  { meant: MAPPED, given: { ...MAPPED, mapLabels: [{ label: 'path', match: '/api/[a-z]*', replacement: '/api' }] } },
  { meant: { dropMetrics: ['cpu'] }, given: { dropMetrics: ['cp'] } },
];

function mistaken(place: Place): Ruling[] {
  const batches = policyCases(1, MISTAKEN_BATCHES)[0]!.batches;
  return MISTAKES.flatMap(({ meant, given }, index) => {
    const ruling = rulingOf({ props: given, batches }, place, `mistake-${index}`)!;
    return { ...ruling, props: meant, policy: new CardinalityPolicy(meant) };
  });
}

/** Enough that any mistake shows. */
const MISTAKEN_BATCHES = 20;

/** What differs, of each policy. */
async function differencesOf({ sending, receiving }: Place, rulings: readonly Ruling[]): Promise<string[][]> {
  const sent = rulings.map(({ batches }, policy) => batches.map((metrics, batch) => resourceMetrics(metrics.map(sending), `${policy}/${batch}`)));
  const arrived = byCase(await throughCollector(judge('otelcol'), rulings.map(({ processors }) => processors), sent));
  return rulings.map((ruling, policy) => ruling.batches.flatMap((metrics, batch) =>
    differenceOf(ruling, metrics, (arrived.get(`${policy}/${batch}`) ?? []).map(receiving))));
}

const TARGET = { job: 'shop', instance: '10.0.0.7:8080' };

function resourceMetrics(metrics: readonly Metric[], id: string): ResourceMetrics {
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  return {
    resource: { attributes: [attribute('service.name', TARGET.job), attribute('service.instance.id', TARGET.instance), attribute('case', id)] },
    scopeMetrics: [{ metrics }],
  };
}

function byCase(resources: readonly ResourceMetrics[]): Map<string, Metric[]> {
  const cases = new Map<string, Metric[]>();
  for (const { resource, scopeMetrics } of resources) {
    const id = resource.attributes.find(({ key }) => key === 'case')?.value.stringValue ?? '';
    cases.set(id, [...cases.get(id) ?? [], ...scopeMetrics.flatMap(({ metrics }) => metrics)]);
  }
  return cases;
}

function differenceOf({ policy, props }: Ruling, sent: readonly Metric[], arrived: readonly Metric[]): string[] {
  const expected = expectedSamples(sent, TARGET, { policy, gauges: props.mergeGauges ?? GaugeMerge.SUM, unique: props.unique ?? false });
  const difference = differenceBetween(expected, arrived.flatMap((metric) => samplesOf(metric, TARGET)));
  return difference === undefined ? [] : [`${JSON.stringify(props)}\n${difference}`];
}

/** Names and units of OpenTelemetry by the names that they give in Prometheus. */
const OPEN_TELEMETRY: { readonly [name: string]: Pick<Metric, 'name' | 'unit'> } = {
  http_requests_total: { name: 'http.requests', unit: '{request}' },
  queue: { name: 'queue' },
  cpu: { name: 'cpu' },
  latency_seconds: { name: 'latency', unit: 's' },
  rpc_seconds: { name: 'rpc.seconds', unit: 's' },
  size_bytes: { name: 'size', unit: 'By' },
};

function toOpenTelemetry(metric: Metric): Metric {
  return withKeys({ ...metric, ...OPEN_TELEMETRY[metric.name] }, ATTRIBUTES);
}

function toPrometheus(metric: Metric): Metric {
  const [name] = Object.entries(OPEN_TELEMETRY).find(([, one]) => one.name === metric.name) ?? [metric.name];
  return withKeys({ ...metric, name }, Object.fromEntries(Object.entries(ATTRIBUTES).map(([label, attribute]) => [attribute, label])));
}

function withKeys(metric: Metric, names: { readonly [key: string]: string }): Metric {
  const renamed = (points: Points): Points => ({
    dataPoints: points.dataPoints?.map((point) => ({ ...point, attributes: point.attributes?.map(({ key, value }) => ({ key: names[key] ?? key, value })) })),
  });
  return Object.fromEntries(Object.entries(metric).map(([key, part]) => [key, typeof part === 'object' ? { ...part, ...renamed(part as Points) } : part as unknown])) as unknown as Metric;
}
