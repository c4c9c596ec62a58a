import * as fc from 'fast-check';
import { CollectorDocument } from '../../lib/collector/configuration';

/*
 * Configurations and manifests as anybody may have written them: mostly of the shape that the invariants look at, with anything at all in
 * the place of any map, list, text or number.
 */

/** What is meant to be there, mostly. */
function mostly<T>(meant: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: meant }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
}

/** A map with some of its keys. */
function some(keys: { readonly [key: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<unknown> {
  return mostly(fc.record(keys, { requiredKeys: [] }));
}

function list(of: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return mostly(fc.array(mostly(of), { maxLength: 3 }));
}

const id = fc.constantFrom(
  'otlp', 'otlphttp/a', 'file_storage', 'memory_limiter', 'tail_sampling', 'k8sattributes', 'spanmetrics', 'forward', 'batch', 'prometheusremotewrite',
  'cumulativetodelta', '/', 'toString', '__proto__', 'unknown/a',
);
const number = mostly(fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.double({ noNaN: true })));
const address = mostly(fc.constantFrom('localhost:4317', 'http://localhost:4317', 'https://a', '127.0.0.1:1', '0.0.0.0:4317', ':', '${env:X}', ''));
const time = mostly(fc.constantFrom('5s', '-1s', '1.2.3s', '1h1m', '', '${env:X}'));
const auth = some({ authenticator: mostly(id) });

const queue = some({
  enabled: mostly(fc.boolean()),
  storage: mostly(id),
  sizer: mostly(fc.constantFrom('bytes', 'items', 'requests')),
  queue_size: number,
  wait_for_result: mostly(fc.boolean()),
  batch: some({ sizer: mostly(fc.constantFrom('bytes', 'requests')), min_size: number, max_size: number, flush_timeout: time }),
});

const component = some({
  endpoint: address,
  http: some({ endpoint: address, auth }),
  protocols: some({ grpc: some({ endpoint: address, auth }), http: some({ endpoint: address, auth }) }),
  tls: some({ insecure: mostly(fc.boolean()) }),
  auth,
  timeout: time,
  storage: mostly(id),
  directory: mostly(fc.constantFrom('/var/lib/otelcol', 'x')),
  max_size: number,
  aggregation_temporality: mostly(fc.constantFrom('AGGREGATION_TEMPORALITY_DELTA', 'x')),
  limit_mib: number,
  limit_percentage: number,
  spike_limit_mib: number,
  spike_limit_percentage: number,
  sending_queue: queue,
});

const section = mostly(fc.dictionary(id, component, { maxKeys: 4 }));
const pipeline = some({ receivers: list(id), processors: list(id), exporters: list(id) });

/** A configuration of a collector, or so its author says. */
export const foreignDocument = some({
  receivers: section,
  processors: section,
  exporters: section,
  connectors: section,
  extensions: section,
  service: some({
    extensions: list(id),
    pipelines: mostly(fc.dictionary(fc.constantFrom('traces', 'metrics', 'metrics/a', 'logs', 'x', '__proto__'), pipeline, { maxKeys: 4 })),
  }),
}) as fc.Arbitrary<CollectorDocument>;

const memory = some({ memory: mostly(fc.oneof(number, fc.constantFrom('2Gi', '-1', '1.2.3Gi', '5e3', 'x', ''))) });
const volume = some({
  name: mostly(fc.constantFrom('a', 'b')), mountPath: mostly(fc.constantFrom('/var/lib', '/')), persistentVolumeClaim: some({ claimName: mostly(fc.string()) }),
});

const container = fc.record({
  name: fc.constant('collector'),
  env: list(some({ name: mostly(fc.constant('GOMEMLIMIT')), value: mostly(fc.constantFrom('1GiB', 'off', 'B')) })),
  resources: some({ limits: memory, requests: memory }),
  volumeMounts: list(volume),
}, { requiredKeys: ['name'] });

/** A workload, or an autoscaler. */
export const foreignManifest = some({
  kind: mostly(fc.constantFrom('Deployment', 'DaemonSet')),
  spec: some({
    replicas: number,
    metrics: list(some({ resource: some({ name: mostly(fc.constant('memory')), target: some({ averageUtilization: number }) }) })),
    template: some({ spec: some({ terminationGracePeriodSeconds: number, volumes: list(volume), containers: list(container) }) }),
  }),
});
