import { ApiObject, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Workload } from './workload';
import { PortExposure, PortNeed } from '../wiring';

/** What a Service shows. */
export interface ServicePlan {
  /** What its name ends with. */
  readonly suffix: string;
  readonly exposures: readonly PortExposure[];
  readonly more: k8s.ServiceSpec;
}

/** Names every replica, ready or not told apart by the resolver; scrapers find the ports of telemetry on it too. */
export const HEADLESS: ServicePlan = { suffix: '-headless', exposures: [PortExposure.SERVICE, PortExposure.SCRAPE], more: { clusterIp: 'None' } };

/** A Service for ports of a workload, as many as there are at synth. */
export function workloadService(scope: Construct, id: string, workload: Workload, { suffix, exposures, more }: ServicePlan): ApiObject {
  const exposed = (port: PortNeed) => exposures.includes(port.exposure ?? PortExposure.SERVICE);
  return new k8s.KubeService(scope, id, {
    metadata: workload.metadata(suffix),
    spec: Lazy.any({
      produce: (): k8s.ServiceSpec => ({
        ...more,
        selector: workload.selector,
        ports: workload.needs.ports.filter(exposed).map(({ name, port, protocol, appProtocol }) => ({
          name,
          port,
          targetPort: k8s.IntOrString.fromString(name),
          protocol: protocol ?? 'TCP',
          ...(appProtocol ? { appProtocol } : {}),
        })),
      }),
    }) as k8s.ServiceSpec,
  });
}
