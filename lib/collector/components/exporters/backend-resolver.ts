import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { AccessRule, EgressNeed, Needs, PodPeer } from '../../../wiring';
import { requirePositive, requireTexts, requireWhole } from '../bounds';

/** Backends by a name in the DNS. */
export interface DnsResolverOptions {
  /** The name. One with a scheme or a port fails. It has an address for every backend: a headless Service, because another has one address for all. */
  readonly hostname: string;

  /**
   * The port of every backend. Anything but a whole number from 1 to 65535 fails.
   *
   * @default 4317
   */
  readonly port?: number;

  /**
   * How often the name is looked up. Zero fails.
   *
   * @default Duration.seconds(5)
   */
  readonly interval?: Duration;

  /**
   * How long one look-up may take. Zero fails.
   *
   * @default Duration.seconds(1)
   */
  readonly timeout?: Duration;
}

/** Backends by a Service. */
export interface KubernetesResolverOptions {
  /** The name of the Service. A name with points in it fails: the namespace has an option of its own. */
  readonly service: string;

  /**
   * The namespace of the Service. A name that no namespace has fails.
   *
   * @default - that of the collector
   */
  readonly namespace?: string;

  /**
   * Ports of every backend. None, one twice, and anything but whole numbers from 1 to 65535 fail.
   *
   * @default [4317]
   */
  readonly ports?: number[];

  /**
   * How long the start waits for the list of backends. Zero fails.
   *
   * @default Duration.minutes(1)
   */
  readonly timeout?: Duration;

  /**
   * Whether backends are told apart by the names of their pods, which stay when a pod gets a new address. For a StatefulSet behind a headless
   * Service.
   *
   * @default false
   */
  readonly returnHostnames?: boolean;
}

/** The port of OTLP over gRPC. */
const DEFAULT_PORT = 4317;

const READ_ENDPOINTS: AccessRule = { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] };

/**
 * How backends are found.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/loadbalancingexporter/README.md
 */
export class BackendResolver {
  /**
   * Backends that are always the same.
   *
   * @param addresses `host:port` of each, or `host` alone for port 4317; none fails, and so does one with a scheme
   */
  public static fixed(addresses: string[]): BackendResolver {
    const caller = 'BackendResolver.fixed';
    requireTexts(caller, 'addresses', addresses, 'collector-0.collectors:4317');
    addresses.forEach((address) => requireAddress(caller, address));
    const egress = addresses.map(egressTo).map(({ port, peer }) => peer ? { peer } : { port });
    return new BackendResolver({ static: { hostnames: [...addresses] } }, { egress });
  }

  /**
   * Backends by a name in the DNS.
   *
   * @param options name and port
   */
  public static dns(options: DnsResolverOptions): BackendResolver {
    const caller = 'BackendResolver.dns';
    const port = options.port ?? DEFAULT_PORT;
    requireHost(caller, options.hostname);
    requireWhole(caller, 'port', port, 1, 65535);
    requirePositive(caller, 'interval', options.interval, 'Duration.seconds(5)');
    requirePositive(caller, 'timeout', options.timeout, 'Duration.seconds(1)');
    return new BackendResolver({
      dns: {
        hostname: options.hostname,
        port: String(port),
        interval: options.interval ?? Duration.seconds(5),
        timeout: options.timeout ?? Duration.seconds(1),
      },
    }, { egress: [egressTo(`${options.hostname}:${port}`)] });
  }

  /**
   * Backends by a Service: changes are known at once.
   *
   * The collector reads the EndpointSlices of that namespace, and of no other.
   *
   * @param options Service and ports
   */
  public static kubernetes(options: KubernetesResolverOptions): BackendResolver {
    const caller = 'BackendResolver.kubernetes';
    const { service, namespace, ports = [DEFAULT_PORT] } = options;
    Object.entries({ service, namespace }).forEach(([property, name]) => requireLabel(caller, property, name));
    requireTexts(caller, 'ports', ports.map(String), String(DEFAULT_PORT));
    ports.forEach((port) => requireWhole(caller, 'a port', port, 1, 65535));
    requirePositive(caller, 'timeout', options.timeout, 'Duration.minutes(1)');
    const k8s = {
      service: namespace === undefined ? service : `${service}.${namespace}`,
      ports: [...ports],
      timeout: options.timeout ?? Duration.minutes(1),
      return_hostnames: options.returnHostnames ?? false,
    };
    return new BackendResolver({ k8s }, {
      egress: ports.map((port) => ({ port, peer: namespace === undefined ? {} : { namespace } })),
      namespaceRules: [{ ...READ_ENDPOINTS, ...(namespace === undefined ? {} : { namespace }) }],
    });
  }

  private constructor(private readonly rendered: object, private readonly needed: Needs) {}

  /** The same backends, which are pods of this program: the way out leads to them and to no other. @internal */
  public _servedBy(peer: PodPeer): BackendResolver {
    const egress = (this.needed.egress ?? []).map(({ port }) => ({ port, peer }));
    return new BackendResolver(this.rendered, { ...this.needed, egress });
  }

  /** The resolver as the collector reads it. @internal */
  public _render(): object {
    return this.rendered;
  }

  /** What it needs from the pod. @internal */
  public _needs(): Needs {
    return this.needed;
  }
}

/** Names of Services have their namespace in them. Behind a Service that is not headless pods may listen on another port. */
function egressTo(address: string): EgressNeed {
  const port = Number(/:(\d+)$/.exec(address)?.[1] ?? DEFAULT_PORT);
  const namespace = /^[^:]+?\.([^.:]+)\.svc(\.|:|$)/.exec(address)?.[1]?.replace(/^.*\./, '');
  return namespace ? { port, peer: { namespace } } : { port };
}

function requireAddress(caller: string, address: string): void {
  const [, host, port] = /^(\[[0-9a-fA-F:]+\]|[^:/]*)(?::(\d+))?$/.exec(address) ?? [];
  if (host === undefined) {
    fail(caller, {
      what: `'${address}' is not host:port`,
      why: 'backends are reached by gRPC, which takes no scheme and no path',
      fix: "'collector-0.collectors.observability.svc:4317'",
    });
  }
  if (!host.startsWith('[')) {
    requireHost(caller, host);
  }
  requireWhole(caller, `the port of '${address}'`, port === undefined ? undefined : Number(port), 1, 65535);
}

function requireHost(caller: string, host: string): void {
  if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?$/.test(host)) {
    fail(caller, {
      what: `'${host}' is not the name of a host`,
      why: 'it would never be found',
      fix: "'collectors.observability.svc.cluster.local', without scheme and port",
    });
  }
}

function requireLabel(caller: string, property: string, name: string | undefined): void {
  if (name !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    fail(caller, {
      what: `${property} '${name}' is not a name that Kubernetes takes`,
      why: 'no backend would ever be found',
      fix: "service: 'tail-sampler', namespace: 'observability'",
    });
  }
}
