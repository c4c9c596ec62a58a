import { Duration } from 'cdk8s';
import { Compression, FileStorageExtension, HealthCheckExtension } from '../../../../lib/collector/components';
import { CoralogixExporter, CoralogixExporterProps } from '../../../../lib/collector/components/exporters/coralogix-exporter';
import { CoralogixEndpoint, CoralogixEndpointProps, SecretValue } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const privateKey = SecretValue.fromSecret('coralogix', 'private-key');

function exporter(account: Partial<CoralogixEndpointProps> = {}, props: Partial<CoralogixExporterProps> = {}): CoralogixExporter {
  const endpoint = CoralogixEndpoint.account({ domain: 'eu2.coralogix.com', privateKey, applicationName: 'production', ...account });
  return new CoralogixExporter({ endpoint, ...props });
}

/* Not judged: the collector of the conformance run does not have this exporter. Its keys are those of its source and README. */
describe('the Coralogix exporter', () => {
  test('tells applications by namespace and subsystems by workload', () => {
    expect(rendered(exporter())).toEqual({
      domain: 'eu2.coralogix.com',
      domain_settings: { compression: 'gzip' },
      private_key: '${env:CORALOGIX_PRIVATE_KEY}',
      application_name: 'production',
      application_name_attributes: ['k8s.namespace.name', 'service.namespace'],
      subsystem_name_attributes: ['k8s.deployment.name', 'k8s.statefulset.name', 'k8s.daemonset.name', 'k8s.cronjob.name', 'service.name'],
      timeout: '30s',
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: '0s' },
      sending_queue: { enabled: true, sizer: 'requests', queue_size: 1000, num_consumers: 10, block_on_overflow: true },
    });
    expect(exporter()._needs()).toEqual({
      variables: [{ name: 'CORALOGIX_PRIVATE_KEY', secretName: 'coralogix', secretKey: 'private-key' }],
      mounts: [],
      egress: [{ port: 443 }],
    });
    expect(exporter()._extensions()).toEqual([]);
  });

  test('does everything as it is told', () => {
    const storage = new FileStorageExtension({ directory: '/var/lib/otelcol/queue' });
    const account = { subsystemName: 'cluster-a', applicationNameAttributes: ['env'], subsystemNameAttributes: ['host.name'], privateLink: true };
    const told = exporter(account, {
      name: 'second',
      compression: Compression.ZSTD,
      timeout: Duration.seconds(5),
      queue: { storage },
      retry: { enabled: false },
    });

    expect(rendered(told)).toMatchObject({
      subsystem_name: 'cluster-a',
      application_name_attributes: ['env'],
      subsystem_name_attributes: ['host.name'],
      private_link: true,
      domain_settings: { compression: 'zstd' },
      timeout: '5s',
      retry_on_failure: { enabled: false },
      sending_queue: { storage: 'file_storage' },
    });
    expect(told._extensions()).toEqual([storage]);
    expect(told._id(TESTED)).toBe('coralogix/second');
    expect(told.timeout).toEqual(Duration.seconds(5));
    expect(told._destination).toMatchObject({ host: 'ingress.private.eu2.coralogix.com', port: 443 });
  });

  test.each<[Partial<CoralogixExporterProps>, string]>([
    [{ timeout: Duration.seconds(0) }, 'timeout is 0'],
    [{ queue: { storage: new HealthCheckExtension() } }, 'storage is health_check, which does not keep a queue'],
    [{ retry: { maxElapsedTime: Duration.seconds(1) } }, 'requests are given up after 1 s, before the longest pause of 30 s'],
  ])('fails: %#', (props, what) => {
    expect(problemOf(() => exporter({}, props))).toMatchObject({ path: 'CoralogixExporter', what });
  });
});
