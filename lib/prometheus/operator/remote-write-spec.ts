import { sortHeaders } from '../../thanos/remote-write-client';
import { Finding } from '../../validation';
import { FileSource, RemoteWriteEndpoint, SecretValue, Tls } from '../../wiring';

/**
 * An entry of `remoteWrite` of the resource. The operator reads Secrets, and writes what they hold into the configuration, which is a Secret too.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.RemoteWriteSpec
 */
export function remoteWriteSpec(endpoint: RemoteWriteEndpoint, sendExemplars: boolean): object {
  const { literal, authorization } = sortHeaders(endpoint);
  return {
    name: endpoint.name,
    url: endpoint.url,
    headers: Object.keys(literal).length === 0 ? undefined : literal,
    authorization: authorization && { type: authorization.prefix.trim(), credentials: keyOf(authorization) },
    tlsConfig: tlsSpec(endpoint.tls),
    sendExemplars: sendExemplars ? true : undefined,
  };
}

/** The `tlsConfig` of a client; undefined when it verifies by the roots in the image. */
export function tlsSpec({ ca, certificate, key, serverName }: Tls): object | undefined {
  return ca ?? certificate ?? serverName
    ? { ca: ca && sourceOf(ca), cert: certificate && sourceOf(certificate), keySecret: key && { name: key.objectName, key: key.key }, serverName }
    : undefined;
}

/** What the resource has no words for. */
export function unsayableFindings(endpoints: readonly RemoteWriteEndpoint[]): Finding[] {
  return endpoints.flatMap((endpoint) => [
    ...Object.keys(sortHeaders(endpoint).secret).map((header) => ({
      what: `remote write to '${endpoint.name}': header '${header}' is a secret`,
      why: 'the resource of the operator has text in headers: the secret would have to stand in it',
      fix: 'an authorization header, or a PrometheusStatefulSet, whose headers may be files',
    })),
    ...endpoint.tls.key?.kind === 'config-map' ? [{
      what: `remote write to '${endpoint.name}': the key of its client certificate is in the ConfigMap '${endpoint.tls.key.objectName}'`,
      why: 'the operator reads keys from Secrets only',
      fix: `key: FileSource.fromSecret('${endpoint.tls.key.objectName}', '${endpoint.tls.key.key}')`,
    }] : [],
  ]);
}

function sourceOf({ kind, objectName, key }: FileSource): object {
  return { [kind === 'secret' ? 'secret' : 'configMap']: { name: objectName, key } };
}

function keyOf({ secretName, key }: SecretValue): object {
  return { name: secretName, key };
}
