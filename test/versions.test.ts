import * as fc from 'fast-check';
import { CollectorDistribution, isAtLeast, OLDEST_COLLECTOR, VersionCatalog } from '../lib/versions';

const CONTRIB = 'open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib';
const K8S = 'open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('of two versions', () => {
  const part = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1000 }));
  const numbers = fc.tuple(part, part, part);
  const version = numbers.map((parts) => parts.join('.'));

  test.each([
    ['0.161.0', '0.161.0', true],
    ['0.161.1', '0.161.0', true],
    ['0.161.0', '0.161.1', false],
    ['0.161.0', '0.99.0', true],
    ['0.99.9', '0.161.0', false],
    ['1.0.0', '0.161.0', true],
    ['0.161.0', '1.0.0', false],
    ['0.161.10', '0.161.9', true],
  ])('%s is at least %s: %s', (one, other, expected) => {
    expect(isAtLeast(one, other)).toBe(expected);
  });

  test('one is at least the other', () => {
    fc.assert(fc.property(version, version, (a, b) => {
      expect(isAtLeast(a, b) || isAtLeast(b, a)).toBe(true);
    }));
  });

  test('each is at least the other only when they are the same', () => {
    fc.assert(fc.property(version, version, (a, b) => {
      expect(isAtLeast(a, b) && isAtLeast(b, a)).toBe(a === b);
      expect(isAtLeast(a, a)).toBe(true);
    }));
  });

  test('the later is at least whatever the earlier is at least', () => {
    fc.assert(fc.property(version, version, version, (a, b, c) => {
      fc.pre(isAtLeast(a, b) && isAtLeast(b, c));
      expect(isAtLeast(a, c)).toBe(true);
    }));
  });

  test('the one with the larger major, then minor, then patch is later', () => {
    fc.assert(fc.property(numbers, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 9 }), numbers, (parts, position, more, rest) => {
      const later = parts.map((value, index) => (index < position ? value : index === position ? value + more : rest[index]));
      expect(isAtLeast(later.join('.'), parts.join('.'))).toBe(true);
      expect(isAtLeast(parts.join('.'), later.join('.'))).toBe(false);
    }));
  });
});

describe('a catalogue of versions', () => {
  test('has the tested version of the collector by itself', () => {
    expect(VersionCatalog.tested()).toEqual(new VersionCatalog());
    expect(new VersionCatalog()).toMatchObject({ registryMirror: undefined, collectorImage: undefined });
    expect(isAtLeast(new VersionCatalog().collector, OLDEST_COLLECTOR)).toBe(true);
  });

  test('can be read back by the names it was given', () => {
    const given = {
      collector: '0.150.1', kubeStateMetrics: '2.17.0', loki: '3.7.1', memcached: '1.6.12', nginx: '1.28.0', nodeExporter: '1.9.1', prometheus: '3.5.0', targetAllocator: '0.155.0', tempo: '2.10.1', thanos: '0.39.2', registryMirror: 'mirror.example.com', collectorImage: 'registry.example.com/otelcol-acme:1.0.0',
    };

    expect(new VersionCatalog(given)).toMatchObject(given);
  });

  test.each(['latest', '0.161', 'v0.161.0', '0.161.0-rc.1', '0.x', '', '0.161.0 ', '^0.161.0'])("fails on the collector version '%s', which is not one release", (collector) => {
    expect(() => new VersionCatalog({ collector })).toThrow(
      `VersionCatalog: collector version '${collector}' is not major.minor.patch\n`
      + '  why: a floating tag would change what runs without a change in the manifests, and names and flags follow the version\n'
      + `  fix: collector: '${VersionCatalog.tested().collector}'\n`,
    );
  });

  test.each(['0.145.9', '0.9.0', '0.0.1'])('fails on the collector version %s, whose names are not known', (collector) => {
    expect(() => new VersionCatalog({ collector })).toThrow(
      `VersionCatalog: collector version ${collector} is older than ${OLDEST_COLLECTOR}\n`
      + '  why: its components have names and keys that this library does not know\n'
      + `  fix: collector: '${VersionCatalog.tested().collector}'\n`,
    );
  });

  test('takes the oldest version whose names are known', () => {
    expect(new VersionCatalog({ collector: OLDEST_COLLECTOR }).collector).toBe(OLDEST_COLLECTOR);
  });

  test.each(['sha256:abc', DIGEST.toUpperCase(), DIGEST.replace('sha256', 'sha512'), DIGEST.slice(7), `${DIGEST}0`, ''])("fails on the digest '%s'", (digest) => {
    expect(() => new VersionCatalog({ digests: { [CONTRIB]: digest } })).toThrow(
      `VersionCatalog: digest '${digest}' of ${CONTRIB} is not sha256: and 64 hexadecimal digits\n`
      + '  why: the image could not be pulled\n'
      + '  fix: take the digest that the registry shows for the tag\n',
    );
  });

  test('fails on the digest of a repository that is none of its own, which would pin nothing', () => {
    expect(() => new VersionCatalog({ digests: { 'opentelemetry-collector-contrib': DIGEST } })).toThrow(
      "VersionCatalog: digests names 'opentelemetry-collector-contrib', which is none of the repositories\n"
      + '  why: the digest would have no effect, and the image would not be pinned\n',
    );
  });

  test('fails on one bad digest among good ones', () => {
    expect(() => new VersionCatalog({ digests: { [CONTRIB]: DIGEST, [K8S]: 'sha256:abc' } })).toThrow(`digest 'sha256:abc' of ${K8S} is not`);
  });
});

