import { ApiObject, Size, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { FlagValues } from './flags/setting';
import { thanosArguments, ThanosCommand, writtenFindings, writtenValues } from './flags/thanos-arguments';
import { ThanosComponent } from './flags/thanos-flags';
import { answeringSeconds, graceFindings } from './grace-invariants';
import { objectStoreFindings } from './object-store-invariants';
import { ThanosOptions } from './thanos-options';
import { configMapFindings } from '../kubernetes/config-map-size';
import { RunAs } from '../kubernetes/hardening';
import { goMemoryLimit } from '../kubernetes/resources';
import { ScrapeConfig } from '../scraping';
import { podsOfWorkload } from '../scraping/workload-pods';
import { IObjectStore } from '../storage';
import { thanosObjstore } from '../storage/renderings/thanos-objstore';
import { storeNeeds } from '../storage/store-needs';
import { Finding, judgeAtSynth } from '../validation';
import { ClusterIdentity, PortExposure, PortNeed, StoreAccess } from '../wiring';
import { NamedNeeds } from '../wiring/needs-sum';
import { httpProbes } from '../workload/http-probes';
import { ContainerPlan } from '../workload/pod-template';
import { Workload } from '../workload/workload';

/** The server of APIs, metrics and probes. */
export const HTTP_PORT = 10902;
const HTTP = 'http';

/** The server of the StoreAPI and its kin. */
export const GRPC_PORT = 10901;

/** Any user can run the image: one that no node has, unlike the 1001 of the image. */
const THANOS_USER: RunAs = { user: 10001, group: 10001 };

/** The volume of what must survive a restart, and where it is mounted. */
export const DATA_VOLUME = 'data';
export const DATA_MOUNT_PATH = '/var/thanos';

const CONFIG_MOUNT_PATH = '/etc/thanos';

/** The document of the object store. */
export const OBJSTORE_FILE = 'objstore.yaml';

/** The name of the pod in an argument: Kubernetes puts it in the place of the variable. */
export const POD_NAME = '$(POD_NAME)';

const CONTAINER = 'thanos';

/** A document of the ConfigMap as its pod finds it. */
export function configFile(name: string): string {
  return `${CONFIG_MOUNT_PATH}/${name}`;
}

/** What a component of Thanos adds to what all of them share. */
export interface ThanosWorkloadPlan {
  /** The command of the program. */
  readonly command: ThanosComponent;
  /** What it does in the platform, for example `receive-router`. */
  readonly component: string;
  readonly options: ThanosOptions;
  /** The cluster in which it runs, if the program says so. */
  readonly cluster?: ClusterIdentity;
  /** What a container gets when the program does not say. */
  readonly defaults: { readonly cpu: number; readonly cpuLimit: number; readonly memory: Size };
  /** Who reaches the server of HTTP. */
  readonly http: PortExposure;
  /** Whether it has the server of gRPC: all have it but the frontend and the compactor. */
  readonly grpc?: PortExposure;
  readonly furtherPorts?: readonly PortNeed[];
  /** What it keeps on its volume, in words. It has no volume when undefined. */
  readonly keeps?: string;
  /** The store that it uses, whose document is among its files, and what it does there. */
  readonly objectStore?: { readonly store: IObjectStore; readonly access: StoreAccess };
  /** How many replicas may be away for the drain of a node; not guarded by a budget of its own when `others`. */
  readonly maxUnavailable?: number | 'others';
  /** How long it may load what is on its volume or in the bucket before it is ready; it loads nothing when undefined. */
  readonly loadingMinutes?: number;
  /**
   * How long it takes to stop when there is more to do than to answer what is asked.
   *
   * @default - as long as its servers wait for requests
   */
  readonly stoppingSeconds?: number;
  /** Asked at synth, because more may have been connected by then. */
  readonly flags: () => FlagValues;
  /** The files of its ConfigMap besides the document of the object store, by name; of JSON where the name says so, of YAML otherwise. */
  readonly documents?: () => { readonly [file: string]: object };
  /** What it needs besides what every component does, and its object store. */
  readonly parts?: () => readonly NamedNeeds[];
}

/** A component of Thanos as a workload. */
export class ThanosWorkload extends Workload {
  private controller?: ApiObject;

  public constructor(scope: Construct, private readonly thanos: ThanosWorkloadPlan) {
    super(scope, {
      ...thanos,
      program: 'thanos',
      versionOf: (versions) => versions.thanos,
      runAs: THANOS_USER,
      placement: 'replicas',
      state: thanos.keeps === undefined ? undefined : { name: DATA_VOLUME, mountPath: DATA_MOUNT_PATH },
      config: thanos.documents || thanos.objectStore ? { mountPath: CONFIG_MOUNT_PATH, files: () => this.files() } : undefined,
      parts: () => this.parts(),
    });
    this.grantAccess();
  }

  /** How its metrics are scraped. */
  public get scrapeConfig(): ScrapeConfig {
    return podsOfWorkload(this, HTTP);
  }

  /** The pods. */
  public thanosPods(): k8s.PodTemplateSpec {
    return this.podTemplate(this.container(), this.stoppingSeconds);
  }

  /** Has everything that can be known of this workload judged at synth as it is written; what only its component knows, by all that it is told. */
  public judge(controller: ApiObject, more: (values: FlagValues) => Finding[]): void {
    this.controller = controller;
    judgeAtSynth(this.scope, () => {
      const values = this.given;
      const { command, documents, objectStore } = this.thanos;
      return [
        ...this.commonFindings(),
        ...objectStore ? objectStoreFindings(objectStore.store) : [],
        ...documents ? configMapFindings(this.files()) : [],
        ...writtenFindings(this.thanosCommand(), this.writtenArguments),
        ...graceFindings(command, this.gracePeriod(this.stoppingSeconds), values),
        ...more(values),
      ];
    }, (findings) => findings);
  }

  /** All that it is told, by the library, by the user and by patches. */
  public get given(): FlagValues {
    return writtenValues(this.thanos.command, this.writtenArguments);
  }

  private get writtenArguments(): readonly string[] {
    const { spec } = this.controller!.toJson() as { spec: { template: { spec: k8s.PodSpec } } };
    return spec.template.spec.containers.find(({ name }) => name === CONTAINER)?.args ?? [];
  }

  private get stoppingSeconds(): number {
    return this.thanos.stoppingSeconds ?? answeringSeconds(this.thanos.command);
  }

  private files(): { [file: string]: string } {
    const { documents, objectStore } = this.thanos;
    return written({ ...objectStore ? { [OBJSTORE_FILE]: thanosObjstore(objectStore.store).document } : {}, ...documents?.() });
  }

  private thanosCommand(): ThanosCommand {
    const { command, options, flags } = this.thanos;
    return {
      component: command,
      version: this.versions.thanos,
      values: { 'log.level': options.logLevel, 'log.format': 'logfmt', ...flags() },
      extraArgs: options.extraArgs,
    };
  }

  private parts(): NamedNeeds[] {
    const { command, grpc, http, furtherPorts, keeps, objectStore, parts } = this.thanos;
    return [{
      from: `thanos ${command}`,
      needs: {
        ports: [
          { name: HTTP, port: HTTP_PORT, appProtocol: 'http', exposure: http },
          ...(grpc === undefined ? [] : [{ name: 'grpc', port: GRPC_PORT, appProtocol: 'grpc', exposure: grpc }]),
          ...furtherPorts ?? [],
        ],
        variables: [
          { name: 'POD_NAME', fieldPath: 'metadata.name' },
          { name: 'GOMEMLIMIT', value: goMemoryLimit(this.budget.memory) },
        ],
        directories: keeps === undefined ? [] : [{ path: DATA_MOUNT_PATH, holds: keeps }],
      },
    }, ...objectStore ? [{ from: 'its object store', needs: storeNeeds(objectStore.store, objectStore.access) }] : [], ...parts?.() ?? []];
  }

  private container(): ContainerPlan {
    return {
      name: CONTAINER,
      image: this.versions.thanosImage,
      args: thanosArguments(this.thanosCommand()).args,
      probes: httpProbes({ port: HTTP_PORT, ready: '/-/ready', alive: '/-/healthy' }, this.thanos.loadingMinutes),
    };
  }
}

function written(documents: { readonly [file: string]: object }): { [file: string]: string } {
  return Object.fromEntries(Object.entries(documents).map(([file, document]) =>
    [file, file.endsWith('.json') ? `${JSON.stringify(document, undefined, 2)}\n` : Yaml.stringify(document)]));
}
