import { ApiObject, Duration, Size, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { allocatorNeeds } from './allocator-access';
import { ALLOCATOR_USER, allocatorContainer, CONFIG_FILE, CONFIG_MOUNT_PATH, STOPPING_SECONDS } from './allocator-container';
import { allocatorDocument, ALLOCATOR_SCRAPER, HTTP_PORT, HTTPS_PORT } from './allocator-document';
import { AllocatedTo, Allocation, allocationFindings } from './allocator-findings';
import { findTheSamePods, jobsOnNodes } from './jobs-on-nodes';
import { monitorTaker } from './monitor-taker';
import { MonitorPlan, monitorPlan } from './monitor-watching';
import { mutualTls, signedCertificates } from './mutual-tls';
import { AllocationStrategy, TargetAllocatorProps } from './target-allocator-props';
import { configMapFindings } from '../../kubernetes/config-map-size';
import { replicaFindings } from '../../kubernetes/replicas';
import { goMemoryLimit } from '../../kubernetes/resources';
import { registerTaker } from '../../prometheus/operator/selection/takers';
import { requireInterval } from '../../scraping/collection-interval';
import { requireJob } from '../../scraping/require-job';
import { ScrapeConfig } from '../../scraping/scrape-config';
import { requireSecretsInFiles } from '../../scraping/secrets-in-jobs';
import { fail, judgeAtSynth } from '../../validation';
import { PodPeer, PortExposure, ServerTls } from '../../wiring';
import { mountOf } from '../../wiring/endpoint-needs';
import { valuesIn } from '../../wiring/mapping';
import { NamedNeeds } from '../../wiring/needs-sum';
import { serverFiles } from '../../wiring/server-tls';
import { deployedPods } from '../../workload/deployed-pods';
import { graceFindings } from '../../workload/grace-invariants';
import { graceFor } from '../../workload/pod-template';
import { Workload } from '../../workload/workload';
import { workloadService } from '../../workload/workload-service';
import { Expansion } from '../components/expansion';
import { TargetAllocatorClient } from '../components/receivers/prometheus-receiver';

/** Collectors that take targets, with the jobs that were given to them. */
export interface Taker extends AllocatedTo {
  readonly peer: PodPeer;
  /** The name of the cluster. */
  readonly cluster: string;
  readonly jobs: readonly ScrapeConfig[];
}

const KILLED = 'collectors still ask it when it is killed, and go on with the targets that they had';

/**
 * Finds targets once, and shares them out: each is scraped by one collector, however many there are, and by another one when that fails.
 *
 * Give it to the collectors that scrape (`scrape: { jobs, allocator }`). It knows their pods, finds what their jobs and monitors mean, and may read
 * of the Kubernetes API what that takes, and nothing else. Without an operator.
 *
 * @see https://github.com/open-telemetry/opentelemetry-operator/blob/main/cmd/otel-allocator/README.md
 */
export class TargetAllocator extends Construct {
  /** How many replicas there are. */
  public readonly replicas: number;
  /** Who gets which target. */
  public readonly strategy: AllocationStrategy;
  /** How long a collector may be not ready before its targets are given to others. */
  public readonly collectorGracePeriod: Duration;
  /** The Deployment, for changes that no option makes. */
  public readonly deployment: ApiObject;
  /** The Service that collectors ask. */
  public readonly service: ApiObject;
  /** The ConfigMap. */
  public readonly configMap: ApiObject;
  /** The NetworkPolicy. */
  public readonly networkPolicy: ApiObject;
  /** The PodDisruptionBudget. */
  public readonly disruptionBudget: ApiObject;
  /** The ServiceAccount. */
  public readonly serviceAccount: ApiObject;
  private readonly tls?: ServerTls;
  private readonly monitors?: MonitorPlan;
  private readonly takers: Taker[] = [];
  private readonly workload: Workload;

  public constructor(scope: Construct, id: string, props: TargetAllocatorProps = {}) {
    super(scope, id);
    const { path } = this.node;
    this.strategy = props.strategy ?? AllocationStrategy.CONSISTENT_HASHING;
    this.replicas = props.replicas ?? (this.strategy === AllocationStrategy.LEAST_WEIGHTED ? 1 : 2);
    this.collectorGracePeriod = requireInterval(path, 'collectorGracePeriod', props.collectorGracePeriod ?? Duration.seconds(30), 'collectors that are gone would keep their targets');
    this.monitors = props.monitors && monitorPlan(path, props.monitors);
    this.tls = mutualTls(path, props.name ?? id, props);
    this.workload = new Workload(this, {
      program: 'opentelemetry-target-allocator',
      component: 'target-allocator',
      versionOf: ({ targetAllocator }) => targetAllocator,
      options: props,
      defaults: { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(512) },
      runAs: ALLOCATOR_USER,
      placement: 'replicas',
      config: { mountPath: CONFIG_MOUNT_PATH, files: () => this.files() },
      parts: () => this.parts(),
    });
    this.workload.served.push(this.served());
    this.workload.grantAccess();
    this.service = workloadService(this, 'service', this.workload, {
      suffix: '', exposures: [PortExposure.SERVICE, PortExposure.SERVICE_AND_SCRAPE], more: {},
    });
    if (props.certificateIssuer) {
      const { host } = this.workload.servedAt(this.service, this.servedPort);
      signedCertificates(this, props.certificateIssuer, { name: this.workload.name, labels: this.workload.labels, host });
    }
    this.deployment = this.makeDeployment();
    this.configMap = this.workload.configMap!;
    this.networkPolicy = this.workload.networkPolicy;
    this.disruptionBudget = this.workload.disruptionBudget!;
    this.serviceAccount = this.workload.serviceAccount;
    const { monitors, workload: { name, namespace } } = this;
    if (monitors) {
      registerTaker(this, () => monitorTaker(name, namespace, monitors));
    }
    this.judge();
  }

  /** How collectors of this program ask it. @internal */
  public get _client(): TargetAllocatorClient {
    const { host, port } = this.workload.servedAt(this.service, this.servedPort);
    return this.tls ? { endpoint: `https://${host}:${port}`, tls: this.tls.clients } : { endpoint: `http://${host}:${port}` };
  }

  /** Whether it finds jobs of which this program knows nothing. @internal */
  public get _hasMonitors(): boolean {
    return this.monitors !== undefined;
  }

  /** Hands its targets out to these pods. @internal */
  public _handOutTo(taker: Taker): void {
    taker.jobs.forEach((job) => requireAllocatable(job, taker));
    this.takers.push(taker);
    this.workload.grantAccess();
  }

  private get jobs(): ScrapeConfig[] {
    return this.takers.flatMap(({ jobs }) => jobs);
  }

  /** Jobs whose pods agents of the cluster scrape for themselves. */
  private get alsoOnNodes(): Allocation['alsoOnNodes'] {
    return this.takers.flatMap(({ cluster, jobs }) => jobsOnNodes(this.node.root, cluster).flatMap(({ path, jobs: onNodes }) =>
      jobs.filter((job) => onNodes.some((other) => findTheSamePods(job, other))).map(({ jobName }) => ({ jobName, agent: path }))));
  }

  private get servedPort(): number {
    return this.tls ? HTTPS_PORT : HTTP_PORT;
  }

  private served(): { readonly port: number; readonly _consumers: readonly PodPeer[] } {
    const { takers } = this;
    return {
      port: this.servedPort,
      get _consumers() {
        return takers.map(({ peer }) => peer);
      },
    };
  }

  private files(): { [name: string]: string } {
    const { strategy, collectorGracePeriod, jobs, monitors, tls } = this;
    return {
      [CONFIG_FILE]: Yaml.stringify(allocatorDocument({
        namespace: this.workload.namespace, collectors: { ...this.takers[0]?.peer.labels }, strategy, collectorGracePeriod, jobs, monitors, tls,
      })),
    };
  }

  private parts(): NamedNeeds[] {
    const plain = { name: 'http', port: HTTP_PORT, appProtocol: 'http', exposure: this.tls ? PortExposure.SCRAPE : PortExposure.SERVICE_AND_SCRAPE };
    return [
      {
        from: 'the allocator itself',
        needs: {
          ports: this.tls ? [{ name: 'https', port: HTTPS_PORT, appProtocol: 'https' }, plain] : [plain],
          variables: [{ name: 'GOMEMLIMIT', value: goMemoryLimit(this.workload.budget.memory) }],
          mounts: this.tls ? serverFiles(this.tls).map(mountOf) : [],
        },
      },
      { from: 'its jobs and monitors', needs: allocatorNeeds(this.jobs, this.monitors) },
    ];
  }

  private makeDeployment(): ApiObject {
    // two that count for themselves would give a target to two collectors
    const alone = this.strategy === AllocationStrategy.LEAST_WEIGHTED;
    return deployedPods(this, this.workload, {
      replicas: this.replicas,
      template: () => this.workload.podTemplate(allocatorContainer(this.workload.versions.targetAllocatorImage), STOPPING_SECONDS),
      ...alone ? { strategy: { type: 'Recreate' } } : {},
    });
  }

  private judge(): void {
    judgeAtSynth(this, () => {
      const { strategy, replicas, takers, jobs, monitors, tls, workload } = this;
      return {
        allocation: {
          namespace: workload.namespace,
          strategy,
          replicas,
          collectors: takers.map(({ path, namespace, kind }) => ({ path, namespace, kind })),
          jobs: jobs.length,
          monitors: monitors && { secretNamespaces: monitors.secretNamespaces },
          encrypted: tls !== undefined,
          alsoOnNodes: this.alsoOnNodes,
        },
        common: [
          ...workload.commonFindings(),
          ...replicaFindings(replicas),
          ...configMapFindings(this.files()),
          ...graceFindings(workload.gracePeriod(STOPPING_SECONDS).toSeconds(), graceFor(STOPPING_SECONDS), KILLED),
        ],
      };
    }, ({ allocation, common }) => [...common, ...allocationFindings(allocation)]);
  }
}

/** Fails on jobs that the allocator refuses, and on what only collectors could read. */
function requireAllocatable(job: ScrapeConfig, { path, jobs }: Taker): void {
  const scraper = { ...ALLOCATOR_SCRAPER, caller: path };
  requireJob(job, jobs, scraper);
  requireSecretsInFiles(job, scraper);
  if (valuesIn(job.extra).some((value) => value instanceof Expansion)) {
    fail(path, {
      what: `job '${job.jobName}': extra has a variable of the collector`,
      why: 'the Target Allocator reads no variables, and collectors take its jobs as they are',
      fix: 'the value itself, or a job without the allocator',
    });
  }
}
