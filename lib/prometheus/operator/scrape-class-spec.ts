import { relabelingSpec, seriesRelabelings } from './relabelings';
import { ScrapeClass } from './scrape-class';
import { ScrapeClassProps } from './scrape-class-props';
import { Finding } from '../../validation';
import { FileSource, SecretValue } from '../../wiring';
import { decidedOrNothing } from '../../wiring/mapping';

/** Where a pod of the operator finds the credentials of its ServiceAccount. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The classes of a Prometheus. */
export interface ScrapeClasses {
  readonly all: readonly ScrapeClass[];
  readonly ofTheRest?: ScrapeClass;
}

/** The classes of a Prometheus, each once, the one of all other monitors among them. */
export function scrapeClassesOf(classes: readonly ScrapeClass[] = [], ofTheRest?: ScrapeClass): ScrapeClasses {
  return { all: [...new Set([...classes, ...ofTheRest ? [ofTheRest] : []])], ofTheRest };
}

/**
 * What the resource of a Prometheus says of its classes, and the files that they read.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ScrapeClass
 */
export function scrapeClassesSpec({ all, ofTheRest }: ScrapeClasses): object {
  const files = all.flatMap(({ _props }) => filesOf(_props));
  return {
    scrapeClasses: all.length === 0 ? undefined : all.map((each) => ({
      name: each.name, default: each === ofTheRest ? true : undefined, ...classSpec(each._props),
    })),
    secrets: namesOf(files, 'secret'),
    configMaps: namesOf(files, 'config-map'),
  };
}

/** What is wrong with the classes of a Prometheus. */
export function scrapeClassFindings({ all }: ScrapeClasses): Finding[] {
  const names = all.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    what: `two of scrapeClasses are called '${name}'`,
    why: 'the API server refuses the resource',
    fix: 'one ScrapeClass for both, or another name',
  }));
}

function classSpec(props: ScrapeClassProps): object {
  const { authorization, serviceAccountToken, attachNodeMetadata, fallbackScrapeProtocol } = props;
  return {
    tlsConfig: tlsSpec(props),
    authorization: serviceAccountToken
      ? { credentialsFile: `${SERVICE_ACCOUNT}/token` }
      : authorization && { type: authorization.prefix.trim() || undefined, credentialsFile: pathOf(fileOf(authorization)) },
    relabelings: relabelingSpec(props.relabelings),
    metricRelabelings: relabelingSpec(seriesRelabelings(props)),
    attachMetadata: attachNodeMetadata === undefined ? undefined : { node: attachNodeMetadata },
    fallbackScrapeProtocol,
  };
}

function tlsSpec({ tls, clusterCa, insecureSkipVerify }: ScrapeClassProps): object | undefined {
  const { ca, certificate, key, serverName } = tls ?? {};
  return decidedOrNothing({
    caFile: clusterCa ? `${SERVICE_ACCOUNT}/ca.crt` : ca && pathOf(ca),
    certFile: certificate && pathOf(certificate),
    keyFile: key && pathOf(key),
    serverName,
    insecureSkipVerify: insecureSkipVerify ? true : undefined,
  });
}

function filesOf({ tls, authorization }: ScrapeClassProps): FileSource[] {
  return [...tls?._files() ?? [], ...authorization ? [fileOf(authorization)] : []];
}

function fileOf({ secretName, key }: SecretValue): FileSource {
  return FileSource.fromSecret(secretName, key);
}

/** Where the operator mounts what `secrets` and `configMaps` name. */
function pathOf({ kind, objectName, key }: FileSource): string {
  return `/etc/prometheus/${kind === 'secret' ? 'secrets' : 'configmaps'}/${objectName}/${key}`;
}

function namesOf(files: readonly FileSource[], kind: string): string[] | undefined {
  const names = [...new Set(files.filter((file) => file.kind === kind).map(({ objectName }) => objectName))];
  return names.length === 0 ? undefined : names;
}
