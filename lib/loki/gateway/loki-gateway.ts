import { ApiObject, Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { GATEWAY_PORT, gatewayDocument, READY_PATH, SCRATCH_MOUNT_PATH } from './gateway-document';
import { replicaFindings } from '../../kubernetes/replicas';
import { judgeAtSynth } from '../../validation';
import { VersionCatalog } from '../../versions';
import { ClusterIdentity, PortExposure } from '../../wiring';
import { egressNeeds } from '../../wiring/endpoint-needs';
import { deployedPods } from '../../workload/deployed-pods';
import { MemberPlace } from '../../workload/gossip-ring';
import { writtenGraceFindings } from '../../workload/grace-invariants';
import { ContainerPlan } from '../../workload/pod-template';
import { Workload } from '../../workload/workload';
import { workloadService } from '../../workload/workload-service';
import { LokiComponentOptions } from '../loki-options';
import { HTTP_PORT } from '../places';
import { LokiComponent } from '../workload/loki-component';

const CONFIG_MOUNT_PATH = '/etc/loki-gateway';
const CONFIG_FILE = 'nginx.conf';

/** Beside the time of a query: Loki itself gives up first, and says why. */
const AROUND_ANSWERS = 60;

/** Nobody's user on any node; the image is made for any, and its own one, 101, is somebody on many nodes. */
const NOBODY = { user: 10101, group: 10101 };

/** A request that is still answered would be lost. */
const KILLED = 'requests that are answered are cut off';

/** Who stands behind a gateway, and what is known of them. */
export interface LokiGatewayPlan {
  readonly name: string;
  readonly cluster: ClusterIdentity;
  readonly versions?: VersionCatalog;
  readonly options: LokiComponentOptions;
  readonly writers: LokiComponent;
  readonly readers: LokiComponent;
  readonly rules?: LokiComponent;
  /** The largest request of lines. Asked at synth. */
  readonly mostBytes: () => number;
  readonly queryTimeout: Duration;
}

/** The one door of a Loki: an nginx that hands what is written to distributors, and what is asked to query frontends. */
export class LokiGateway extends Construct {
  /** @internal */
  public static _of(scope: Construct, id: string, plan: LokiGatewayPlan): LokiGateway {
    return new LokiGateway(scope, id, plan);
  }

  /** The name of its objects. */
  public readonly name: string;
  /** How many replicas there are. */
  public readonly replicas: number;
  /** The Deployment, for changes that no option makes. */
  public readonly deployment: ApiObject;
  /** The Service. */
  public readonly service: ApiObject;
  /** @internal */
  public readonly _workload: Workload;
  private readonly places: { readonly writers: MemberPlace; readonly readers: MemberPlace; readonly rules?: MemberPlace };
  private readonly answerSeconds: number;

  private constructor(scope: Construct, id: string, private readonly plan: LokiGatewayPlan) {
    super(scope, id);
    const { name, versions, options, cluster } = plan;
    this.replicas = options.replicas ?? 2;
    this.answerSeconds = Math.ceil(plan.queryTimeout.toSeconds({ integral: false })) + AROUND_ANSWERS;
    this._workload = new Workload(this, {
      program: 'nginx',
      component: 'gateway',
      versionOf: ({ nginx }) => nginx,
      options: { name, versions, ...options },
      cluster,
      defaults: { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(256) },
      runAs: NOBODY,
      placement: 'replicas',
      state: { name: 'scratch', mountPath: SCRATCH_MOUNT_PATH, emptyDir: Size.mebibytes(64) },
      config: { mountPath: CONFIG_MOUNT_PATH, files: () => ({ [CONFIG_FILE]: this.document() }) },
      parts: () => [{
        from: 'the gateway',
        needs: {
          ports: [{ name: 'http', port: GATEWAY_PORT, appProtocol: 'http' }],
          directories: [{ path: SCRATCH_MOUNT_PATH, holds: 'its process id' }],
          egress: Object.values(this.places).flatMap((place) => place ? egressNeeds(place) : []),
        },
      }],
    });
    this.name = this._workload.name;
    this.service = workloadService(this, 'service', this._workload, { suffix: '', exposures: [PortExposure.SERVICE], more: {} });
    this.places = this.findPlaces();
    const template = () => this._workload.podTemplate(this.container(), this.answerSeconds);
    this.deployment = deployedPods(this, this._workload, { replicas: this.replicas, template });
    judgeAtSynth(this, () => this._workload.commonFindings(), (common) => [
      ...common, ...replicaFindings(this.replicas), ...writtenGraceFindings(this.deployment, { seconds: this.answerSeconds, why: KILLED }),
    ]);
  }

  /** Who stands behind it lets it in. */
  private findPlaces(): LokiGateway['places'] {
    const { readers, rules, writers } = this.plan;
    const of = (component: LokiComponent, service = component.service) => {
      const place = new MemberPlace(component._workload.servedAt(service, HTTP_PORT));
      component._workload.served.push(place);
      place._connect(this._workload.peer);
      return place;
    };
    return { writers: of(writers), readers: of(readers), ...rules ? { rules: of(rules, this.serviceOf(rules)) } : {} };
  }

  /** An address that stays: their own Service names pods, whose addresses change. */
  private serviceOf({ _workload: rulers }: LokiComponent): ApiObject {
    return workloadService(this, 'ruler-service', rulers, { suffix: '', exposures: [PortExposure.SERVICE_AND_SCRAPE], more: {} });
  }

  private document(): string {
    const { readers, rules, writers } = this.places;
    const addressOf = ({ host, port }: MemberPlace) => `${host}:${port}`;
    return gatewayDocument({
      writers: addressOf(writers),
      readers: addressOf(readers),
      rules: rules && addressOf(rules),
      mostBytes: this.plan.mostBytes(),
      answerSeconds: this.answerSeconds,
      workers: Math.ceil(this._workload.budget.cpuLimit),
    });
  }

  private container(): ContainerPlan {
    const asked = { httpGet: { path: READY_PATH, port: k8s.IntOrString.fromNumber(GATEWAY_PORT) } };
    return {
      name: 'nginx',
      image: this._workload.versions.nginxImage,
      args: ['nginx', '-e', 'stderr', '-c', `${CONFIG_MOUNT_PATH}/${CONFIG_FILE}`],
      probes: {
        startupProbe: { ...asked, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
        // who is busy is not killed
        livenessProbe: { tcpSocket: { port: k8s.IntOrString.fromNumber(GATEWAY_PORT) }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
        readinessProbe: { ...asked, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
      },
    };
  }
}
