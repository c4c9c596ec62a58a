import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { quantity } from '../../kubernetes/quantities';
import { goMemoryLimit } from '../../kubernetes/resources';
import { ScrapeConfig } from '../../scraping';
import { podsOfWorkload } from '../../scraping/workload-pods';
import { IObjectStore } from '../../storage';
import { storeNeeds } from '../../storage/store-needs';
import { Finding, judgeAtSynth } from '../../validation';
import { ClusterIdentity, MountNeed, PortNeed } from '../../wiring';
import { NamedNeeds } from '../../wiring/needs-sum';
import { WorkloadOptions } from '../../workload';
import { GossipRing, memberPorts } from '../../workload/gossip-ring';
import { writtenGraceFindings } from '../../workload/grace-invariants';
import { httpProbes } from '../../workload/http-probes';
import { ContainerPlan } from '../../workload/pod-template';
import { Workload } from '../../workload/workload';
import { CONFIG_FILE, CONFIG_MOUNT_PATH, DATA_MOUNT_PATH, GRPC_PORT, HTTP_PORT, OTLP_GRPC_PORT, OTLP_HTTP_PORT } from '../places';
import { ROLES, TempoRole, TempoTarget } from '../roles';

const HTTP = 'http';
const CONTAINER = 'tempo';
export const DATA_VOLUME = 'data';

/** The user of the image. */
const TEMPO_USER = { user: 10001, group: 10001 };

/** The folders are empty: nothing is written there. */
const PASSING_SIZE = '16Mi';

/**
 * What is in the folder of a component, in words. Whoever uses the store makes the folders of a log in it, though only some write one, and the root is read-only.
 *
 * @see https://github.com/grafana/tempo/blob/v2.10.8/tempodb/wal/wal.go
 */
function folderOf(target: TempoTarget): string | undefined {
  const { access, keeps } = ROLES[target];
  return keeps ?? (access === undefined ? undefined : 'folders of a log that it does not write');
}

/** What a pod of Tempo is told and reads, whatever it does. */
export interface TempoSurroundings {
  readonly cluster: ClusterIdentity;
  /** Nobody gossips where all components are one process. */
  readonly ring?: GossipRing;
  readonly store: IObjectStore;
  /** The document of one process, asked at synth. */
  readonly document: (target: TempoTarget) => string;
  /** Overrides of tenants, which a running pod reads again. */
  readonly overrides: MountNeed;
}

/** A component of Tempo, and what the program says of it. */
export interface TempoWorkloadPlan {
  readonly target: TempoTarget;
  readonly options: WorkloadOptions;
  readonly surroundings: TempoSurroundings;
  /** How many replicas may be away for the drain of a node. */
  readonly maxUnavailable?: number;
  /** Connections and secrets, asked at synth. */
  readonly parts: () => readonly NamedNeeds[];
}

/** A component of Tempo as a workload. */
export class TempoWorkload extends Workload {
  private readonly role: TempoRole;

  public constructor(scope: Construct, private readonly tempo: TempoWorkloadPlan) {
    const { surroundings, target } = tempo;
    const { defaults } = ROLES[target];
    super(scope, {
      ...tempo,
      program: 'tempo',
      component: target === 'all' ? 'monolith' : target,
      cluster: surroundings.cluster,
      versionOf: (versions) => versions.tempo,
      defaults,
      runAs: TEMPO_USER,
      placement: 'replicas',
      state: folderOf(target) === undefined ? undefined : { name: DATA_VOLUME, mountPath: DATA_MOUNT_PATH },
      config: { mountPath: CONFIG_MOUNT_PATH, files: () => ({ [CONFIG_FILE]: surroundings.document(target) }) },
      parts: () => this.allParts(),
    });
    this.role = ROLES[target];
    if (surroundings.ring) {
      this.served.push(surroundings.ring.place);
    }
    this.grantAccess();
  }

  /** How its metrics are scraped. */
  public get scrapeConfig(): ScrapeConfig {
    return podsOfWorkload(this, HTTP);
  }

  /** The pods: members of the ring, whatever they do. */
  public tempoPods(): k8s.PodTemplateSpec {
    const { metadata, spec } = this.podTemplate(this.container(), this.role.stopping.seconds);
    const passing = this.role.keeps === undefined && folderOf(this.tempo.target) !== undefined;
    const template = {
      metadata,
      spec: passing ? { ...spec!, volumes: [...spec!.volumes ?? [], { name: DATA_VOLUME, emptyDir: { sizeLimit: quantity(PASSING_SIZE) } }] } : spec,
    };
    return this.tempo.surroundings.ring?.ofMembers(template) ?? template;
  }

  /** Has everything that can be known of this workload judged at synth. */
  public judge(controller: ApiObject, more: () => Finding[] = () => []): void {
    judgeAtSynth(this.scope, () => [...this.commonFindings(), ...writtenGraceFindings(controller, this.role.stopping), ...more()], (findings) => findings);
  }

  private allParts(): NamedNeeds[] {
    const { surroundings: { overrides, ring, store }, target, parts } = this.tempo;
    const { access } = ROLES[target];
    const holds = folderOf(target);
    return [{
      from: `tempo ${target}`,
      needs: {
        ports: this.ports(),
        variables: [
          ...ring === undefined ? [] : [{ name: 'POD_IP', fieldPath: 'status.podIP' }],
          { name: 'GOMEMLIMIT', value: goMemoryLimit(this.budget.memory) },
        ],
        directories: holds === undefined ? [] : [{ path: DATA_MOUNT_PATH, holds }],
        mounts: [overrides],
        egress: ring?.egress ?? [],
      },
    }, ...access === undefined ? [] : [{ from: 'its object store', needs: storeNeeds(store, access) }], ...parts()];
  }

  private ports(): PortNeed[] {
    const { surroundings: { ring }, target } = this.tempo;
    const { http, takesSpans } = ROLES[target];
    return [
      { name: HTTP, port: HTTP_PORT, appProtocol: 'http', exposure: http },
      ...takesSpans ? [
        { name: 'otlp-grpc', port: OTLP_GRPC_PORT, appProtocol: 'grpc' },
        { name: 'otlp-http', port: OTLP_HTTP_PORT, appProtocol: 'http' },
      ] : [],
      ...ring === undefined ? [] : memberPorts(GRPC_PORT),
    ];
  }

  private container(): ContainerPlan {
    const { surroundings: { ring }, target } = this.tempo;
    return {
      name: CONTAINER,
      image: this.versions.tempoImage,
      args: [`-config.file=${CONFIG_MOUNT_PATH}/${CONFIG_FILE}`, `-target=${target}`, ...ring === undefined ? [] : ['-config.expand-env=true']],
      probes: httpProbes({ port: HTTP_PORT, ready: '/ready', alive: '/api/status/buildinfo' }, this.role.loadingMinutes),
    };
  }
}
