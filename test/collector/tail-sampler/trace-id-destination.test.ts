import { Size } from 'cdk8s';
import { BackendResolver } from '../../../lib/collector/components/exporters/backend-resolver';
import { QueueSize } from '../../../lib/collector/components/exporters/sending-queue';
import { receiveSizeFindings } from '../../../lib/collector/invariants/endpoints';
import { TraceIdDestination, TraceIdExporter } from '../../../lib/collector/tail-sampler/trace-id-destination';
import { bytesOf } from '../../../lib/kubernetes/quantities';
import { documentOf, needed, rendered, whats } from '../documents';

const samplers = new TraceIdDestination({
  place: { host: 'sampler-headless.tracing.svc', port: 4317, servedBy: { namespace: 'tracing', labels: { app: 'sampler' } } },
  name: 'sampler',
  resolver: BackendResolver.kubernetes({ service: 'sampler-headless', namespace: 'tracing', returnHostnames: true }),
  maxReceiveSize: Size.mebibytes(16),
});

const exporter = (batch: Size) => new TraceIdExporter(samplers, { batchMaxSize: QueueSize.bytes(batch) });

describe('who sends to samplers', () => {
  test('chooses by trace id, in plain text, under a stable name', () => {
    expect(rendered(exporter(Size.mebibytes(3)))).toMatchObject({
      routing_key: 'traceID', resolver: { k8s: { service: 'sampler-headless.tracing' } }, protocol: { otlp: { tls: { insecure: true } } },
    });
    expect(exporter(Size.mebibytes(3)).name).toBe('sampler');
  });

  test('reaches their pods and no other, and reads their EndpointSlices', () => {
    expect(needed(exporter(Size.mebibytes(3)))).toEqual({
      egress: [{ port: 4317, peer: { namespace: 'tracing', labels: { app: 'sampler' } } }],
      namespaceRules: [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'], namespace: 'tracing' }],
    });
  });

  test('fails when its batches are larger than what they take', () => {
    const judged = (batch: Size) => {
      const given = exporter(batch);
      const limit = bytesOf(given._destination.maxReceiveSize!);
      const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['load_balancing/sampler'] } }, { exporters: { 'load_balancing/sampler': rendered(given) } });
      return whats(receiveSizeFindings(document, { 'load_balancing/sampler': limit }));
    };

    expect(judged(Size.mebibytes(16))).toEqual([]);
    expect(judged(Size.mebibytes(17))).toEqual(['load_balancing/sampler sends batches of up to 17 MiB, but the other end takes 16 MiB']);
  });

  test('is known with its version', () => {
    samplers._addRouters({ path: 'tracing/gateway', collectorVersion: '0.161.0' });

    expect(samplers._routers).toEqual([{ path: 'tracing/gateway', collectorVersion: '0.161.0' }]);
  });
});
