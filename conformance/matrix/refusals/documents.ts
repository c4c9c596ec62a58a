/** Configurations whose parts are right and do not fit together. */
import { DocumentRefusal } from '../refusal';

/** What nobody has anything to say about. */
const LIMITER = 'processors: { memory_limiter: { check_interval: 1s, limit_percentage: 80 } }';

const PARTS = `
receivers: { otlp: { protocols: { grpc: { endpoint: "127.0.0.1:14317" } } } }
${LIMITER}
`;

const pipeline = (signal: string, exporters: string, receivers = 'otlp') => `${signal}: { receivers: [${receivers}], processors: [memory_limiter], exporters: [${exporters}] }`;

/** A pipeline from the receiver to one exporter. */
const sending = (signal: string, exporter: string, extensions = '{}') => {
  const id = exporter.split(':')[0] as string;
  const running = extensions === '{}' ? '' : extensions.slice(1).split(':')[0]?.trim() ?? '';
  return `${PARTS}
extensions: ${extensions}
exporters: { ${exporter} }
service: { extensions: [${running}], pipelines: { ${pipeline(signal, id)} } }
`;
};

const balancing = (key: string, signal: string): DocumentRefusal => ({
  document: sending(signal, `load_balancing: { routing_key: ${key}, resolver: { static: { hostnames: ["a:1"] } }, protocol: { otlp: { tls: { insecure: true } } } }`),
  finds: `load_balancing routes by '${key}', and pipeline ${signal} carries ${signal}`,
  says: 'unsupported routing_key',
});

export const REFUSED_DOCUMENTS: readonly DocumentRefusal[] = [
  ...['resource', 'metric', 'streamID', 'anything'].map((key) => balancing(key, 'traces')),
  ...['traceID', 'anything'].map((key) => balancing(key, 'metrics')),
  ...['metric', 'streamID', 'anything'].map((key) => balancing(key, 'logs')),
  {
    document: `
receivers: { host_metrics/a: { root_path: /proc, scrapers: { cpu: {} } }, host_metrics/b: { root_path: /sys, scrapers: { cpu: {} } } }
${LIMITER}
exporters: { debug: {} }
service: { pipelines: { ${pipeline('metrics', 'debug', 'host_metrics/a, host_metrics/b')} } }
`,
    finds: "host_metrics/a has root_path '/proc', and host_metrics/b has '/sys'",
    says: 'inconsistent root_path configuration',
  },
  {
    document: `${PARTS}
extensions: { pprof: {}, pprof/b: { endpoint: "127.0.0.1:1778" } }
exporters: { debug: {} }
service: { extensions: [pprof, pprof/b], pipelines: { ${pipeline('traces', 'debug')} } }
`,
    finds: 'pprof and pprof/b both run',
    says: 'only a single pprof extension instance can be running per process',
    onlyAtStart: true,
  },
  {
    document: sending('traces', 'otlp_grpc: { endpoint: "a:1", auth: { authenticator: sigv4auth } }', '{ sigv4auth: { region: eu-central-1, service: xray } }'),
    finds: 'otlp_grpc sends gRPC with the authenticator sigv4auth',
    says: 'requested authenticator is not a gRPC client authenticator',
    onlyAtStart: true,
  },
  {
    document: sending('traces', 'otlp_grpc: { endpoint: "a:1", tls: { insecure: true }, auth: { authenticator: bearertokenauth } }', '{ bearertokenauth: { token: a } }'),
    finds: 'otlp_grpc has the authenticator bearertokenauth on a plain-text connection',
    says: 'the credentials require transport level security',
    onlyAtStart: true,
  },
  {
    document: sending('traces', 'otlp_grpc: { endpoint: "a:1", auth: { authenticator: bearertokenauth } }'),
    finds: "exporter otlp_grpc refers to the extension 'bearertokenauth', which does not run",
    says: 'failed to resolve authenticator "bearertokenauth": authenticator not found',
    onlyAtStart: true,
  },
  {
    document: sending('traces', 'otlp_grpc: { endpoint: "a:1", sending_queue: { sizer: items, queue_size: 10, batch: { min_size: 20, sizer: items } } }'),
    finds: 'otlp_grpc waits for batches of 20 items, but its queue holds 10 items',
    says: '`min_size` must be less than or equal to `queue_size`',
  },
  {
    document: sending('traces', 'otlp_grpc: { endpoint: "a:1", sending_queue: { batch: { min_size: 20, max_size: 10, sizer: items } } }'),
    finds: 'otlp_grpc batches at least 20 items and at most 10 items',
    says: '`max_size` (10) must be greater or equal to `min_size` (20)',
  },
  {
    document: sending('traces', 'otlp_grpc: { endpoint: "a:1", sending_queue: { batch: { sizer: requests } } }'),
    finds: 'otlp_grpc counts its batches in requests; otlp_grpc waits for batches of 8192 requests, but its queue holds 1000 requests',
    says: '`batch` supports only `items` or `bytes` sizer',
  },
  {
    document: sending('metrics', 'nop: {}').replace('exporters: [nop]', 'exporters: [missing]'),
    finds: "pipeline metrics uses 'missing', which is not defined; exporter nop is defined and in no pipeline",
    says: 'references exporter "missing" which is not configured',
  },
  {
    document: `${PARTS}
connectors: { forward: {} }
exporters: { nop: {} }
service: { pipelines: { ${pipeline('traces', 'forward')}, ${pipeline('metrics', 'nop')} } }
`,
    finds: 'connector forward is only an exporter',
    says: 'connector "forward" used as exporter in [traces] pipeline but not used in any supported receiver pipeline',
  },
];
