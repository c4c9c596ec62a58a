import { rendered, TESTED } from './documents';
import { Exporter, FileStorageExtension, QueueSize, SendingQueueOptions } from '../../lib/collector/components';
import { Outlets } from '../../lib/collector/outlets';
import { CoralogixEndpoint, Destination, OtlpEndpoint, RemoteWriteEndpoint, SecretValue } from '../../lib/wiring';

const grpc = OtlpEndpoint.grpc({ name: 'vendor', address: 'vendor.example.com:443' });
const http = OtlpEndpoint.http({ name: 'loki', url: 'http://loki.logging.svc/otlp' });
const coralogix = CoralogixEndpoint.account({ domain: 'eu2.coralogix.com', privateKey: SecretValue.fromSecret('coralogix', 'key'), applicationName: 'production' });
const thanos = RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos/api/v1/receive' });
const mimir = RemoteWriteEndpoint.http({ name: 'mimir', url: 'http://mimir/api/v1/push' });

function onDisk({ name }: Destination): SendingQueueOptions {
  return { storage: new FileStorageExtension({ name, directory: `/var/lib/otelcol/queue/${name}` }), consumers: 5, queueSize: QueueSize.requests(7) };
}

function document(exporter: Exporter): Record<string, unknown> {
  return rendered(exporter) as Record<string, unknown>;
}

describe('the exporter of a destination', () => {
  test.each([
    ['otlp_grpc/vendor', grpc],
    ['otlp_http/loki', http],
    ['coralogix/eu2-coralogix-com', coralogix],
  ])('is %s, with its queue', (id, destination) => {
    const exporter = new Outlets(onDisk).exporter(destination);

    expect(exporter._id(TESTED)).toBe(id);
    expect(exporter._destination).toBe(destination);
    expect(document(exporter).sending_queue).toMatchObject({ storage: `file_storage/${destination.name}`, num_consumers: 5 });
  });

  test('is made once, and so is its queue: two would fight for one folder', () => {
    const asked: string[] = [];
    const outlets = new Outlets((destination) => {
      asked.push(destination.name);
      return onDisk(destination);
    });

    expect(outlets.exporter(grpc)).toBe(outlets.exporter(grpc));
    expect(outlets.exporter(http)).not.toBe(outlets.exporter(grpc));
    expect(outlets.remoteWrite(thanos)).toBe(outlets.remoteWrite(thanos));
    expect(asked).toEqual(['vendor', 'loki', 'thanos']);
    expect(outlets.relayPipelines).toHaveLength(1);
  });
});

describe('remote write', () => {
  test('waits in memory where there is no disk', () => {
    const outlets = new Outlets(() => ({}));
    const exporter = outlets.remoteWrite(thanos);

    expect(exporter._id(TESTED)).toBe('prometheus_remote_write/thanos');
    expect(document(exporter)).toMatchObject({ remote_write_queue: { enabled: true }, retry_on_failure: { enabled: true } });
    expect(outlets.relayPipelines).toEqual([]);
  });

  test('does not wait where nothing does', () => {
    expect(document(new Outlets(() => ({ enabled: false })).remoteWrite(thanos)).remote_write_queue).toEqual({ enabled: false });
  });

  test('waits on disk in the queue of an exporter to itself: uncompressed, within a time that a write fits into, and one request at a time', () => {
    expect(document(new Outlets(onDisk).remoteWrite(thanos))).toMatchObject({
      endpoint: '127.0.0.1:14317',
      compression: 'none',
      timeout: '15s',
      tls: { insecure: true },
      sending_queue: { storage: 'file_storage/thanos', queue_size: 7, num_consumers: 1 },
    });
  });

  test('is relayed within the pod to an exporter that keeps nothing and tries nothing again, so that errors go back to the queue', () => {
    const outlets = new Outlets(onDisk);
    outlets.remoteWrite(thanos);
    const [{ id, _sources: [receiver], _processors, _sinks: [exporter] }] = outlets.relayPipelines;

    expect([id, receiver._id(TESTED), _processors, exporter._id(TESTED)]).toEqual(['metrics/thanos', 'otlp/thanos-queue', [], 'prometheus_remote_write/thanos']);
    expect(rendered(receiver)).toEqual({ protocols: { grpc: { endpoint: '127.0.0.1:14317', max_recv_msg_size_mib: 64 } } });
    expect(rendered(exporter)).toMatchObject({ endpoint: 'http://thanos/api/v1/receive', remote_write_queue: { enabled: false }, retry_on_failure: { enabled: false } });
  });

  test('to several places is relayed by a port for each', () => {
    const outlets = new Outlets(onDisk);

    expect([thanos, mimir].map((destination) => document(outlets.remoteWrite(destination)).endpoint)).toEqual(['127.0.0.1:14317', '127.0.0.1:14318']);
    expect(outlets.relayPipelines.map(({ id }) => id)).toEqual(['metrics/thanos', 'metrics/mimir']);
  });
});
