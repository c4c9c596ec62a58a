import { HealthCheckExtension } from '../../../../lib/collector/components';
import { PortExposure } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the health check', () => {
  test('answers the kubelet on the address of the pod', () => {
    const extension = new HealthCheckExtension();

    expect(extension._id(TESTED)).toBe('health_check');
    expect(rendered(extension)).toEqual({ endpoint: '${env:POD_IP}:13133', path: '/' });
    expect(extension._needs()).toEqual({
      ports: [{ name: 'health', port: 13133, exposure: PortExposure.POD }],
      variables: [{ name: 'POD_IP', fieldPath: 'status.podIP' }],
    });
  });

  test('answers where it is told', () => {
    const extension = new HealthCheckExtension({ name: 'live', port: 8080, path: '/healthz' });

    expect(extension._id(TESTED)).toBe('health_check/live');
    expect(rendered(extension)).toEqual({ endpoint: '${env:POD_IP}:8080', path: '/healthz' });
    expect(extension).toMatchObject({ port: 8080, path: '/healthz' });
    expect(extension._needs().ports).toEqual([{ name: 'health-8080', port: 8080, exposure: PortExposure.POD }]);
  });

  test('fails on a path that the collector refuses', () => {
    expect(problemOf(() => new HealthCheckExtension({ path: 'healthz' }))).toMatchObject({
      path: 'HealthCheckExtension', what: "path 'healthz' does not begin with a slash", fix: "path: '/healthz'",
    });
  });

  test('fails on what is no port', () => {
    expect(problemOf(() => new HealthCheckExtension({ port: 0 }))).toMatchObject({ path: 'HealthCheckExtension', what: 'port 0 is not a port' });
  });

  test('does neither keep queues nor check credentials', () => {
    expect(new HealthCheckExtension()._roles).toEqual([]);
  });
});
