import { fail } from '../validation';

/**
 * The versions that this library is tested with: each is the version of the real program that judges what is generated for it. That of nginx is the stable one of its project.
 */
export const TESTED = {
  collector: '0.161.0',
  kubeStateMetrics: '2.20.0',
  loki: '3.7.8',
  memcached: '1.6.39',
  nginx: '1.30.4',
  nodeExporter: '1.12.1',
  prometheus: '3.15.0',
  targetAllocator: '0.158.0',
  tempo: '3.0.3',
  thanos: '0.42.4',
} as const;

export type Program = keyof typeof TESTED;

/** The Helm charts whose values this library sets: each was rendered with them. */
export const TESTED_CHARTS = {
  certManager: 'v1.21.2',
  kubePrometheusStack: '88.5.3',
  openTelemetryOperator: '0.122.0',
  prometheusOperatorCrds: '31.0.1',
} as const;

/** Collector versions before this one name components differently in ways that the tables of this library do not carry. */
export const OLDEST_COLLECTOR = '0.146.0';

/** Before these, this library does not know what they read. */
const OLDEST: { readonly [program in Program]: { readonly version: string; readonly why: string } } = {
  collector: { version: OLDEST_COLLECTOR, why: 'its components have names and keys that this library does not know' },
  // Go's own expressions before it, without lookarounds
  kubeStateMetrics: { version: '2.16.0', why: 'it reads other expressions in its lists of metrics than this library writes' },
  loki: { version: '3.7.0', why: 'it does not know all keys that this library writes, and does not start' },
  // 1.6 brought the network code and the protocol that the images of today have
  memcached: { version: '1.6.0', why: 'its arguments are not those that this library writes' },
  nginx: { version: '1.22.1', why: 'nobody has had it read the configuration that this library writes' },
  nodeExporter: { version: '1.8.0', why: 'it lacks collectors that this library knows' },
  prometheus: { version: '3.0.0', why: 'it reads other configurations and flags than this library writes' },
  // before it, `deny_fs_access_through_sms` is ignored without a word
  targetAllocator: { version: '0.152.0', why: 'it lets whoever makes a ServiceMonitor read files of collectors, the token of their ServiceAccount among them' },
  tempo: { version: '2.10.0', why: 'it does not know all keys that this library writes, and does not start' },
  thanos: { version: '0.38.0', why: 'it takes flags that this library does not know, and lacks some that it writes' },
};

/** Whether `version` is `other` or later. Both are `major.minor.patch`. */
export function isAtLeast(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) => text.split('.').map(Number));
  for (let part = 0; part < 3; part++) {
    if (a[part] !== b[part]) {
      return a[part] > b[part];
    }
  }
  return true;
}

/** Fails on a version that is none, or too old. */
export function requireVersion(program: Program, version: string): void {
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    fail('VersionCatalog', {
      what: `${program} version '${version}' is not major.minor.patch`,
      why: 'a floating tag would change what runs without a change in the manifests, and names and flags follow the version',
      fix: `${program}: '${TESTED[program]}'`,
    });
  }
  const oldest = OLDEST[program];
  if (!isAtLeast(version, oldest.version)) {
    fail('VersionCatalog', {
      what: `${program} version ${version} is older than ${oldest.version}`,
      why: oldest.why,
      fix: `${program}: '${TESTED[program]}'`,
    });
  }
}
