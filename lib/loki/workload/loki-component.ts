import { ApiObject, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { DATA_VOLUME, LokiWorkload, LokiWorkloadPlan } from './loki-workload';
import { replicaFindings } from '../../kubernetes/replicas';
import { ScrapeConfig } from '../../scraping';
import { failOnFindings, Finding } from '../../validation';
import { PortExposure } from '../../wiring';
import { claimFindings, claimTemplate } from '../../workload/claim-template';
import { workloadService } from '../../workload/workload-service';
import { MemberPlace } from '../gossip-ring';
import { GRPC_PORT } from '../places';

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
    this.controller = volume ? this.makeStatefulSet(plan, volume) : this.makeDeployment();
    this._workload.judge(this.controller, () => [...replicaFindings(this.replicas), ...plan.findings?.() ?? []]);
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfig(): ScrapeConfig {
    return this._workload.scrapeConfig;
  }

  private makeDeployment(): ApiObject {
    return new k8s.KubeDeployment(this, 'deployment', {
      metadata: this._workload.metadata(),
      spec: Lazy.any({
        produce: (): k8s.DeploymentSpec => ({
          replicas: this.replicas,
          selector: { matchLabels: this._workload.selector },
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0), maxSurge: k8s.IntOrString.fromNumber(1) } },
          template: this._workload.lokiPods(),
        }),
      }) as k8s.DeploymentSpec,
    });
  }

  private makeStatefulSet({ furtherLabels, replacedOnDelete }: LokiComponentPlan, { size, storageClassName, holds }: NonNullable<LokiComponentPlan['volume']>): ApiObject {
    failOnFindings(this.node.path, claimFindings({ size, storageClassName }));
    const whenGone = holds === 'copies' ? 'Delete' : 'Retain';
    const metadata = this._workload.metadata();
    return new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: { ...metadata, labels: { ...metadata.labels, ...furtherLabels }, ...(replacedOnDelete ? { annotations: { 'rollout-max-unavailable': '1' } } : {}) },
      spec: Lazy.any({
        produce: (): k8s.StatefulSetSpec => ({
          replicas: this.replicas,
          serviceName: this.service.name,
          selector: { matchLabels: this._workload.selector },
          // whoever waits for the others to be ready would wait for ever
          podManagementPolicy: 'Parallel',
          updateStrategy: { type: replacedOnDelete ? 'OnDelete' : 'RollingUpdate' },
          persistentVolumeClaimRetentionPolicy: { whenDeleted: whenGone, whenScaled: whenGone },
          template: this._workload.lokiPods(),
          volumeClaimTemplates: [claimTemplate({ name: DATA_VOLUME, labels: this._workload.selector, size, storageClassName })],
        }),
      }) as k8s.StatefulSetSpec,
    });
  }
}
