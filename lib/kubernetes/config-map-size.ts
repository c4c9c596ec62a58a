import { Finding } from '../validation';
import { readableBytes } from './quantities';

/** What etcd takes of one object, and the API server of one ConfigMap. */
const MOST_BYTES = 1024 * 1024;

/**
 * What is wrong with the size of a ConfigMap.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export function configMapFindings(files: { readonly [name: string]: string }): Finding[] {
  const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const [largest] = Object.entries(files).sort(([, one], [, other]) => other.length - one.length);
  return bytes <= MOST_BYTES ? [] : [{
    what: `its ConfigMap has ${readableBytes(bytes)}, most of it in ${largest![0]}`,
    why: 'Kubernetes takes 1 MiB at most, and refuses it',
    fix: `less in ${largest![0]}, or a second workload with a part of it`,
  }];
}
