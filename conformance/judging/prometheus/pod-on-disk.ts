/** The pod of a Prometheus as files and processes of this machine: its paths are in a folder, its ports on loopback. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Manifest } from '../kubernetes-types';
import { ACCESS_KEY } from '../object-stores/local-s3';
import { temporaryFolder } from '../processes';

/** A container as the StatefulSet has it. */
export interface Container {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: { readonly secretKeyRef?: { readonly key: string } } }[];
}

/** The name that the pod would have. */
export const POD = 'prometheus-0';

/** Folders of the pod. */
const MOUNTED = /(?<![\w.-])(\/etc\/prometheus|\/etc\/observability|\/prometheus)(?=[/\s'"]|$)/g;
const SECRET_FILE = /\/etc\/observability\/[\w./-]+/g;

/** Ports of the pod, and the ones that stand for them here. */
export interface Ports {
  readonly web: number;
  readonly http: number;
  readonly grpc: number;
}

export class PodOnDisk {
  /** Where blocks and logs are. */
  public readonly data: string;
  private readonly folder = temporaryFolder('prometheus');
  private readonly containers: readonly Container[];

  /** @param certificate what stands in every file of a Secret or ConfigMap that is mounted */
  public constructor(manifests: readonly Manifest[], private readonly ports: Ports, certificate: string) {
    const [set, config] = ['StatefulSet', 'ConfigMap'].map((wanted) => manifests.find(({ kind }) => kind === wanted)) as unknown as [
      { spec: { template: { spec: { containers: Container[] } } } }, { data: { [file: string]: string } },
    ];
    this.containers = set.spec.template.spec.containers;
    this.data = this.here('/prometheus');
    mkdirSync(this.data);
    Object.entries(config.data).forEach(([file, text]) => {
      this.write(this.here(`/etc/prometheus/${file}`), this.here(text));
      (text.match(SECRET_FILE) ?? []).forEach((path) => this.write(this.here(path), certificate));
    });
  }

  /** The path of a file of the ConfigMap. */
  public file(name: string): string {
    return this.here(`/etc/prometheus/${name}`);
  }

  /** The arguments of a container, at home here. */
  public argumentsOf(name: string): string[] {
    const { web, http, grpc } = this.ports;
    const args = this.container(name).args.map((arg) => this.here(arg).replace(/^(--web\.listen-address=):9090$/, `$1127.0.0.1:${web}`).replace('http://127.0.0.1:9090', `http://127.0.0.1:${web}`));
    return [...args, ...name === 'prometheus' ? [] : [`--http-address=127.0.0.1:${http}`, `--grpc-address=127.0.0.1:${grpc}`]];
  }

  /** The variables of a container, and nothing of this machine. */
  public environmentOf(name: string): NodeJS.ProcessEnv {
    const variables = (this.container(name).env ?? []).map(({ name: variable, value, valueFrom }) => [
      variable, value ?? (valueFrom?.secretKeyRef ? ACCESS_KEY[valueFrom.secretKeyRef.key] : POD),
    ]);
    return { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...Object.fromEntries(variables) as NodeJS.ProcessEnv };
  }

  /** Whether the pod has a container of this name. */
  public has(name: string): boolean {
    return this.containers.some((container) => container.name === name);
  }

  private container(name: string): Container {
    const found = this.containers.find((container) => container.name === name);
    if (!found) {
      throw new Error(`the pod has no container '${name}'`);
    }
    return found;
  }

  private here(text: string): string {
    return text.replace(MOUNTED, `${this.folder}$1`);
  }

  private write(path: string, text: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
