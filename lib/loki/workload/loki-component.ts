import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { DATA_VOLUME, LokiWorkload, LokiWorkloadPlan } from './loki-workload';
import { replicaFindings } from '../../kubernetes/replicas';
import { ScrapeConfig } from '../../scraping';
import { Finding } from '../../validation';
import { PortExposure } from '../../wiring';
import { deployedPods } from '../../workload/deployed-pods';
import { MemberPlace } from '../../workload/gossip-ring';
import { statefulPods } from '../../workload/stateful-pods';
import { workloadService } from '../../workload/workload-service';
import { GRPC_PORT, HTTP_PORT } from '../places';

/** A component and how its pods are run. */
export interface LokiComponentPlan extends LokiWorkloadPlan {
  readonly replicas: number;
  /** Its volume, when it has one; a volume of which everything is in the store goes with its pod. */
  readonly volume?: { readonly size: Size; readonly storageClassName?: string; readonly holds: 'what is nowhere else' | 'copies' };
  /** Pods that are replaced when somebody deletes them, because others have to be asked first. */
  readonly replacedOnDelete?: boolean;
  /** What only this kind of component can get wrong. */
  readonly findings?: () => Finding[];
}

/** Members reach all of its ports by its Service, clients one of them. */
const ALL_PORTS = [PortExposure.SERVICE, PortExposure.SCRAPE, PortExposure.SERVICE_AND_SCRAPE, PortExposure.MEMBERS];

/** One component of a Loki: its workload, its Service, and how it is scraped. */
export class LokiComponent extends Construct {
  /** @internal */
  public static _of(scope: Construct, id: string, plan: LokiComponentPlan): LokiComponent {
    return new LokiComponent(scope, id, plan);
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
  public readonly _workload: LokiWorkload;
  /** What other components ask of it. @internal */
  public readonly _grpc: MemberPlace;

  private constructor(scope: Construct, id: string, plan: LokiComponentPlan) {
    super(scope, id);
    this.replicas = plan.replicas;
    this._workload = new LokiWorkload(this, plan);
    this.name = this._workload.name;
    const { volume } = plan;
    this.service = workloadService(this, 'service', this._workload, volume
      ? { suffix: '-headless', exposures: ALL_PORTS, more: { clusterIp: 'None' } }
      : { suffix: '', exposures: ALL_PORTS, more: {} });
    this._grpc = new MemberPlace(this._workload.servedAt(this.service, GRPC_PORT));
    this._workload.served.push(this._grpc);
    this.controller = volume
      ? this.makeStatefulSet(plan, volume)
      : deployedPods(this, this._workload, { replicas: this.replicas, template: () => this._workload.lokiPods() });
    this._workload.judge(this.controller, () => [...replicaFindings(this.replicas), ...plan.findings?.() ?? []]);
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfig(): ScrapeConfig {
    return this._workload.scrapeConfig;
  }

  /** Where others write to it, and ask it. @internal */
  public get _door(): { readonly workload: LokiWorkload; readonly service: ApiObject; readonly port: number } {
    return { workload: this._workload, service: this.service, port: HTTP_PORT };
  }

  private makeStatefulSet({ furtherLabels, replacedOnDelete }: LokiComponentPlan, { size, storageClassName, holds }: NonNullable<LokiComponentPlan['volume']>): ApiObject {
    return statefulPods(this, this._workload, {
      replicas: this.replicas,
      serviceName: this.service.name,
      volumeName: DATA_VOLUME,
      volume: size,
      storageClassName,
      volumesHold: holds,
      template: () => this._workload.lokiPods(),
      furtherMetadata: { labels: furtherLabels, ...replacedOnDelete ? { annotations: { 'rollout-max-unavailable': '1' } } : {} },
      ...replacedOnDelete ? { more: { updateStrategy: { type: 'OnDelete' } } } : {},
    });
  }
}
