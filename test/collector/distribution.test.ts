import { problemOf } from './documents';
import {
  Component, CustomProcessor, DebugExporter, HealthCheckExtension, K8sAttributesProcessor, MemoryLimiterProcessor, OtlpGrpcExporter, OtlpReceiver,
  PrometheusRemoteWriteExporter,
} from '../../lib/collector/components';
import { ComponentType } from '../../lib/collector/components/component-type';
import { builderManifest, distributionFindings, smallestDistribution } from '../../lib/collector/distribution';
import { CollectorDistribution } from '../../lib/versions';
import { OtlpEndpoint, RemoteWriteEndpoint } from '../../lib/wiring';

const { CORE, K8S, CONTRIB, CUSTOM } = CollectorDistribution;

const standard: Component[] = [new HealthCheckExtension(), new OtlpReceiver(), new MemoryLimiterProcessor(), new K8sAttributesProcessor(), new DebugExporter()];
const remoteWrite = new PrometheusRemoteWriteExporter({ endpoint: RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos:19291/api/v1/receive' }) });
const nowhere = new CustomProcessor({ type: 'acme', distributions: [] });

/** A component that came with a certain collector. */
class Young extends CustomProcessor {
  public constructor() {
    super({ type: 'cardinality_guardian' });
  }

  public get _type(): ComponentType {
    return { ...super._type, since: '0.157.0' };
  }
}

describe('the smallest distribution', () => {
  test.each([
    ['that for Kubernetes, when it has everything', standard, K8S],
    ['contrib, when something writes remotely', [...standard, remoteWrite], CONTRIB],
    ['contrib, when something is custom', [...standard, new CustomProcessor({ type: 'redaction' })], CONTRIB],
    ['that for Kubernetes, when what is custom is said to be there', [...standard, new CustomProcessor({ type: 'redaction', distributions: [K8S] })], K8S],
    ['contrib, when nobody has everything', [...standard, nowhere], CONTRIB],
    ['that for Kubernetes, for nothing', [], K8S],
  ])('is %s', (_title, components, distribution) => {
    expect(smallestDistribution(components)).toBe(distribution);
  });
});

describe('a distribution', () => {
  test('is right when it has everything', () => {
    expect(distributionFindings(standard, K8S, '0.161.0')).toEqual([]);
    expect(distributionFindings([...standard, remoteWrite], CONTRIB, '0.161.0')).toEqual([]);
  });

  test('fails without a component in use, and says who has it', () => {
    expect(distributionFindings([...standard, remoteWrite], K8S, '0.161.0')).toEqual([{
      what: 'exporter prometheus_remote_write is not in the k8s distribution',
      why: "the collector would not start ('unknown type')",
      fix: 'distribution: CollectorDistribution.CORE or CollectorDistribution.CONTRIB, or leave distribution out',
    }]);
  });

  test('fails for each of them', () => {
    expect(distributionFindings([new K8sAttributesProcessor(), remoteWrite], CORE, '0.161.0')).toMatchObject([
      { what: 'processor k8s_attributes is not in the core distribution', fix: 'distribution: CollectorDistribution.K8S or CollectorDistribution.CONTRIB, or leave distribution out' },
    ]);
  });

  test('fails with a component that nobody ships', () => {
    expect(distributionFindings([nowhere], CONTRIB, '0.161.0')).toEqual([{
      what: 'processor acme is not in the contrib distribution',
      why: "the collector would not start ('unknown type')",
      fix: 'distribution: CollectorDistribution.CUSTOM with an image that was built from collectorBuilderManifest()',
    }]);
  });

  test('of one\'s own has whatever its builder put into it', () => {
    expect(distributionFindings([...standard, remoteWrite, nowhere], CUSTOM, '0.161.0')).toEqual([]);
  });

  test.each([CONTRIB, CUSTOM])('fails before the version with which a component came: %s', (distribution) => {
    expect(distributionFindings([new Young()], distribution, '0.156.1')).toEqual([{
      what: 'processor cardinality_guardian is not in collector 0.156.1',
      why: "it came with 0.157.0: the collector would not start ('unknown type')",
      fix: "new VersionCatalog({ collector: '0.157.0' }) or later",
    }]);
  });

  test('is right from that version on', () => {
    expect(distributionFindings([new Young()], CONTRIB, '0.157.0')).toEqual([]);
  });
});

describe('the manifest of the collector builder', () => {
  const core = (path: string) => ({ gomod: `go.opentelemetry.io/collector/${path}` });
  const contrib = (path: string) => ({ gomod: `github.com/open-telemetry/opentelemetry-collector-contrib/${path}` });

  test('has exactly what is in use, and the providers of variables and files', () => {
    expect(builderManifest('otelcol-gateway', [...standard, remoteWrite], '0.161.0')).toEqual({
      dist: { module: 'example.com/otelcol-gateway', name: 'otelcol-gateway', version: '0.161.0', output_path: './_build' },
      extensions: [contrib('extension/healthcheckextension v0.161.0')],
      receivers: [core('receiver/otlpreceiver v0.161.0')],
      processors: [contrib('processor/k8sattributesprocessor v1.0.0'), core('processor/memorylimiterprocessor v0.161.0')],
      connectors: [],
      exporters: [contrib('exporter/prometheusremotewriteexporter v0.161.0'), core('exporter/debugexporter v0.161.0')],
      providers: [core('confmap/provider/envprovider v1.67.0'), core('confmap/provider/fileprovider v1.67.0')],
    });
  });

  test('has the numbers of an older collector', () => {
    expect(builderManifest('otelcol-gateway', [new K8sAttributesProcessor()], '0.159.0')).toMatchObject({
      dist: { version: '0.159.0' },
      processors: [contrib('processor/k8sattributesprocessor v0.159.0')],
      providers: [core('confmap/provider/envprovider v1.65.0'), core('confmap/provider/fileprovider v1.65.0')],
    });
  });

  test('has a module once, however many components it makes', () => {
    const exporters = ['a', 'b'].map((name) => new OtlpGrpcExporter({ endpoint: OtlpEndpoint.grpc({ name, address: 'otlp.example.com:443' }) }));

    expect(builderManifest('otelcol', exporters, '0.161.0').exporters).toEqual([core('exporter/otlpexporter v0.161.0')]);
  });

  test('has the module of a custom component', () => {
    const custom = new CustomProcessor({ type: 'acme', module: 'github.com/acme/otel/processor/acmeprocessor' });

    expect(builderManifest('otelcol', [custom], '0.161.0').processors).toEqual([{ gomod: 'github.com/acme/otel/processor/acmeprocessor v0.161.0' }]);
  });

  test('has that module at a version of its own', () => {
    const custom = new CustomProcessor({ type: 'acme', module: 'github.com/acme/otel/processor/acmeprocessor', moduleVersion: 'v0.3.1' });

    expect(builderManifest('otelcol-gateway', [custom], '0.161.0').processors).toEqual([{ gomod: 'github.com/acme/otel/processor/acmeprocessor v0.3.1' }]);
  });

  test('fails for a custom component without a module', () => {
    expect(problemOf(() => builderManifest('otelcol', [nowhere], '0.161.0'))).toMatchObject({
      path: 'collectorBuilderManifest',
      what: 'processor acme has no Go module',
      fix: "module: 'github.com/acme/otel/processor/acmeprocessor' in its props",
    });
  });
});
