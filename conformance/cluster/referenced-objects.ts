/** The Secrets and ConfigMaps that collectors refer to and manifests do not bring, with values that fit. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Authority, KeyPair } from './certificates';
import { Collector, namespaceOf, Reference } from './collectors';
import { Manifest } from '../judging/kubernetes-types';

/** The values of one collector's references. */
export interface ReferencedValues {
  readonly variables: ReadonlyMap<string, string>;
  /** path to content */
  readonly files: ReadonlyMap<string, string>;
}

interface Keeper {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  readonly data: Map<string, string>;
}

export class ReferencedObjects {
  public static async create(authority: Authority, manifests: readonly Manifest[]): Promise<ReferencedObjects> {
    return new ReferencedObjects(authority, await authority.issueClient('collector', '/CN=collector'), manifests);
  }

  private readonly keepers = new Map<string, Keeper>();

  private constructor(private readonly authority: Authority, private readonly client: KeyPair, private readonly brought: readonly Manifest[]) {}

  public valuesFor(collector: Collector): ReferencedValues {
    const values = collector.references.map((reference) => ({ reference, value: this.valueFor(reference, collector) }));
    return {
      variables: new Map(values.flatMap(({ reference: { variable }, value }) => variable ? [[variable, value] as const] : [])),
      files: new Map(values.flatMap(({ reference: { file }, value }) => file ? [[file, value] as const] : [])),
    };
  }

  /** What must be made, once every collector was asked for. */
  public get manifests(): object[] {
    return [...this.keepers.values()].map(({ kind, namespace, name, data }) =>
      ({ apiVersion: 'v1', kind, metadata: { name, namespace }, [kind === 'Secret' ? 'stringData' : 'data']: Object.fromEntries(data) }));
  }

  private valueFor(reference: Reference, collector: Collector): string {
    const { kind, name, key } = reference;
    const { namespace } = collector;
    const own = this.brought.find((one) => one.kind === kind && one.metadata.name === name && namespaceOf(one) === namespace);
    if (own !== undefined) {
      return (own as { data?: Record<string, string> }).data?.[key] ?? '';
    }
    const id = `${kind} ${namespace}/${name}`;
    const keeper = this.keepers.get(id) ?? { kind, namespace, name, data: new Map<string, string>() };
    this.keepers.set(id, keeper);
    const value = keeper.data.get(key) ?? this.newValue(reference, collector);
    keeper.data.set(key, value);
    return value;
  }

  /** Told by the setting that names the file; whatever is no certificate is a credential. */
  private newValue({ file }: Reference, { config }: Collector): string {
    const settings = JSON.stringify(config);
    const isSetTo = (setting: string) => file !== undefined && settings.includes(`"${setting}":${JSON.stringify(file)}`);
    if (isSetTo('ca_file')) {
      return this.authority.certificate;
    }
    if (isSetTo('cert_file') || isSetTo('key_file')) {
      return readFileSync(isSetTo('cert_file') ? this.client.certificate : this.client.key, 'utf8');
    }
    return randomBytes(16).toString('hex');
  }
}
