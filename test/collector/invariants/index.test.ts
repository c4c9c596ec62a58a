import * as fc from 'fast-check';
import { CollectorDocument } from '../../../lib/collector/configuration';
import { configurationFindings } from '../../../lib/collector/invariants';
import { volumeFindings } from '../../../lib/collector/invariants/queues';
import { workloadFindings } from '../../../lib/collector/invariants/workload';
import { Finding } from '../../../lib/validation';
import { parsed, whats } from '../documents';
import { foreignDocument, foreignManifest } from '../foreign-documents';

test('everything that is wrong with a configuration is told, by place: references, order, endpoints, queues, temporality', () => {
  const document = parsed(`
    receivers: { otlp: { protocols: { grpc: , http: } }, jaeger: }
    processors: { batch: , memory_limiter: { check_interval: 1s, limit_mib: 1600 } }
    exporters:
      otlp/tempo: { endpoint: http://tempo:4317 }
      prometheusremotewrite: { endpoint: http://thanos:19291/api/v1/receive, sending_queue: { wait_for_result: true, storage: file_storage } }
    service:
      pipelines:
        traces: { receivers: [otlp], processors: [batch, memory_limiter], exporters: [otlp/tempo] }
        metrics: { receivers: [otlp], processors: [memory_limiter], exporters: [prometheusremotewrite] }
  `);

  expect(whats(configurationFindings(document))).toEqual([
    "exporter prometheusremotewrite refers to the extension 'file_storage', which does not run",
    'receiver jaeger is defined and in no pipeline',
    'pipeline traces has batch before memory_limiter',
    "otlp/tempo sends gRPC to 'http://tempo:4317'",
    'prometheusremotewrite waits for results and has a queue on disk',
    'delta metrics from otlp may reach prometheusremotewrite in pipeline metrics',
  ]);
});

test('a configuration in which everything fits has nothing wrong with it', () => {
  const document = parsed(`
    extensions: { health_check: { endpoint: 0.0.0.0:13133 }, file_storage: { directory: /var/lib/otelcol } }
    receivers: { otlp: { protocols: { grpc: { endpoint: 0.0.0.0:4317 } } } }
    processors: { memory_limiter: { check_interval: 1s, limit_percentage: 80 }, deltatocumulative: }
    exporters:
      otlp/tempo: { endpoint: tempo:4317, tls: { insecure: true }, sending_queue: { storage: file_storage, sizer: bytes, queue_size: 1000000000 } }
      prometheusremotewrite: { endpoint: http://thanos:19291/api/v1/receive }
    service:
      extensions: [health_check, file_storage]
      pipelines:
        traces: { receivers: [otlp], processors: [memory_limiter], exporters: [otlp/tempo] }
        metrics: { receivers: [otlp], processors: [memory_limiter, deltatocumulative], exporters: [prometheusremotewrite] }
  `);

  expect(configurationFindings(document)).toEqual([]);
});

/** Findings are for people: nothing of the machine shows through. */
function readable(findings: readonly Finding[]): void {
  findings.forEach((finding) => Object.values(finding).forEach((text) => expect(text).not.toMatch(/undefined|NaN|\[object|^$/)));
}

describe('a document of any shape', () => {
  test('has findings that can be read, or none', () => {
    fc.assert(fc.property(foreignDocument, (document) => readable(configurationFindings(document))), { numRuns: 1000 });
  });

  test('has findings that can be read, or none, beside manifests of any shape', () => {
    fc.assert(fc.property(foreignDocument, foreignManifest, fc.option(foreignManifest, { nil: undefined }), (document, workload, autoscaler) => {
      readable(workloadFindings(document, { workload, container: 'collector', autoscaler }));
    }), { numRuns: 1000 });
  });

  test('has findings that can be read, or none, beside a volume of any size', () => {
    fc.assert(fc.property(foreignDocument, fc.nat(), (document, bytes) => {
      readable(volumeFindings(document, { bytes, property: 'queueVolume', reserved: [] }));
    }), { numRuns: 500 });
  });

  test('is judged alike however often it is judged, and stays as it is', () => {
    fc.assert(fc.property(foreignDocument, (document) => {
      const before = JSON.stringify(document);
      expect(configurationFindings(document)).toEqual(configurationFindings(document));
      expect(JSON.stringify(document)).toBe(before);
    }));
  });

  test.each([null, undefined, 'receivers:', 7, [], {}])('has no pipeline when it is %j', (document) => {
    expect(whats(configurationFindings(document as CollectorDocument))).toEqual(['there is no pipeline']);
  });

  test('is of many shapes: most invariants find something in five hundred of them', () => {
    const findings = fc.sample(foreignDocument, { numRuns: 500, seed: 1 }).flatMap((document) => configurationFindings(document));

    expect(new Set(findings.map(({ why }) => why)).size).toBeGreaterThan(10);
  });
});