describe('a mirror', () => {
  test.each(['mirror.example.com', 'mirror.example.com:5000/ghcr', 'localhost:5000', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ghcr.io'])('may be %s', (registryMirror) => {
    expect(new VersionCatalog({ registryMirror }).registryMirror).toBe(registryMirror);
  });

  test.each(['https://mirror.example.com', 'mirror.example.com/', 'mirror example.com', ''])("fails as '%s', under which no image is found", (registryMirror) => {
    expect(() => new VersionCatalog({ registryMirror })).toThrow(
      `VersionCatalog: registryMirror '${registryMirror}' is not a registry, with or without a path\n`
      + '  why: it begins the reference of every image, and no image could be pulled\n'
      + "  fix: registryMirror: 'mirror.example.com/ghcr' (no scheme, no slash at the end)\n",
    );
  });
});

describe('the image of a collector', () => {
  test.each([
    [CollectorDistribution.CORE, 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector:0.150.1'],
    [CollectorDistribution.K8S, 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:0.150.1'],
    [CollectorDistribution.CONTRIB, 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib:0.150.1'],
  ])('%s is %s', (distribution, image) => {
    expect(new VersionCatalog({ collector: '0.150.1' }).collectorImageOf(distribution)).toBe(image);
  });

  test('comes from a mirror when there is one', () => {
    const catalog = new VersionCatalog({ collector: '0.150.1', registryMirror: 'mirror.example.com/ghcr' });

    expect(catalog.collectorImageOf(CollectorDistribution.CONTRIB)).toBe(`mirror.example.com/ghcr/${CONTRIB}:0.150.1`);
  });

  test('is pinned by digest when there is one', () => {
    const catalog = new VersionCatalog({ collector: '0.150.1', digests: { [CONTRIB]: DIGEST } });

    expect(catalog.collectorImageOf(CollectorDistribution.CONTRIB)).toBe(`ghcr.io/${CONTRIB}:0.150.1@${DIGEST}`);
    expect(catalog.collectorImageOf(CollectorDistribution.K8S)).not.toContain('@');
  });

  test('comes from a mirror with the digest of its own repository', () => {
    const catalog = new VersionCatalog({ collector: '0.150.1', registryMirror: 'mirror.example.com', digests: { [CONTRIB]: DIGEST } });

    expect(catalog.collectorImageOf(CollectorDistribution.CONTRIB)).toBe(`mirror.example.com/${CONTRIB}:0.150.1@${DIGEST}`);
  });

  test('fails when it is custom and nobody says where it is', () => {
    expect(() => new VersionCatalog().collectorImageOf(CollectorDistribution.CUSTOM)).toThrow(
      'VersionCatalog: the distribution is CUSTOM, but there is no image for it\n'
      + '  why: only you know where your build is\n'
      + "  fix: new VersionCatalog({ collectorImage: 'registry.example.com/otelcol-acme:0.161.0' })\n",
    );
  });
});

describe('the images of other programs', () => {
  const catalog = new VersionCatalog({
    kubeStateMetrics: '2.19.1',
    loki: '3.7.6',
    memcached: '1.6.38',
    nginx: '1.29.1',
    nodeExporter: '1.11.1',
    prometheus: '3.9.1',
    targetAllocator: '0.157.0',
    tempo: '2.10.8',
    thanos: '0.41.0',
  });

  test('are those of their projects', () => {
    expect(catalog.thanosImage).toBe('quay.io/thanos/thanos:v0.41.0');
    expect(catalog.tempoImage).toBe('docker.io/grafana/tempo:2.10.8');
    expect(catalog.prometheusImage).toBe('quay.io/prometheus/prometheus:v3.9.1');
    expect(catalog.kubeStateMetricsImage).toBe('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.19.1');
    expect(catalog.nodeExporterImage).toBe('quay.io/prometheus/node-exporter:v1.11.1');
    expect(catalog.targetAllocatorImage).toBe('ghcr.io/open-telemetry/opentelemetry-operator/target-allocator:0.157.0');
    expect(catalog.lokiCanaryImage).toBe('docker.io/grafana/loki-canary:3.7.6');
    expect(catalog.lokiImage).toBe('docker.io/grafana/loki:3.7.6');
    expect(catalog.memcachedImage).toBe('docker.io/library/memcached:1.6.38-alpine');
    expect(catalog.nginxImage).toBe('docker.io/nginxinc/nginx-unprivileged:1.29.1-alpine');
  });

  test('come from a mirror, pinned by digest, as those of collectors', () => {
    const mirrored = new VersionCatalog({ thanos: '0.41.0', registryMirror: 'mirror.example.com', digests: { 'thanos/thanos': DIGEST } });

    expect(mirrored.thanosImage).toBe(`mirror.example.com/thanos/thanos:v0.41.0@${DIGEST}`);
    expect(mirrored.memcachedImage).toBe(`mirror.example.com/library/memcached:${mirrored.memcached}-alpine`);
  });

  test.each([
    [{ thanos: 'v0.42.4' }, "thanos version 'v0.42.4' is not major.minor.patch"],
    [{ thanos: '0.37.2' }, 'thanos version 0.37.2 is older than 0.38.0'],
    [{ prometheus: '3.15' }, "prometheus version '3.15' is not major.minor.patch"],
    [{ prometheus: '2.55.1' }, 'prometheus version 2.55.1 is older than 3.0.0'],
    [{ loki: '3.6.9' }, 'loki version 3.6.9 is older than 3.7.0'],
    [{ kubeStateMetrics: '2.20' }, "kubeStateMetrics version '2.20' is not major.minor.patch"],
    [{ kubeStateMetrics: '2.15.0' }, 'kubeStateMetrics version 2.15.0 is older than 2.16.0'],
    [{ nodeExporter: 'v1.12.1' }, "nodeExporter version 'v1.12.1' is not major.minor.patch"],
    [{ nodeExporter: '1.7.0' }, 'nodeExporter version 1.7.0 is older than 1.8.0'],
    [{ memcached: '1.6' }, "memcached version '1.6' is not major.minor.patch"],
    [{ targetAllocator: '0.151.0' }, 'targetAllocator version 0.151.0 is older than 0.152.0'],
    [{ tempo: '3.0' }, "tempo version '3.0' is not major.minor.patch"],
    [{ tempo: '2.9.5' }, 'tempo version 2.9.5 is older than 2.10.0'],
    [{ nginx: '1.18.0' }, 'nginx version 1.18.0 is older than 1.22.1'],
    [{ memcached: '1.5.22' }, 'memcached version 1.5.22 is older than 1.6.0'],
  ])('fail in %j', (props, what) => {
    expect(() => new VersionCatalog(props)).toThrow(`VersionCatalog: ${what}\n`);
  });
});

describe('an image of the user', () => {
  test.each([
    ['otelcol-acme:0.161.0'],
    ['registry.example.com/otelcol-acme:v1'],
    ['registry.example.com:5000/otelcol-acme:2026-11-21'],
    [`registry.example.com/otelcol-acme@${DIGEST}`],
    [`registry.example.com/otelcol-acme:latest@${DIGEST}`],
    ['registry.example.com/latest:1.0.0'],
    ['otelcol-acme:latest-1.0.0'],
  ])('%s is used as it stands, whatever the distribution', (collectorImage) => {
    const catalog = new VersionCatalog({ collectorImage, registryMirror: 'mirror.example.com' });

    expect(Object.values(CollectorDistribution).map((distribution) => catalog.collectorImageOf(distribution))).toEqual(Array(4).fill(collectorImage));
  });

  test.each([
    ['otelcol-acme', 'otelcol-acme'],
    ['otelcol-acme:latest', 'otelcol-acme'],
    ['registry.example.com:5000/otelcol-acme', 'registry.example.com:5000/otelcol-acme'],
    ['registry.example.com/latest', 'registry.example.com/latest'],
    ['otelcol-acme@sha256:abc', 'otelcol-acme'],
    [`otelcol-acme:latest@${DIGEST.slice(0, -1)}`, 'otelcol-acme'],
  ])('fails when it is not pinned: %s', (collectorImage, name) => {
    expect(() => new VersionCatalog({ collectorImage })).toThrow(
      `VersionCatalog: image '${collectorImage}' is not pinned\n`
      + '  why: two pods of one workload could run different programs\n'
      + `  fix: collectorImage: '${name}:${VersionCatalog.tested().collector}'\n`,
    );
  });
});
