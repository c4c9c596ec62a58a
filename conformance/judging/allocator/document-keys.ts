/**
 * What the Target Allocator knows of its document: keys and the types of their values, read off its source. The program ignores what it does not know,
 * so that nobody else would find a key that is misspelt.
 *
 * @see https://github.com/open-telemetry/opentelemetry-operator/blob/v0.158.0/cmd/otel-allocator/internal/config/config.go
 */
type Check = (value: unknown, path: string) => string[];

type Keys = { readonly [key: string]: Check };

/** Go's own words for a duration: days are not among them. */
const GO_DURATION = /^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/;

const text = (form: RegExp): Check => (value, path) => (typeof value === 'string' && form.test(value) ? [] : [`${path} is ${JSON.stringify(value)}, not ${form}`]);

const some = text(/./);

const duration = text(GO_DURATION);

const truth = (wanted: boolean): Check => (value, path) => (value === wanted ? [] : [`${path} is ${JSON.stringify(value)}, not ${wanted}`]);

const list = (item: Check): Check => (value, path) => (Array.isArray(value) ? value.flatMap((each, index) => item(each, `${path}[${index}]`)) : [`${path} is no list`]);

const map = (item: Check): Check => (value, path) => entries(value, path, (key, each) => item(each, `${path}.${key}`));

const keys = (known: Keys, required: readonly string[] = []): Check => (value, path) => [
  ...entries(value, path, (key, each) => (Object.hasOwn(known, key) ? known[key]!(each, `${path}.${key}`) : [`${path}.${key} is no key of the allocator`])),
  ...required.filter((key) => typeof value === 'object' && value !== null && !Object.hasOwn(value, key)).map((key) => `${path} has no ${key}`),
];

function entries(value: unknown, path: string, check: (key: string, value: unknown) => string[]): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).flatMap(([key, each]) => check(key, each)) : [`${path} is no mapping`];
}

/** Whatever Prometheus says to it, which has a judge of its own. But nobody expands variables in it: a dollar sign that is doubled stays so. */
const ofPrometheus: Check = (value, path) => (JSON.stringify(value).includes('$$') ? [`${path} has a dollar sign twice`] : []);

const selector = keys({ matchLabels: map(some), matchExpressions: list(keys({ key: some, operator: some, values: list(some) })) });

const selectors = Object.fromEntries(['service_monitor', 'pod_monitor', 'probe', 'scrape_config'].flatMap((kind) => [
  [`${kind}_selector`, selector], [`${kind}_namespace_selector`, selector],
]));

const document = keys({
  collector_namespace: some,
  collector_selector: keys({ matchLabels: map(some) }, ['matchLabels']),
  listen_addr: text(/^:\d+$/),
  allocation_strategy: text(/^(least-weighted|consistent-hashing|per-node)$/),
  allocation_fallback_strategy: text(/^(least-weighted|consistent-hashing)$/),
  filter_strategy: text(/^relabel-config$/),
  collector_not_ready_grace_period: duration,
  allow_insecure_auth_secrets: truth(false),
  config: keys({ scrape_configs: ofPrometheus }),
  https: keys({
    enabled: truth(true), listen_addr: text(/^:\d+$/), ca_file_path: text(/^\//), tls_cert_file_path: text(/^\//), tls_key_file_path: text(/^\//),
  }, ['enabled', 'ca_file_path', 'tls_cert_file_path', 'tls_key_file_path']),
  prometheus_cr: keys({
    enabled: truth(true),
    deny_fs_access_through_sms: truth(true),
    allow_namespaces: list(some),
    deny_namespaces: list(some),
    secret_namespaces: list(some),
    scrape_interval: duration,
    ...selectors,
  }, ['enabled', 'deny_fs_access_through_sms']),
}, ['collector_namespace', 'collector_selector']);

/** What the allocator would misread of a document, without a word. */
export function misread(value: unknown): string[] {
  const { config, prometheus_cr: monitors } = (value ?? {}) as { config?: unknown; prometheus_cr?: unknown };
  return [...document(value, 'document'), ...config === undefined && monitors === undefined ? ['there are neither scrape configs nor monitors: it does not start'] : []];
}
