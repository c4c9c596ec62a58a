/** Reads a collector's configuration as the collector does: what comes in where, and which destinations it must reach. */
import { parse } from 'yaml';

export const SIGNALS = ['traces', 'logs', 'metrics'] as const;
export type Signal = typeof SIGNALS[number];

type Settings = Readonly<Record<string, unknown>>;

interface PipelineSettings {
  readonly receivers?: readonly string[];
  readonly exporters?: readonly string[];
}

export interface CollectorConfig {
  readonly receivers?: Readonly<Record<string, Settings | null>>;
  readonly processors?: Readonly<Record<string, Settings | null>>;
  readonly exporters?: Readonly<Record<string, Settings | null>>;
  readonly connectors?: Readonly<Record<string, Settings | null>>;
  readonly extensions?: Readonly<Record<string, Settings | null>>;
  readonly service: { readonly pipelines: Readonly<Record<string, PipelineSettings>> };
}

/** What an exporter sends to the world outside of its pod. */
export interface Destination {
  readonly exporter: string;
  readonly protocol: 'grpc' | 'http';
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly signals: readonly Signal[];
  /** Every header that the configuration promises, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export function parseCollectorConfig(text: string): CollectorConfig {
  return parse(text) as CollectorConfig;
}

/** A value below nested settings; undefined when it is not there. */
export function valueAt(settings: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, key) => typeof value === 'object' && value !== null ? (value as Settings)[key] : undefined, settings);
}

function typeOf(id: string): string {
  return id.split('/')[0] ?? id;
}

function signalOf(pipeline: string): Signal | undefined {
  return SIGNALS.find((signal) => signal === typeOf(pipeline));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.startsWith('127.') || host === '::1';
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly scheme?: string;
}

function parseAddress(endpoint: string): Address {
  const [, scheme, rest] = /^(?:([a-z][a-z0-9+.-]*):\/\/\/?)?(.*)$/i.exec(endpoint) ?? [];
  const [, host, port] = /^(\[[^\]]+\]|[^:/]+)(?::(\d+))?/.exec(rest ?? '') ?? [];
  if (host === undefined) {
    throw new Error(`endpoint '${endpoint}' has no host`);
  }
  return { host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? scheme === 'http' ? 80 : 443 : Number(port), scheme };
}

/** Expands what the collector expands. A name that the pod does not have is an error: the collector would take it for empty. */
function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g, (whole, name: string | undefined, fallback: string | undefined) => {
    if (whole === '$$') {
      return '$';
    }
    const value = variables.get(name ?? '') ?? fallback;
    if (value === undefined) {
      throw new Error(`${whole} is not among the variables of the pod`);
    }
    return value;
  });
}

/** Where an OTLP receiver listens, by protocol. */
function otlpAddresses(config: CollectorConfig, receiver: string, variables: ReadonlyMap<string, string>): Address[] {
  return (['grpc', 'http'] as const).flatMap((protocol) => {
    const settings = valueAt(config.receivers?.[receiver], 'protocols', protocol);
    if (settings === undefined) {
      return [];
    }
    const endpoint = valueAt(settings, 'endpoint') ?? `localhost:${protocol === 'grpc' ? 4317 : 4318}`;
    return [{ ...parseAddress(expand(String(endpoint), variables)), scheme: protocol }];
  });
}

function otlpReceivers(config: CollectorConfig): string[] {
  return Object.keys(config.receivers ?? {}).filter((id) => typeOf(id) === 'otlp');
}

/** The port on which other pods reach the collector's OTLP receiver. */
export function publicOtlpPort(config: CollectorConfig, protocol: 'grpc' | 'http', variables: ReadonlyMap<string, string>): number | undefined {
  const all = otlpReceivers(config).flatMap((id) => otlpAddresses(config, id, variables));
  return all.find(({ host, scheme }) => scheme === protocol && !isLoopback(host))?.port;
}

class PipelineGraph {
  constructor(private readonly config: CollectorConfig, private readonly variables: ReadonlyMap<string, string>) {}

  /** Every pipeline that what is received or read gets into as itself: directly, by a connector, or by a hop over loopback. */
  public reachable(): string[] {
    const reached = new Set(this.withReceivers((id) => this.isEntry(id)));
    for (const pipeline of reached) {
      this.next(pipeline).forEach((other) => reached.add(other));
    }
    return [...reached];
  }

  public exportersOf(pipeline: string): readonly string[] {
    return this.config.service.pipelines[pipeline]?.exporters ?? [];
  }

  private next(pipeline: string): string[] {
    const sameSignal = (other: string) => signalOf(other) === signalOf(pipeline);
    return this.exportersOf(pipeline).flatMap((exporter) => {
      if (Object.keys(this.config.connectors ?? {}).includes(exporter)) {
        return this.withReceivers((id) => id === exporter).filter(sameSignal);
      }
      const hop = this.loopbackPort(exporter);
      const listens = (id: string) => otlpAddresses(this.config, id, this.variables).some(({ port }) => port === hop);
      return hop === undefined ? [] : this.withReceivers((id) => otlpReceivers(this.config).includes(id) && listens(id)).filter(sameSignal);
    });
  }

