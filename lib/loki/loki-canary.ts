import { ApiObject, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { CANARY_LABEL } from './canary-labels';
import { Door } from './door';
import type { LokiInstallation } from './loki-installation';
import { LokiCanaryOptions, LokiOptions } from './loki-options';
import { replicaFindings } from '../kubernetes/replicas';
import { goMemoryLimit } from '../kubernetes/resources';
import { ScrapeConfig } from '../scraping';
import { podsOfWorkload } from '../scraping/workload-pods';
import { judgeAtSynth } from '../validation';
import { VersionCatalog } from '../versions';
import { ClusterIdentity, PortExposure } from '../wiring';
import { egressNeeds } from '../wiring/endpoint-needs';
import { deployedPods } from '../workload/deployed-pods';
import { MemberPlace } from '../workload/gossip-ring';
import { writtenGraceFindings } from '../workload/grace-invariants';
import { ContainerPlan } from '../workload/pod-template';
import { Workload } from '../workload/workload';

const HTTP = 'http';
const CANARY_PORT = 3500;

/** It forgets what it has written. */
const STOPPING_SECONDS = 5;

const KILLED = 'it leaves a connection open that Loki waits for';

/** Which Loki is watched, and as whom. */
export interface LokiCanaryPlan {
  readonly name: string;
  readonly cluster: ClusterIdentity;
  readonly versions?: VersionCatalog;
  readonly options: LokiCanaryOptions;
  /** The name of the tenant. */
  readonly tenant: string;
  readonly door: Door;
}

/** Who writes lines to a Loki all the time, and tells by metrics which of them it does not find again. */
export class LokiCanary extends Construct {
  /** Watches a Loki at a door of it, if anybody is to. @internal */
  public static _at(door: Door, scope: Construct, { canary: options, cluster, versions }: LokiOptions, installation: LokiInstallation): LokiCanary | undefined {
    if (!options) {
      return undefined;
    }
    const tenant = options.tenant ?? installation.defaultTenant;
    installation.requireTenant(tenant);
    return new LokiCanary(scope, 'canary', { name: `${installation.name}-canary`, cluster, versions, options, tenant: tenant.name, door });
  }

  /** The name of its objects. */
  public readonly name: string;
  /** How many replicas there are. */
  public readonly replicas: number;
  /** The Deployment, for changes that no option makes. */
  public readonly deployment: ApiObject;
  private readonly workload: Workload;
  private readonly place: MemberPlace;

  private constructor(scope: Construct, id: string, private readonly plan: LokiCanaryPlan) {
    super(scope, id);
    const { name, versions, options: { replicas, tenant: _tenant, ...options }, cluster, door } = plan;
    this.replicas = replicas ?? 1;
    this.place = new MemberPlace(door.workload.servedAt(door.service, door.port));
    this.workload = new Workload(this, {
      program: 'loki-canary',
      component: 'canary',
      versionOf: ({ loki }) => loki,
      options: { name, versions, ...options },
      cluster,
      defaults: { cpu: 0.05, cpuLimit: 0.5, memory: Size.mebibytes(128) },
      // the user of Loki itself: its own image names none
      runAs: { user: 10001, group: 10001 },
      placement: 'replicas',
      parts: () => [{
        from: 'the canary',
        needs: {
          ports: [{ name: HTTP, port: CANARY_PORT, appProtocol: 'http', exposure: PortExposure.SCRAPE }],
          variables: [{ name: 'POD_NAME', fieldPath: 'metadata.name' }, { name: 'GOMEMLIMIT', value: goMemoryLimit(this.workload.budget.memory) }],
          egress: egressNeeds(this.place),
        },
      }],
    });
    this.name = this.workload.name;
    door.workload.served.push(this.place);
    this.place._connect(this.workload.peer);
    const template = () => this.workload.podTemplate(this.container(), STOPPING_SECONDS);
    this.deployment = deployedPods(this, this.workload, { replicas: this.replicas, template });
    judgeAtSynth(this, () => this.workload.commonFindings(), (common) => [
      ...common, ...replicaFindings(this.replicas), ...writtenGraceFindings(this.deployment, { seconds: STOPPING_SECONDS, why: KILLED }),
    ]);
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfig(): ScrapeConfig {
    return podsOfWorkload(this.workload, HTTP);
  }

  /**
   * Each pod has a stream of its own: two in one would miss the lines of each other.
   *
   * @see https://github.com/grafana/loki/blob/v3.7.6/cmd/loki-canary/main.go
   */
  private args(): string[] {
    const { host, port } = this.place;
    return [`-addr=${host}:${port}`, '-push=true', `-tenant-id=${this.plan.tenant}`, `-labelname=${CANARY_LABEL}`, '-labelvalue=$(POD_NAME)', `-port=${CANARY_PORT}`];
  }

  private container(): ContainerPlan {
    const port = k8s.IntOrString.fromNumber(CANARY_PORT);
    return {
      name: 'loki-canary',
      image: this.workload.versions.lokiCanaryImage,
      args: this.args(),
      probes: {
        startupProbe: { httpGet: { path: '/metrics', port }, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 24 },
        livenessProbe: { tcpSocket: { port }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
        readinessProbe: { httpGet: { path: '/metrics', port }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 2 },
      },
    };
  }
}
