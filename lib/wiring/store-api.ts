import { fail } from '../validation';
import { Endpoint, EndpointProps, ServedPlace } from './endpoint';
import { Tls } from './tls';

/** A StoreAPI by its address. */
export interface StoreApiProps {
  /**
   * `host:port`, or what is looked up in DNS: `dns+host:port`, `dnssrvnoa+_grpc._tcp.host`, `dnssrv+_grpc._tcp.host`. With a scheme it fails.
   *
   * @see https://thanos.io/tip/thanos/service-discovery.md/#dns-service-discovery
   */
  readonly address: string;

  /**
   * How the connection is protected. Thanos protects connections to fixed addresses only, not to those that it looks up.
   *
   * @default Tls.plaintext()
   */
  readonly tls?: Tls;

  /**
   * External labels that tell replicas of the same data apart. Queries leave them out.
   *
   * @default - there is one replica of the data
   */
  readonly replicaLabels?: string[];

  /**
   * Whether the addresses behind the name are one store: a query goes to one of them, not to all.
   *
   * @default false
   */
  readonly group?: boolean;
}

/** How the replicas of what a store keeps differ, and whether they have the same samples. */
export interface StoreReplicas {
  /** The external label by which they differ; none when there is one of each series. */
  readonly replicaLabel?: string;
  /**
   * - `none`: every series is in one of them
   * - `identical`: several have the same samples; receivers that replicate
   * - `independent`: all have the same series, and each its own samples; a pair of Prometheus, rulers
   */
  readonly copies: 'none' | 'identical' | 'independent';
}

/**
 * Something that answers Thanos queries with series, over gRPC: a sidecar, an ingestor, a store gateway, a ruler, or another Query.
 *
 * @see https://thanos.io/tip/thanos/integrations.md/#storeapi
 */
export class StoreApi extends Endpoint {
  /**
   * A StoreAPI outside this program, for example of a member cluster.
   *
   * Fails on an address with a scheme, and on one without a port where DNS does not say it.
   *
   * @param props its address, and what is known of its data
   */
  public static at(props: StoreApiProps): StoreApi {
    return new StoreApi(props, parse(props.address));
  }

  /** The StoreAPI of every pod behind a headless Service of this program; whose series they have is asked at synth. @internal */
  public static _served(place: ServedPlace, replicas: () => readonly StoreReplicas[], props: Pick<StoreApiProps, 'group' | 'tls'> = {}): StoreApi {
    return new StoreApi({ ...props, address: `dnssrv+_grpc._tcp.${place.host}` }, place, replicas);
  }

  /** The address as Thanos reads it. */
  public readonly address: string;
  /** How the connection is protected. */
  public readonly tls: Tls;
  /** Whether the addresses behind the name are one store. */
  public readonly group: boolean;

  private readonly replicas: () => readonly StoreReplicas[];

  private constructor(props: StoreApiProps, place: EndpointProps, replicas?: () => readonly StoreReplicas[]) {
    super(place);
    this.address = props.address;
    this.tls = props.tls ?? Tls.plaintext();
    this.group = props.group ?? false;
    // whoever names a label and says no more may have a pair of Prometheus behind it
    this.replicas = replicas ?? (() => (props.replicaLabels ?? []).map((replicaLabel) => ({ replicaLabel, copies: 'independent' })));
  }

  /** External labels that tell replicas of the same data apart. */
  public get replicaLabels(): string[] {
    return [...new Set(this.replicas().flatMap(({ replicaLabel }) => replicaLabel ?? []))];
  }

  /** How the replicas of what it keeps differ. @internal */
  public get _replicas(): readonly StoreReplicas[] {
    return this.replicas();
  }
}

/** Where Thanos listens when DNS does not say it. */
const GRPC_PORT = 10901;

function parse(address: string): { host: string; port: number } {
  const [, srv, srvHost] = /^(dnssrv|dnssrvnoa)\+_[a-z0-9-]+\._tcp\.([A-Za-z0-9.-]+)$/.exec(address) ?? [];
  if (srv) {
    return { host: srvHost, port: GRPC_PORT };
  }
  const [, host, port] = /^(?:(?:dns|dnsdualstack)\+)?(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(address) ?? [];
  if (!host || Number(port) < 1 || Number(port) > 65535) {
    const bare = address.replace(/^[a-z]+:\/\//i, '').replace(/[/?#].*$/, '').replace(/^.*@/, '');
    fail('StoreApi.at', {
      what: `address '${bare === address ? address : `${address.split('://')[0]}://${bare}`}' is not host:port`,
      why: /^[a-z]+:\/\//i.test(address) ? 'gRPC takes no scheme: whether it is encrypted is said by tls' : 'a gRPC connection needs both, unless a lookup of SRV records says the port',
      fix: `address: '${/:\d{1,4}$/.test(bare) ? bare : `${bare.replace(/:\d*$/, '')}:${GRPC_PORT}`}'`,
    });
  }
  return { host, port: Number(port) };
}
