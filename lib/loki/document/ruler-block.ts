import { Duration } from 'cdk8s';
import { AlertmanagerEndpoint, RemoteWriteEndpoint, SecretValue, Tls } from '../../wiring';
import { goDuration } from '../../wiring/go-duration';
import { decided, decidedOrNothing } from '../../wiring/mapping';
import { DATA_MOUNT_PATH, RULES_MOUNT_PATH } from '../places';

/** What is known of who evaluates rules. */
export interface RulerPlan {
  readonly alertmanagers: readonly AlertmanagerEndpoint[];
  readonly remoteWriteTo: readonly RemoteWriteEndpoint[];
  readonly evaluationInterval: Duration;
  /** Where people look up what an alert links to. */
  readonly externalUrl?: string;
}

/** Rules are files, which `ruler_storage` names to the newer clients of stores, and `ruler.storage` to the older ones. */
export function rulerBlocks(plan: RulerPlan, usesThanosClients: boolean): { readonly [block: string]: object } {
  const local = { directory: RULES_MOUNT_PATH };
  return {
    ruler: rulerBlock(plan, usesThanosClients ? {} : { storage: { type: 'local', local } }),
    ...usesThanosClients ? { ruler_storage: { backend: 'local', local } } : {},
  };
}

/** @see https://grafana.com/docs/loki/latest/configure/#ruler */
function rulerBlock({ alertmanagers, remoteWriteTo, evaluationInterval, externalUrl }: RulerPlan, storage: object): object {
  return decided({
    ...storage,
    rule_path: `${DATA_MOUNT_PATH}/rules-temp`,
    wal: { dir: `${DATA_MOUNT_PATH}/ruler-wal` },
    enable_api: true,
    enable_sharding: true,
    evaluation_interval: goDuration(evaluationInterval),
    external_url: externalUrl,
    alertmanager_url: alertmanagers.length === 0 ? undefined : alertmanagers.map(({ url }) => url).join(','),
    alertmanager_client: alertmanagers[0] && decidedOrNothing(clientTls(alertmanagers[0].tls)),
    remote_write: remoteWriteTo.length === 0 ? undefined : {
      enabled: true, clients: Object.fromEntries(remoteWriteTo.map((endpoint) => [endpoint.name, clientOf(endpoint)])),
    },
  });
}

/** Variables of the environment stand for secrets: Loki puts them in their place when it reads the document. */
function clientOf(endpoint: RemoteWriteEndpoint): object {
  const headers = Object.entries(endpoint.headers).map(([name, value]) => [name, textOf(value)] as const);
  const isAuthorization = ([name]: readonly [string, string]) => name.toLowerCase() === 'authorization';
  const [, authorization] = headers.find(isAuthorization) ?? [];
  const [type, ...credentials] = authorization?.split(' ') ?? [];
  return decided({
    url: endpoint.url,
    name: endpoint.name,
    headers: decidedOrNothing(Object.fromEntries(headers.filter((header) => !isAuthorization(header)))),
    authorization: authorization === undefined ? undefined : credentials.length === 0 ? { credentials: type } : { type, credentials: credentials.join(' ') },
    tls_config: decidedOrNothing({
      ca_file: endpoint.tls.ca?.path, cert_file: endpoint.tls.certificate?.path, key_file: endpoint.tls.key?.path, server_name: endpoint.tls.serverName,
    }),
  });
}

function textOf(value: string | SecretValue): string {
  return typeof value === 'string' ? value : `${value.prefix}\${${value.variable}}`;
}

function clientTls({ ca, certificate, key, serverName }: Tls): { readonly [key: string]: unknown } {
  return decided({ tls_ca_path: ca?.path, tls_cert_path: certificate?.path, tls_key_path: key?.path, tls_server_name: serverName });
}

/** The secrets of a ruler. */
export function rulerSecrets({ remoteWriteTo }: RulerPlan): SecretValue[] {
  return remoteWriteTo.flatMap(({ headers }) => Object.values(headers)).filter((value) => value instanceof SecretValue);
}
