import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { DATA_VOLUME, TempoWorkload, TempoWorkloadPlan } from './tempo-workload';
import { replicaFindings } from '../../kubernetes/replicas';
import { ScrapeConfig } from '../../scraping';
import { Finding } from '../../validation';
import { PortExposure } from '../../wiring';
import { deployedPods } from '../../workload/deployed-pods';
import { MemberPlace } from '../../workload/gossip-ring';
import { statefulPods } from '../../workload/stateful-pods';
import { workloadService } from '../../workload/workload-service';
import { GRPC_PORT } from '../places';

/** A component and how its pods are run. */
export interface TempoComponentPlan extends TempoWorkloadPlan {
  readonly replicas: number;
  /** The volume of each replica, when it has one. */
  readonly volume?: { readonly size: Size; readonly storageClassName?: string };
  /** What only this kind of component can get wrong. */
  readonly findings?: () => Finding[];
}

/** Members reach all of its ports by its Service, clients some of them. */
const ALL_PORTS = [PortExposure.SERVICE, PortExposure.SCRAPE, PortExposure.SERVICE_AND_SCRAPE, PortExposure.MEMBERS];

/** One component of a Tempo: its workload, its Service, and how it is scraped. */
export class TempoComponent extends Construct {
  /** @internal */
  public static _of(scope: Construct, id: string, plan: TempoComponentPlan): TempoComponent {
    return new TempoComponent(scope, id, plan);
  }

  /** The name of its objects. */
  public readonly name: string;
  /** How many replicas there are. */
  public readonly replicas: number;
  /** The Deployment or StatefulSet, for changes that no option makes. */
  public readonly controller: ApiObject;
  /** The Service, headless where pods have a name each. */
  public readonly service: ApiObject;
  /** @internal */
  public readonly _workload: TempoWorkload;
  /** What other components ask of it. @internal */
  public readonly _grpc: MemberPlace;

  private constructor(scope: Construct, id: string, plan: TempoComponentPlan) {
    super(scope, id);
    this.replicas = plan.replicas;
    this._workload = new TempoWorkload(this, plan);
    this.name = this._workload.name;
    const { target, volume } = plan;
    // the one pod of a monolith is where clients go, and needs no name of its own
    this.service = workloadService(this, 'service', this._workload, volume && target !== 'all'
      ? { suffix: '-headless', exposures: ALL_PORTS, more: { clusterIp: 'None' } }
      : { suffix: '', exposures: ALL_PORTS, more: {} });
    this._grpc = new MemberPlace(this._workload.servedAt(this.service, GRPC_PORT));
    this._workload.served.push(this._grpc);
    this.controller = volume
      ? this.makeStatefulSet(volume)
      : deployedPods(this, this._workload, { replicas: this.replicas, template: () => this._workload.tempoPods() });
    this._workload.judge(this.controller, () => [...replicaFindings(this.replicas), ...plan.findings?.() ?? []]);
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfig(): ScrapeConfig {
    return this._workload.scrapeConfig;
  }

  private makeStatefulSet({ size, storageClassName }: NonNullable<TempoComponentPlan['volume']>): ApiObject {
    return statefulPods(this, this._workload, {
      replicas: this.replicas,
      serviceName: this.service.name,
      volumeName: DATA_VOLUME,
      volume: size,
      storageClassName,
      volumesHold: 'what is nowhere else',
      template: () => this._workload.tempoPods(),
    });
  }
}
