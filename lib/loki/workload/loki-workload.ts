import { ApiObject, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Labels } from '../../kubernetes/labels';
import { goMemoryLimit } from '../../kubernetes/resources';
import { ScrapeConfig } from '../../scraping';
import { podsOfWorkload } from '../../scraping/workload-pods';
import { IObjectStore } from '../../storage';
import { storeNeeds } from '../../storage/store-needs';
import { Finding, judgeAtSynth } from '../../validation';
import { ClusterIdentity, MountNeed, PortExposure, StoreAccess } from '../../wiring';
import { NamedNeeds } from '../../wiring/needs-sum';
import { WorkloadOptions } from '../../workload';
import { GossipRing, memberPorts } from '../../workload/gossip-ring';
import { Stopping, writtenGraceFindings } from '../../workload/grace-invariants';
import { httpProbes } from '../../workload/http-probes';
import { ContainerPlan } from '../../workload/pod-template';
import { Workload } from '../../workload/workload';
import { CONFIG_FILE, CONFIG_MOUNT_PATH, DATA_MOUNT_PATH, GRPC_PORT, HTTP_PORT } from '../places';

const HTTP = 'http';
const CONTAINER = 'loki';
export const DATA_VOLUME = 'data';

/** The user of the image. */
const LOKI_USER = { user: 10001, group: 10001 };

/** What a pod of Loki is told and reads, whatever it does. */
export interface LokiSurroundings {
  readonly cluster: ClusterIdentity;
  readonly ring: GossipRing;
  readonly store: IObjectStore;
  /** The document, asked at synth, because more may have been added by then. */
  readonly document: () => string;
  /** Files beside it, which a running pod reads again. */
  readonly mounts: () => readonly MountNeed[];
  /** What it is started with beside what every pod is. */
  readonly flags: () => readonly string[];
}

/** What a component of Loki adds to what all of them share. */
export interface LokiWorkloadPlan {
  /** What it runs as: `-target`. */
  readonly target: string;
  /** What it does in the platform, for example `ingester`. */
  readonly component: string;
  readonly options: WorkloadOptions;
  readonly surroundings: LokiSurroundings;
  /** What a container gets when the program does not say. */
  readonly defaults: { readonly cpu: number; readonly cpuLimit: number; readonly memory: Size };
  /** Who reaches the server of HTTP. */
  readonly http: PortExposure;
  /** What it keeps on its volume, in words. It has no volume when undefined. */
  readonly keeps?: string;
  /** What it does in the store; nothing when undefined. */
  readonly access?: StoreAccess;
  /** How long it may read what is on its volume before it is ready. */
  readonly loadingMinutes: number;
  /** How long it takes to stop, and why it may not be killed before. */
  readonly stopping: Stopping;
  readonly maxUnavailable?: number | 'others';
  /** The zone that it is in, when copies are kept apart by zones. */
  readonly zone?: string;
  readonly furtherLabels?: Labels;
  /** Connections and secrets, asked at synth. */
  readonly parts: () => readonly NamedNeeds[];
}

/** A component of Loki as a workload. */
export class LokiWorkload extends Workload {
  public constructor(scope: Construct, private readonly loki: LokiWorkloadPlan) {
    super(scope, {
      ...loki,
      program: 'loki',
      cluster: loki.surroundings.cluster,
      versionOf: (versions) => versions.loki,
      runAs: LOKI_USER,
      placement: 'replicas',
      state: loki.keeps === undefined ? undefined : { name: DATA_VOLUME, mountPath: DATA_MOUNT_PATH },
      config: { mountPath: CONFIG_MOUNT_PATH, files: () => ({ [CONFIG_FILE]: loki.surroundings.document() }) },
      parts: () => this.allParts(),
    });
    this.served.push(loki.surroundings.ring.place);
    this.grantAccess();
  }

  /** How its metrics are scraped. */
  public get scrapeConfig(): ScrapeConfig {
    return podsOfWorkload(this, HTTP);
  }

  /** The pods: members of the ring, whatever they do. */
  public lokiPods(): k8s.PodTemplateSpec {
    const { furtherLabels, stopping, surroundings: { ring } } = this.loki;
    return ring.ofMembers(this.podTemplate(this.container(), stopping.seconds), furtherLabels);
  }

  /** Has everything that can be known of this workload judged at synth. */
  public judge(controller: ApiObject, more: () => Finding[] = () => []): void {
    judgeAtSynth(this.scope, () => [...this.commonFindings(), ...writtenGraceFindings(controller, this.loki.stopping), ...more()], (findings) => findings);
  }

  private allParts(): NamedNeeds[] {
    const { access, http, keeps, surroundings: { mounts, ring, store } } = this.loki;
    return [{
      from: `loki ${this.loki.target}`,
      needs: {
        ports: [
          { name: HTTP, port: HTTP_PORT, appProtocol: 'http', exposure: http },
          ...memberPorts(GRPC_PORT),
        ],
        variables: [
          { name: 'POD_IP', fieldPath: 'status.podIP' },
          { name: 'GOMEMLIMIT', value: goMemoryLimit(this.budget.memory) },
        ],
        directories: keeps === undefined ? [] : [{ path: DATA_MOUNT_PATH, holds: keeps }],
        mounts: [...mounts()],
        egress: ring.egress,
      },
    }, ...access === undefined ? [] : [{ from: 'its object store', needs: storeNeeds(store, access) }], ...this.loki.parts()];
  }

  /** Its address is that of the pod: Loki would take the first one of eth0 or, where there is none, that of the loopback. */
  private args(): string[] {
    const { target, zone, surroundings: { flags } } = this.loki;
    return [
      `-config.file=${CONFIG_MOUNT_PATH}/${CONFIG_FILE}`,
      `-target=${target}`,
      '-common.storage.ring.instance-addr=$(POD_IP)',
      '-frontend.instance-addr=$(POD_IP)',
      '-memberlist.advertise-addr=$(POD_IP)',
      ...zone === undefined ? [] : [`-ingester.availability-zone=${zone}`],
      ...flags(),
    ];
  }

  private container(): ContainerPlan {
    return {
      name: CONTAINER,
      image: this.versions.lokiImage,
      args: this.args(),
      probes: httpProbes({ port: HTTP_PORT, ready: '/ready', alive: '/loki/api/v1/status/buildinfo' }, this.loki.loadingMinutes),
    };
  }
}
