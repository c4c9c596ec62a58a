import { Chart, Size, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { PortExposure } from '../../lib';
import { Workload, WorkloadPlan } from '../../lib/workload/workload';

/** A cache, as the least that a workload is. */
export const PLAN: WorkloadPlan = {
  program: 'memcached',
  component: 'index-cache',
  versionOf: (versions) => versions.memcached,
  options: { name: 'cache' },
  defaults: { cpu: 0.1, cpuLimit: 1, memory: Size.gibibytes(1) },
  runAs: { user: 11211, group: 11211 },
  placement: 'replicas',
  parts: () => [{
    from: 'the cache',
    needs: { ports: [{ name: 'memcache', port: 11211 }, { name: 'metrics', port: 9150, exposure: PortExposure.SCRAPE }, { name: 'debug', port: 6060, exposure: PortExposure.POD }] },
  }],
};

export function chart(namespace?: string): Chart {
  return new Chart(Testing.app(), 'observability', { namespace });
}

export function workload(more: Partial<WorkloadPlan> = {}, namespace = 'observability'): Workload {
  return new Workload(chart(namespace), { ...PLAN, ...more });
}

const PROBE = { tcpSocket: { port: k8s.IntOrString.fromNumber(11211) } };
export const CONTAINER = { name: 'memcached', image: 'memcached:1.6.39', args: ['-m', '800'], probes: { startupProbe: PROBE, livenessProbe: PROBE, readinessProbe: PROBE } };
