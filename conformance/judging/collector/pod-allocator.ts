/** The Target Allocator that a collector asks when it starts. */
import { parse } from 'yaml';
import { SandboxAllocator } from './sandbox';
import { jobsOf } from '../../allocator/stand-in';
import { ConfigMap, Manifest } from '../kubernetes-types';

/** An address of Services. */
const ADDRESS = '10.96.0.2';

const DOCUMENT = 'targetallocator.yaml';

/** Whom the collector of a configuration asks for its targets, and which jobs that one has. */
export interface PodAllocator {
  /** encrypted, nobody here can answer it: the authority of its certificate is not here */
  readonly encrypted: boolean;
  readonly host: string;
  readonly allocator: SandboxAllocator;
}

/** Undefined when it asks nobody. */
export function allocatorOf(text: string, manifests: readonly Manifest[]): PodAllocator | undefined {
  const { receivers = {} } = (parse(text) ?? {}) as { receivers?: Record<string, { target_allocator?: { endpoint: string } } | null> };
  const endpoint = Object.values(receivers).map((receiver) => receiver?.target_allocator?.endpoint).find((found) => found !== undefined);
  if (endpoint === undefined) {
    return undefined;
  }
  const { protocol, hostname, port } = new URL(endpoint);
  const [service, namespace] = hostname.split('.');
  const document = manifests.filter(({ metadata }) => metadata.namespace === namespace && metadata.name === `${service}-config`)
    .map((manifest) => (manifest as ConfigMap).data?.[DOCUMENT]).find((found) => found !== undefined);
  return {
    encrypted: protocol === 'https:',
    host: hostname,
    allocator: { address: ADDRESS, port: Number(port === '' ? 80 : port), jobs: document === undefined ? {} : jobsOf(parse(document) as object) },
  };
}
