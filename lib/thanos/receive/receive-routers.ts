import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { routerFlags, RouterPlan } from './flags';
import { Hashring, hashringDocument } from './hashring';
import { routerFindings } from './role-invariants';
import { ThanosReceiveRouterOptions } from './thanos-receive-props';
import { metaMonitoringOf, ThanosWriteLimits, writeLimitsDocument } from './write-limits';
import { replicaFindings } from '../../kubernetes/replicas';
import { ClusterIdentity, Endpoint, PortExposure } from '../../wiring';
import { egressNeeds } from '../../wiring/endpoint-needs';
import { deployedPods } from '../../workload/deployed-pods';
import { workloadService } from '../../workload/workload-service';
import { configFile, GRPC_PORT, ThanosWorkload } from '../thanos-workload';

/** The server of remote write. */
export const REMOTE_WRITE_PORT = 19291;

/** What is known of routers. */
export interface ReceiveRoutersPlan {
  readonly options: ThanosReceiveRouterOptions;
  readonly name: string;
  readonly cluster: ClusterIdentity;
  readonly router: Omit<RouterPlan, 'hashringsFile' | 'limitsFile'>;
  readonly hashrings: readonly Hashring[];
  readonly writeLimits?: ThanosWriteLimits;
  /** The ingestors, as they are reached. */
  readonly ingestors: readonly Endpoint[];
}

const HASHRINGS_FILE = 'hashrings.json';
const LIMITS_FILE = 'limits.yaml';

/** Requests under way are answered: two minutes for each of its servers, of which that of remote write has no flag for it. */
const STOPPING_SECONDS = 365;

/** Pods that take remote write, and send each series to the ingestors that keep it. They keep nothing themselves. */
export class ReceiveRouters extends Construct {
  public readonly deployment: ApiObject;
  public readonly service: ApiObject;
  public readonly workload: ThanosWorkload;
  private readonly replicas: number;

  public constructor(scope: Construct, id: string, private readonly plan: ReceiveRoutersPlan) {
    super(scope, id);
    const { options, name, cluster, writeLimits, ingestors } = plan;
    this.replicas = options.replicas ?? 2;
    this.workload = new ThanosWorkload(this, {
      command: 'receive',
      component: 'receive-router',
      options: { ...options, name: options.name ?? name },
      cluster,
      defaults: { cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(1) },
      http: PortExposure.SCRAPE,
      // it serves no series, but does not start without the server
      grpc: PortExposure.POD,
      furtherPorts: [{ name: 'remote-write', port: REMOTE_WRITE_PORT, appProtocol: 'http', exposure: PortExposure.SERVICE }],
      stoppingSeconds: STOPPING_SECONDS,
      flags: () => this.flags(),
      documents: () => ({
        [HASHRINGS_FILE]: hashringDocument(plan.hashrings),
        ...(writeLimits === undefined ? {} : { [LIMITS_FILE]: writeLimitsDocument(writeLimits) }),
      }),
      parts: () => [
        { from: 'its ingestors', needs: { egress: ingestors.flatMap(egressNeeds) } },
        { from: 'who counts the series of tenants', needs: { egress: writeLimits === undefined ? [] : metaMonitoringOf(writeLimits).flatMap(egressNeeds) } },
      ],
    });
    ingestors.forEach((ingestor) => ingestor._connect(this.workload.peer));
    this.service = workloadService(this, 'service', this.workload, { suffix: '', exposures: [PortExposure.SERVICE], more: {} });
    this.deployment = deployedPods(this, this.workload, { replicas: this.replicas, template: () => this.workload.thanosPods() });
    this.workload.judge(this.deployment, (values) => [
      ...replicaFindings(this.replicas, 'routers.replicas'),
      ...routerFindings(values, [`${this.workload.hostOf(this.service)}:${GRPC_PORT}`], plan.hashrings),
    ]);
  }

  private flags() {
    const { router, writeLimits } = this.plan;
    return routerFlags({ ...router, hashringsFile: configFile(HASHRINGS_FILE), limitsFile: writeLimits && configFile(LIMITS_FILE) });
  }
}
