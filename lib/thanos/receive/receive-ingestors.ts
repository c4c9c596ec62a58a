import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { ingestorFlags, IngestorPlan } from './flags';
import { IngestorSet } from './hashring';
import { ingestorFindings } from './role-invariants';
import { ThanosReceiveProps } from './thanos-receive-props';
import { PortExposure, StoreAccess, StoreApi } from '../../wiring';
import { statefulPods } from '../../workload/stateful-pods';
import { HEADLESS, workloadService } from '../../workload/workload-service';
import { FOUND_AFTER_SECONDS } from '../discovery/lookup';
import { ingestorGraceFindings } from '../grace-invariants';
import { Producer } from '../producers/producer';
import { configFile, DATA_MOUNT_PATH, DATA_VOLUME, GRPC_PORT, OBJSTORE_FILE, ThanosWorkload } from '../thanos-workload';

/** The ingestors of one zone, or all of them. */
export interface ReceiveIngestorsPlan {
  readonly name: string;
  readonly replicas: number;
  readonly zone?: string;
  readonly volume: Size;
  readonly ingestor: Omit<IngestorPlan, 'directory' | 'objstoreFile'>;
  /** Whether a budget of its own guards it, or one that counts the ingestors of all zones. */
  readonly maxUnavailable: number | 'others';
  readonly producer: Producer;
  readonly props: ThanosReceiveProps;
}

/** The head is written into a block and uploaded before it ends. */
const STOPPING_SECONDS = 895;

/** Pods that keep what routers send them: the members of a hashring. */
export class ReceiveIngestors extends Construct {
  public readonly statefulSet: ApiObject;
  public readonly headlessService: ApiObject;
  public readonly storeApi: StoreApi;
  public readonly workload: ThanosWorkload;

  public constructor(scope: Construct, id: string, private readonly plan: ReceiveIngestorsPlan) {
    super(scope, id);
    const { props, name, zone } = plan;
    this.workload = new ThanosWorkload(this, {
      command: 'receive',
      component: 'receive-ingestor',
      options: { ...props, name, ...(zone === undefined ? {} : { nodeSelector: { ...props.nodeSelector, 'topology.kubernetes.io/zone': zone } }) },
      cluster: props.cluster,
      defaults: { cpu: 1, cpuLimit: 4, memory: Size.gibibytes(4) },
      http: PortExposure.SCRAPE,
      grpc: PortExposure.SERVICE,
      keeps: 'samples that are not uploaded',
      maxUnavailable: plan.maxUnavailable,
      loadingMinutes: 30,
      stoppingSeconds: STOPPING_SECONDS,
      flags: () => ingestorFlags({ ...plan.ingestor, directory: `${DATA_MOUNT_PATH}/receive`, objstoreFile: configFile(OBJSTORE_FILE) }),
      objectStore: { store: props.objectStore, access: StoreAccess.WRITE },
    });
    this.headlessService = workloadService(this, 'headless-service', this.workload, HEADLESS);
    this.storeApi = StoreApi._served(this.workload.servedAt(this.headlessService, GRPC_PORT), () => [plan.producer]);
    this.workload.served.push(this.storeApi);
    this.statefulSet = this.makeStatefulSet();
    this.workload.judge(this.statefulSet, (values) => [
      ...ingestorFindings(values),
      ...ingestorGraceFindings(this.workload.gracePeriod(STOPPING_SECONDS)),
    ]);
  }

  /** Its pods, as members of a hashring. */
  public get members(): IngestorSet {
    const { name, replicas, zone } = this.plan;
    return { name, replicas, zone, domain: this.workload.hostOf(this.headlessService), port: GRPC_PORT };
  }

  private makeStatefulSet(): ApiObject {
    const { replicas, zone, volume, props: { storageClassName } } = this.plan;
    return statefulPods(this, this.workload, {
      replicas,
      serviceName: this.headlessService.name,
      volumeName: DATA_VOLUME,
      volume,
      storageClassName,
      volumesHold: 'what is nowhere else',
      template: () => this.workload.thanosPods(),
      more: {
        // several sets know nothing of each other, and would restart a pod in every zone at once
        updateStrategy: { type: zone === undefined ? 'RollingUpdate' : 'OnDelete' },
        // routers that have not found an ingestor again would lose a second one, and with it the majority
        minReadySeconds: FOUND_AFTER_SECONDS,
      },
    });
  }
}
