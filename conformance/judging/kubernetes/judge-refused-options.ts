/** What the library refuses of options of workloads, it refuses because the API server does: each guard is held against the server's own words. */
import { App, Chart, Size, Testing } from 'cdk8s';
import { GatewayStatefulSet, GatewayStatefulSetProps, OtlpEndpoint } from '../../../lib';
import { ApiServer } from '../../api-server/api-server';
import { withValue } from '../changed-document';
import { Manifest } from '../kubernetes-types';
import { Finding, Verdict } from '../verdict';
import { wordsOf } from '../words-of-library';

/** An option that the library refuses, and where the manifest would have had it. */
interface RefusedOption {
  readonly options: Partial<GatewayStatefulSetProps>;
  /** what the library says */
  readonly what: string;
  readonly kind: 'StatefulSet' | 'HorizontalPodAutoscaler';
  /** the value as it would be written, by its place in the manifest */
  readonly written: { readonly [place: string]: unknown };
  /** what the API server says */
  readonly says: string;
}

const POD = 'spec.template.spec';
const CLAIM = 'spec.volumeClaimTemplates.0.spec';
const AUTOSCALER = { kind: 'HorizontalPodAutoscaler' } as const;
const STATEFUL_SET = { kind: 'StatefulSet' } as const;

const REFUSED: readonly RefusedOption[] = [
  { ...AUTOSCALER, options: { autoscaling: { minReplicas: 11 } }, what: 'minReplicas is 11, and maxReplicas is 10', written: { 'spec.minReplicas': 11 }, says: 'must be greater than or equal to `minReplicas`' },
  { ...AUTOSCALER, options: { autoscaling: { minReplicas: 0 } }, what: 'minReplicas is 0', written: { 'spec.minReplicas': 0 }, says: 'spec.minReplicas: Invalid value: 0' },
  { ...AUTOSCALER, options: { autoscaling: { targetMemoryUtilization: 0 } }, what: 'targetMemoryUtilization is 0', written: { 'spec.metrics.0.resource.target.averageUtilization': 0 }, says: 'must be greater than 0' },
  {
    ...AUTOSCALER,
    options: { autoscaling: { queueMetric: 'queue', queueMetricTarget: '5 hundred' } },
    what: "queueMetricTarget '5 hundred' is not a quantity above 0",
    written: { 'spec.metrics.1': { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '5 hundred' } } } },
    says: 'quantities must match the regular expression',
  },
  { ...STATEFUL_SET, options: { replicas: 1.5 }, what: 'replicas is 1.5', written: { 'spec.replicas': 1.5 }, says: 'spec.replicas' },
  { ...STATEFUL_SET, options: { cpu: NaN }, what: 'cpu NaN with cpuLimit NaN', written: { [`${POD}.containers.0.resources.requests.cpu`]: 'NaNm' }, says: 'quantities must match the regular expression' },
  { ...STATEFUL_SET, options: { cpu: 3, cpuLimit: 2 }, what: 'cpu 3 with cpuLimit 2', written: { [`${POD}.containers.0.resources.requests.cpu`]: '3' }, says: 'must be less than or equal to cpu limit' },
  { ...STATEFUL_SET, options: { priorityClassName: 'My Class' }, what: "priorityClassName 'My Class' is not the name of a PriorityClass", written: { [`${POD}.priorityClassName`]: 'My Class' }, says: 'priorityClassName: Invalid value: "My Class"' },
  { ...STATEFUL_SET, options: { tolerations: [{ effect: 'Nope' }] }, what: "a toleration has the effect 'Nope'", written: { [`${POD}.tolerations`]: [{ operator: 'Exists', effect: 'Nope' }] }, says: 'Unsupported value: "Nope"' },
  { ...STATEFUL_SET, options: { tolerations: [{ key: 'a/b/c' }] }, what: "a toleration has the key 'a/b/c'", written: { [`${POD}.tolerations`]: [{ key: 'a/b/c', operator: 'Exists' }] }, says: 'tolerations[0].key: Invalid value' },
  { ...STATEFUL_SET, options: { nodeSelector: { pool: 'a b' } }, what: "nodeSelector has 'pool: a b'", written: { [`${POD}.nodeSelector`]: { pool: 'a b' } }, says: 'nodeSelector: Invalid value: "a b"' },
  { ...STATEFUL_SET, options: { podAnnotations: { '/owner': 'a' } }, what: "podAnnotations has '/owner'", written: { 'spec.template.metadata.annotations': { '/owner': 'a' } }, says: 'annotations: Invalid value: "/owner"' },
  { ...STATEFUL_SET, options: { storageClassName: 'GP3 fast' }, what: "storageClassName 'GP3 fast' is not the name of a StorageClass", written: { [`${CLAIM}.storageClassName`]: 'GP3 fast' }, says: 'storageClassName: Invalid value: "GP3 fast"' },
  { ...STATEFUL_SET, options: { queueVolume: Size.gibibytes(0) }, what: 'queueVolume is 0 MiB', written: { [`${CLAIM}.resources.requests.storage`]: '0' }, says: 'must be greater than zero' },
];

/** One verdict for each guard, and one on the manifest that all of them change. */
export async function judgeRefusedOptions(server: ApiServer, judge: string, example: string): Promise<Verdict[]> {
  const verdict = (object: string, findings: Finding[]): Verdict => ({ judge, example, file: 'conformance/judging/kubernetes/judge-refused-options.ts', object, findings });
  const sound = await Promise.all((['StatefulSet', 'HorizontalPodAutoscaler'] as const).map(async (kind) => refusalOf(server, soundManifest(kind))));
  return Promise.all([
    verdict('the manifest without any of them', sound.flatMap((message) => message === undefined ? [] : [{ check: 'taken', message }])),
    ...REFUSED.map(async (refused) => verdict(refused.what, await ask(server, refused))),
  ]);
}

async function ask(server: ApiServer, { options, what, kind, written, says }: RefusedOption): Promise<Finding[]> {
  const words = wordsOf(() => synthesize(options));
  const manifest = Object.entries(written).reduce((changed, [place, value]) => withValue(changed, place.split('.'), value), soundManifest(kind));
  const refusal = await refusalOf(server, manifest);
  return [
    ...words?.endsWith(`: ${what}`) ? [] : [{ check: 'refused by the library', message: words ?? 'it is written' }],
    ...refusal?.includes(says) ? [] : [{ check: 'refused by the API server', message: refusal ?? 'it is taken' }],
  ];
}

function synthesize(options: Partial<GatewayStatefulSetProps>): Manifest[] {
  const app: App = Testing.app();
  const chart = new Chart(app, 'refused', { namespace: 'default' });
  new GatewayStatefulSet(chart, 'gateway', { cluster: { name: 'refused' }, destination: OtlpEndpoint.grpc({ address: 'otlp.example.com:443' }), ...options });
  return Testing.synth(chart) as Manifest[];
}

function soundManifest(kind: RefusedOption['kind']): Manifest {
  return synthesize(kind === 'StatefulSet' ? { replicas: 2 } : {}).find((manifest) => manifest.kind === kind)!;
}

/** What the API server says against a manifest; nothing when it takes it. */
async function refusalOf(server: ApiServer, manifest: Manifest): Promise<string | undefined> {
  const { code, stderr } = await server.kubectl(['create', '--dry-run=server', '--validate=strict', '-f', '-'], { input: JSON.stringify(manifest) });
  return code === 0 ? undefined : stderr.trim();
}
