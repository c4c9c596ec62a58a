import { Size } from 'cdk8s';
import { fail } from '../validation';
import { Endpoint, EndpointProps, PodPeer } from '../wiring';

/** Where memcached listens. */
export const MEMCACHED_PORT = 11211;

/** What memcached takes when nobody says otherwise. */
export const DEFAULT_MAX_ITEM_SIZE = Size.mebibytes(1);

/** Servers of memcached by their address. */
export interface MemcachedEndpointProps {
  /**
   * What the servers are looked up by: `dnssrvnoa+_memcache._tcp.host` or `dns+host:port`, so that every server has an address of its own.
   *
   * @see https://thanos.io/tip/thanos/service-discovery.md/#dns-service-discovery
   */
  readonly address: string;

  /**
   * The largest item that the servers take (`-I`). Clients do not send larger ones.
   *
   * @default Size.mebibytes(1)
   */
  readonly maxItemSize?: Size;
}

/** Servers of memcached. Clients spread keys over them, so they must see each of them and not one address for all. */
export class MemcachedEndpoint extends Endpoint {
  /**
   * Servers outside this program. Fails on an address that is one for all of them.
   *
   * @param props their address
   */
  public static at(props: MemcachedEndpointProps): MemcachedEndpoint {
    return new MemcachedEndpoint(props, parse(props.address));
  }

  /** Servers of this program. @internal */
  public static _servedBy(servedBy: PodPeer, props: MemcachedEndpointProps): MemcachedEndpoint {
    return new MemcachedEndpoint(props, { ...parse(props.address), servedBy });
  }

  /** What the servers are looked up by. */
  public readonly address: string;
  /** The largest item that the servers take. */
  public readonly maxItemSize: Size;

  private constructor(props: MemcachedEndpointProps, place: EndpointProps) {
    super(place);
    this.address = props.address;
    this.maxItemSize = props.maxItemSize ?? DEFAULT_MAX_ITEM_SIZE;
  }
}

function parse(address: string): EndpointProps {
  const [, srvHost] = /^(?:dnssrv|dnssrvnoa)\+_[a-z0-9-]+\._tcp\.([A-Za-z0-9.-]+)$/.exec(address) ?? [];
  const [, host, port] = /^(?:dns|dnsdualstack)\+([A-Za-z0-9.-]+):(\d{1,5})$/.exec(address) ?? [];
  if (srvHost === undefined && (host === undefined || Number(port) < 1 || Number(port) > 65535)) {
    fail('MemcachedEndpoint.at', {
      what: `address '${address}' is not looked up`,
      why: 'clients spread keys over the servers by their addresses: behind one address for all, what one connection writes another does not find',
      fix: "address: 'dnssrvnoa+_memcache._tcp.memcached.caches.svc', the name of a headless Service",
    });
  }
  return srvHost === undefined ? { host, port: Number(port) } : { host: srvHost, port: MEMCACHED_PORT };
}
