import { componentAt, definitions, isOf, numberAt, textAt, valueAt } from './document-reader';
import { readableBytes } from '../../kubernetes/quantities';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** What a remote-write exporter writes to when nobody tells it: `validate` accepts it. */
const REMOTE_WRITE_PLACEHOLDER = 'http://some.url:9411/api/prom/push';

/** Addresses that validate and do not work. */
export function endpointFindings(document: CollectorDocument): Finding[] {
  return definitions(document).filter(({ kind }) => kind === ComponentKind.EXPORTER).flatMap(({ id, config }) => {
    // remote write takes the keys of its client flat and, since 0.161, under http
    const endpoint = textAt(config, 'http', 'endpoint') ?? textAt(config, 'endpoint');
    if (isOf(ComponentKind.EXPORTER, id, 'otlp_grpc')) {
      return grpcFindings(id, endpoint, valueAt(config, 'tls', 'insecure') === true, textAt(config, 'auth', 'authenticator'));
    }
    return isOf(ComponentKind.EXPORTER, id, 'prometheus_remote_write') ? remoteWriteFindings(id, endpoint) : [];
  });
}

function grpcFindings(exporter: string, endpoint: string | undefined, insecure: boolean, authenticator: string | undefined): Finding[] {
  if (endpoint?.startsWith('http://') && !insecure) {
    return [{
      what: `${exporter} sends gRPC to '${endpoint}'`,
      why: 'http:// validates and TLS is dialled all the same, as long as tls.insecure is not set: every connection fails',
      fix: `endpoint: '${endpoint.slice('http://'.length)}', and tls.insecure: true for plain text`,
    }];
  }
  if (endpoint?.startsWith('https://') && insecure) {
    return [{
      what: `${exporter} has '${endpoint}' together with tls.insecure: true`,
      why: 'https:// wins without a word: the settings say something that is not true',
      fix: `endpoint: '${endpoint.slice('https://'.length)}', and tls.insecure: false`,
    }];
  }
  if (insecure && authenticator !== undefined) {
    return [{
      what: `${exporter} has the authenticator ${authenticator} on a plain-text connection`,
      why: 'it validates, and the collector does not start: gRPC sends credentials over TLS only',
      fix: 'tls.insecure: false, with a ca_file if the server has a certificate of its own',
    }];
  }
  return [];
}

function remoteWriteFindings(exporter: string, endpoint: string | undefined): Finding[] {
  return endpoint === undefined || endpoint === '' || endpoint === REMOTE_WRITE_PLACEHOLDER ? [{
    what: `${exporter} writes to ${endpoint ? `the placeholder '${endpoint}'` : 'no endpoint, which means a placeholder'}`,
    why: 'it validates, and no metric ever arrives',
    fix: "endpoint: 'http://thanos-receive.thanos.svc:19291/api/v1/receive'",
  }] : [];
}

/** Whether the batches of an exporter fit into what the other end takes. */
export function receiveSizeFindings(document: CollectorDocument, maxReceiveBytes: { readonly [exporter: string]: number }): Finding[] {
  return Object.entries(maxReceiveBytes).flatMap(([exporter, limit]) => {
    const batch = valueAt(componentAt(document, ComponentKind.EXPORTER, exporter), 'sending_queue', 'batch');
    const max = numberAt(batch, 'max_size') || undefined;
    if (textAt(batch, 'sizer') !== 'bytes' || (max !== undefined && max <= limit)) {
      return [];
    }
    return [{
      what: `${exporter} sends batches of ${max === undefined ? 'any size' : `up to ${readableBytes(max)}`}, but the other end takes ${readableBytes(limit)}`,
      why: 'a larger message is refused for good (ResourceExhausted), and its data is dropped',
      fix: `batchMaxSize: QueueSize.bytes(Size.mebibytes(${Math.floor(limit / 1024 ** 2)})), or maxReceiveSize of the endpoint if it takes more`,
    }];
  });
}
