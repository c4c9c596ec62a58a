import { asConfig, Config, definitions, isOf, pipelinesOf, runningExtensions, textAt, valueAt } from './document-reader';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** Extensions that add something to requests, where they cannot. */
export function authenticationFindings(document: CollectorDocument): Finding[] {
  return [...signatureFindings(document), ...contextFindings(document)];
}

/** Where exporters that speak gRPC have the settings of their client. */
const GRPC_CLIENTS: readonly (readonly [exporter: string, path: readonly string[]])[] = [['otlp_grpc', []], ['load_balancing', ['protocol', 'otlp']]];

/** AWS signs HTTP requests. */
function signatureFindings(document: CollectorDocument): Finding[] {
  return definitions(document).filter(({ kind }) => kind === ComponentKind.EXPORTER).flatMap(({ id, config }) => {
    const client = GRPC_CLIENTS.find(([exporter]) => isOf(ComponentKind.EXPORTER, id, exporter))?.[1];
    const authenticator = client && textAt(config, ...client, 'auth', 'authenticator');
    return authenticator === undefined || !isOf(ComponentKind.EXTENSION, authenticator, 'sigv4auth') ? [] : [{
      what: `${id} sends gRPC with the authenticator ${authenticator}`,
      why: client?.length === 0
        ? 'it validates, and the collector does not start: AWS signs HTTP requests only'
        : 'it starts, and no backend ever gets anything: AWS signs HTTP requests only',
      fix: 'new OtlpHttpExporter({ endpoint: OtlpEndpoint.http({ url }), authenticator }), or a PrometheusRemoteWriteExporter',
    }];
  });
}

/** Headers that are taken from a request must have come in with it, and been kept. */
function contextFindings(document: CollectorDocument): Finding[] {
  const running = runningExtensions(document);
  const received = new Set(pipelinesOf(document).flatMap(([, { receivers }]) => receivers));
  const keeps = definitions(document).some(({ kind, id, config }) => kind === ComponentKind.RECEIVER && received.has(id) && keepsMetadata(config));
  return keeps ? [] : definitions(document)
    .filter(({ kind, id }) => kind === ComponentKind.EXTENSION && running.includes(id) && isOf(kind, id, 'headers_setter'))
    .flatMap(({ id, config }) => {
      const headers = valueAt(config, 'headers');
      const taken = (Array.isArray(headers) ? headers : []).flatMap((header) => textAt(header, 'from_context') ?? []);
      return taken.length === 0 ? [] : [{
        what: `${id} takes ${taken.map((header) => `'${header}'`).join(', ')} from requests, and no receiver keeps what comes with them`,
        why: 'nothing fails: every request leaves without the header, or with its default',
        fix: 'otlp: { includeMetadata: true }, or includeMetadata: true on an OtlpReceiver of your own',
      }];
    });
}

/** In whatever receiver: the switch has one name wherever requests come in. */
function keepsMetadata(config: Config): boolean {
  return config.include_metadata === true || Object.values(config).some((value) => {
    const inner = asConfig(value);
    return Object.keys(inner).length > 0 && keepsMetadata(inner);
  });
}
