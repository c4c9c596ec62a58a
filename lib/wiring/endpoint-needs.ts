import { EndpointProps } from './endpoint';
import { EgressNeed, MountNeed } from './needs';
import { FileSource, Tls } from './tls';

/** The way out to an endpoint. Services of other programs are known by the namespace in their name; behind which ports their pods listen is not. */
export function egressNeeds({ host, port, servedBy }: EndpointProps): EgressNeed[] {
  if (servedBy) {
    return [{ port, peer: servedBy }];
  }
  const namespace = /^[^.]+\.([^.]+)\.svc(\.|$)/.exec(host)?.[1];
  return isLoopback(host) ? [] : [namespace ? { peer: { namespace } } : { port }];
}

/** The files of a connection. */
export function mountNeeds(tls: Tls): MountNeed[] {
  return tls._files().map(mountOf);
}

/** The mount that holds a file. */
export function mountOf(file: FileSource): MountNeed {
  return {
    mountPath: file.mountPath,
    ...(file.kind === 'secret' ? { secretName: file.objectName } : { configMapName: file.objectName }),
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.startsWith('127.') || host === '[::1]';
}
