import { Size } from 'cdk8s';
import { fail } from '../validation';
import { Endpoint, EndpointProps, PodPeer } from '../wiring';

/** Where memcached listens. */
export const MEMCACHED_PORT = 11211;

/** What memcached takes when nobody says otherwise. */
export const DEFAULT_MAX_ITEM_SIZE = Size.mebibytes(1);

/** Servers of memcached by their addresses. */
export interface MemcachedEndpointProps {
  /**
   * Every server: `dnssrvnoa+_memcache._tcp.host` for the pods behind a headless Service, or `host:port` of each. Names that are resolved to addresses of
   * pods fail: clients choose servers by their names, and after a restart every item would be elsewhere.
   *
   * @see https://thanos.io/tip/thanos/service-discovery.md/#dns-service-discovery
   */
  readonly addresses: string[];

  /**
   * The largest item that the servers take (`-I`). Clients send no larger ones.
   *
   * @default Size.mebibytes(1)
   */
  readonly maxItemSize?: Size;
}

/** A server, or the name by which all of them are looked up. */
class MemcachedPlace extends Endpoint {
  public constructor(props: EndpointProps) {
    super(props);
  }
}

/** Servers of memcached. Clients spread keys over them, so they must see each of them and not one address for all. */
export class MemcachedEndpoint {
  /**
   * Servers outside this program. Fails without any, and on addresses by which servers are not known one by one.
   *
   * @param props their addresses
   */
  public static at(props: MemcachedEndpointProps): MemcachedEndpoint {
    if (props.addresses.length === 0) {
      fail('MemcachedEndpoint.at', { what: 'there are no addresses', why: 'nothing would be cached, or clients do not start', fix: `addresses: ['${EXAMPLE}']` });
    }
    return new MemcachedEndpoint(props, props.addresses.map(parse));
  }

  /** Servers of this program. @internal */
  public static _servedBy(servedBy: PodPeer, props: MemcachedEndpointProps): MemcachedEndpoint {
    return new MemcachedEndpoint(props, props.addresses.map((address) => ({ ...parse(address), servedBy })));
  }

  /** Every server, or the name by which all of them are looked up. */
  public readonly addresses: string[];
  /** The largest item that the servers take. */
  public readonly maxItemSize: Size;
  /** Where clients go. @internal */
  public readonly _places: readonly Endpoint[];

  private constructor(props: MemcachedEndpointProps, places: readonly EndpointProps[]) {
    this.addresses = [...props.addresses];
    this.maxItemSize = props.maxItemSize ?? DEFAULT_MAX_ITEM_SIZE;
    this._places = places.map((place) => new MemcachedPlace(place));
  }

  /** Records pods that connect. @internal */
  public _connect(consumer: PodPeer): void {
    this._places.forEach((place) => place._connect(consumer));
  }
}

const EXAMPLE = 'dnssrvnoa+_memcache._tcp.memcached.caches.svc';

function parse(address: string): EndpointProps {
  const [, looked] = /^dnssrvnoa\+_[a-z0-9-]+\._tcp\.([A-Za-z0-9.-]+)$/.exec(address) ?? [];
  const [, host, port] = /^([A-Za-z0-9.-]+):(\d{1,5})$/.exec(address) ?? [];
  if (looked === undefined && (host === undefined || Number(port) < 1 || Number(port) > 65535)) {
    fail('MemcachedEndpoint.at', {
      what: `address '${address}' does not name servers one by one`,
      why: 'clients choose a server by its name: with one name for all, or addresses of pods, which change, they look for items where they are not',
      fix: `'${/^dnssrv\+_/.test(address) ? address.replace('dnssrv+', 'dnssrvnoa+') : EXAMPLE}', the port of a headless Service, or 'host:port' of each server`,
    });
  }
  return looked === undefined ? { host, port: Number(port) } : { host: looked, port: MEMCACHED_PORT };
}