  private loopbackPort(exporter: string): number | undefined {
    const endpoint = valueAt(this.config.exporters?.[exporter], 'endpoint');
    const address = typeof endpoint === 'string' ? parseAddress(expand(endpoint, this.variables)) : undefined;
    return address !== undefined && isLoopback(address.host) ? address.port : undefined;
  }

  /** Whether something comes in here that was in no pipeline before. */
  private isEntry(receiver: string): boolean {
    const isOtlp = otlpReceivers(this.config).includes(receiver);
    const isConnector = Object.keys(this.config.connectors ?? {}).includes(receiver);
    return isOtlp ? otlpAddresses(this.config, receiver, this.variables).some(({ host }) => !isLoopback(host)) : !isConnector;
  }

  private withReceivers(matches: (id: string) => boolean): string[] {
    return Object.entries(this.config.service.pipelines).filter(([, { receivers }]) => receivers?.some(matches)).map(([id]) => id);
  }
}

/** The header that an authenticator adds. `files` are the contents of the files that the pod mounts. */
function authenticatorHeaders(settings: unknown, text: (value: unknown) => string, files: ReadonlyMap<string, string>): Record<string, string> {
  const client = valueAt(settings, 'client_auth');
  if (client !== undefined) {
    const credentials = `${text(valueAt(client, 'username'))}:${text(valueAt(client, 'password'))}`;
    return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  }
  const [token, filename] = [valueAt(settings, 'token'), valueAt(settings, 'filename')];
  if (token === undefined && filename === undefined) {
    return {};
  }
  const value = filename === undefined ? text(token) : files.get(text(filename)) ?? '';
  const scheme = valueAt(settings, 'scheme') ?? 'Bearer';
  return { [String(valueAt(settings, 'header') ?? 'authorization').toLowerCase()]: scheme === '' ? value : `${text(scheme)} ${value}` };
}

const PROTOCOLS: Readonly<Record<string, 'grpc' | 'http'>> = {
  otlp: 'grpc', otlp_grpc: 'grpc', otlphttp: 'http', otlp_http: 'http', prometheusremotewrite: 'http', prometheus_remote_write: 'http',
};

/** What everything must reach that the collector receives or reads, and what it makes of it. */
export function destinationsOf(config: CollectorConfig, variables: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): Destination[] {
  const graph = new PipelineGraph(config, variables);
  const signals = new Map<string, Signal[]>();
  for (const pipeline of graph.reachable()) {
    for (const exporter of graph.exportersOf(pipeline)) {
      signals.set(exporter, [...signals.get(exporter) ?? [], ...[signalOf(pipeline) ?? []].flat()]);
    }
  }
  // what is made of what comes in leaves too: nothing that was sent is expected there
  Object.keys(config.service.pipelines).flatMap((pipeline) => graph.exportersOf(pipeline))
    .forEach((exporter) => signals.set(exporter, signals.get(exporter) ?? []));
  const text = (value: unknown) => expand(String(value ?? ''), variables);
  return [...signals].flatMap(([exporter, received]) => {
    const settings = config.exporters?.[exporter];
    const protocol = PROTOCOLS[typeOf(exporter)];
    if (protocol === undefined || typeof settings?.endpoint !== 'string') {
      return [];
    }
    const { host, port, scheme } = parseAddress(text(settings.endpoint));
    const literal = Object.entries(settings.headers ?? {}).map(([name, value]) => [name.toLowerCase(), text(value)]);
    const authenticator = String(valueAt(settings, 'auth', 'authenticator') ?? '');
    return isLoopback(host) ? [] : [{
      exporter,
      protocol,
      host,
      port,
      tls: scheme === 'https' || (scheme !== 'http' && valueAt(settings, 'tls', 'insecure') !== true),
      signals: [...new Set(received)],
      headers: { ...Object.fromEntries(literal) as Record<string, string>, ...authenticatorHeaders(config.extensions?.[authenticator], text, files) },
    }];
  });
}

/** Exporters that get what comes in, but whose protocol the sink does not speak: named in the report, so that nobody takes them for judged. */
export function unjudgedExporters(config: CollectorConfig, variables: ReadonlyMap<string, string>): string[] {
  const graph = new PipelineGraph(config, variables);
  const all = new Set(graph.reachable().flatMap((pipeline) => graph.exportersOf(pipeline)));
  return [...all].filter((id) => PROTOCOLS[typeOf(id)] === undefined && !Object.keys(config.connectors ?? {}).includes(id) && typeOf(id) !== 'debug');
}
