import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { PROMETHEUS_USER } from './prometheus-container';
import { PrometheusOptions } from './prometheus-options';
import { DATA_MOUNT_PATH, PrometheusPlan, WEB_PORT } from './prometheus-plan';
import { PortExposure } from '../wiring';
import { egressNeeds } from '../wiring/endpoint-needs';
import { NamedNeeds } from '../wiring/needs-sum';
import { Workload, WorkloadPlan } from '../workload/workload';

/** The name of the volume of blocks and logs. */
export const DATA_VOLUME = 'data';

/** What whoever runs a Prometheus adds to what all of them share. */
export type PrometheusWorkloadPlan = Pick<WorkloadPlan, 'config' | 'parts' | 'companions'>;

/** A Prometheus as a workload. Whom it reaches learns of it. */
export function prometheusWorkload(scope: Construct, options: PrometheusOptions, plan: PrometheusWorkloadPlan): Workload {
  const workload = new Workload(scope, {
    ...plan,
    program: 'prometheus',
    component: 'server',
    versionOf: ({ prometheus }) => prometheus,
    options,
    cluster: options.cluster,
    defaults: { cpu: 0.5, cpuLimit: 4, memory: Size.gibibytes(4) },
    runAs: PROMETHEUS_USER,
    placement: 'replicas',
    state: { name: DATA_VOLUME, mountPath: DATA_MOUNT_PATH },
  });
  [...options.remoteWriteTo ?? [], ...options.alertmanagers ?? []].forEach((endpoint) => endpoint._connect(workload.peer));
  return workload;
}

/** What every Prometheus needs: its port, its folder, and ways to those to whom it writes. */
export function prometheusParts(plan: PrometheusPlan): NamedNeeds[] {
  return [
    {
      from: 'Prometheus',
      needs: {
        ports: [{ name: 'web', port: WEB_PORT, appProtocol: 'http', exposure: PortExposure.SERVICE_AND_SCRAPE }],
        directories: [{ path: DATA_MOUNT_PATH, holds: 'blocks and logs' }],
      },
    },
    ...[...plan.remoteWrite, ...plan.alertmanagers].map((endpoint) => ({ from: `the connection to ${endpoint.host}`, needs: { egress: egressNeeds(endpoint) } })),
  ];
}
