import { Size, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { FlagValues } from './flags/setting';
import { givenValues, thanosArguments, ThanosCommand } from './flags/thanos-arguments';
import { ThanosComponent } from './flags/thanos-flags';
import { graceFindings } from './grace-invariants';
import { ThanosOptions } from './thanos-options';
import { RunAs } from '../kubernetes/hardening';
import { goMemoryLimit } from '../kubernetes/resources';
import { Finding, judgeAtSynth } from '../validation';
import { ClusterIdentity, PortExposure, PortNeed } from '../wiring';
import { NamedNeeds } from '../wiring/needs-sum';
import { ContainerPlan } from '../workload/pod-template';
import { Workload } from '../workload/workload';

/** The server of APIs, metrics and probes. */
export const HTTP_PORT = 10902;

/** The server of the StoreAPI and its kin. */
export const GRPC_PORT = 10901;

/** Any user can run the image: one that no node has, unlike the 1001 of the image. */
const THANOS_USER: RunAs = { user: 10001, group: 10001 };

/** The volume of what must survive a restart, and where it is mounted. */
export const DATA_VOLUME = 'data';
export const DATA_MOUNT_PATH = '/var/thanos';

const CONFIG_MOUNT_PATH = '/etc/thanos';

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
  /** How many replicas may be away for the drain of a node; not guarded by a budget of its own when `others`. */
  readonly maxUnavailable?: number | 'others';
  /** How long it may load what is on its volume or in the bucket before it is ready. */
  readonly loadingMinutes: number;
  /** How long it takes to stop: what is asked is answered, what is in memory is written. */
  readonly stoppingSeconds: number;
  /** Asked at synth, because more may have been connected by then. */
  readonly flags: () => FlagValues;
  /** The files of its ConfigMap, by name; of JSON where the name says so, of YAML otherwise. */
  readonly documents?: () => { readonly [file: string]: object };
  readonly parts: () => readonly NamedNeeds[];
}

/** A component of Thanos as a workload. */
export class ThanosWorkload extends Workload {
  public constructor(scope: Construct, private readonly thanos: ThanosWorkloadPlan) {
    super(scope, {
      ...thanos,
      program: 'thanos',
      versionOf: (versions) => versions.thanos,
      runAs: THANOS_USER,
      placement: 'replicas',
      state: thanos.keeps === undefined ? undefined : { name: DATA_VOLUME, mountPath: DATA_MOUNT_PATH },
      config: thanos.documents && { mountPath: CONFIG_MOUNT_PATH, files: () => written(thanos.documents!()) },
      parts: () => this.parts(),
    });
  }

  /** The pods. */
  public thanosPods(): k8s.PodTemplateSpec {
    return this.podTemplate(this.container(), this.thanos.stoppingSeconds);
  }

  /** Has everything that can be known of this workload judged at synth; what only its component knows, by all that it is told. */
  public judge(more: (values: FlagValues) => Finding[]): void {
    judgeAtSynth(this.scope, () => {
      const values = this.given;
      const grace = this.gracePeriod(this.thanos.stoppingSeconds);
      return [
        ...this.commonFindings(), ...thanosArguments(this.thanosCommand()).findings, ...graceFindings(this.thanos.command, grace, values), ...more(values),
      ];
    }, (findings) => findings);
  }

  /** All that it is told, by the library and by the user. */
  public get given(): FlagValues {
    return givenValues(this.thanosCommand());
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
    const { command, grpc, http, furtherPorts, keeps, parts } = this.thanos;
    return [{
      from: `thanos ${command}`,
      needs: {
        ports: [
          { name: 'http', port: HTTP_PORT, appProtocol: 'http', exposure: http },
          ...(grpc === undefined ? [] : [{ name: 'grpc', port: GRPC_PORT, appProtocol: 'grpc', exposure: grpc }]),
          ...furtherPorts ?? [],
        ],
        variables: [
          { name: 'POD_NAME', fieldPath: 'metadata.name' },
          { name: 'GOMEMLIMIT', value: goMemoryLimit(this.budget.memory) },
        ],
        directories: keeps === undefined ? [] : [{ path: DATA_MOUNT_PATH, holds: keeps }],
      },
    }, ...parts()];
  }

  /** Loading is waited for by the endpoint that says that it is over; afterwards that one decides about traffic, and liveness is asked patiently. */
  private container(): ContainerPlan {
    const asked = (path: string) => ({ httpGet: { path, port: k8s.IntOrString.fromNumber(HTTP_PORT) } });
    const { loadingMinutes } = this.thanos;
    return {
      name: 'thanos',
      image: this.versions.thanosImage,
      args: thanosArguments(this.thanosCommand()).args,
      probes: {
        startupProbe: loadingMinutes > 1
          ? { ...asked('/-/ready'), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: loadingMinutes * 6 }
          : { ...asked('/-/healthy'), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: loadingMinutes * 30 },
        livenessProbe: { ...asked('/-/healthy'), periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 8 },
        readinessProbe: { ...asked('/-/ready'), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
      },
    };
  }
}

function written(documents: { readonly [file: string]: object }): { [file: string]: string } {
  return Object.fromEntries(Object.entries(documents).map(([file, document]) =>
    [file, file.endsWith('.json') ? `${JSON.stringify(document, undefined, 2)}\n` : Yaml.stringify(document)]));
}
