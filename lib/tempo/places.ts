/** The server of APIs, metrics and probes. */
export const HTTP_PORT = 3200;
/** What components of a Tempo say to each other. */
export const GRPC_PORT = 9095;
/** Where spans come in. */
export const OTLP_GRPC_PORT = 4317;
export const OTLP_HTTP_PORT = 4318;

/** The volume of a pod, and everything that Tempo writes outside of the store. */
export const DATA_MOUNT_PATH = '/var/tempo';

/** The document. */
export const CONFIG_MOUNT_PATH = '/etc/tempo';
export const CONFIG_FILE = 'tempo.yaml';

/** The file of overrides by tenant. */
export const OVERRIDES_FILE = { mountPath: '/etc/tempo-overrides', name: 'overrides.yaml' } as const;
