/** The server of APIs, metrics and probes. */
export const HTTP_PORT = 3100;
/** What components of a Loki say to each other. */
export const GRPC_PORT = 9095;

/** The volume of a pod, and everything that Loki writes outside of the store. */
export const DATA_MOUNT_PATH = '/var/loki';

/** The file of overrides by tenant. */
export const OVERRIDES_FILE = { mountPath: '/etc/loki-runtime', name: 'overrides.yaml' } as const;

/** The document of the whole Loki. */
export const CONFIG_MOUNT_PATH = '/etc/loki';
export const CONFIG_FILE = 'config.yaml';

/** The rules of every tenant, each in a folder of its name. */
export const RULES_MOUNT_PATH = '/etc/loki-rules';
