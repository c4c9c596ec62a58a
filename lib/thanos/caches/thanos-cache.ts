import { Duration, Size } from 'cdk8s';
import { MemcachedEndpoint } from '../../memcached';
import type { EndpointProps, FileSource, PodPeer, SecretValue, Tls, VariableNeed } from '../../wiring';

/** Where Redis listens when nobody says otherwise. */
const REDIS_PORT = 6379;

/** A cache in the memory of the process, which every replica fills for itself. */
export interface ThanosInMemoryCacheProps {
  /** What it may hold. Counts towards the memory of the pod: four fifths of that, or more, is a problem. */
  readonly maxSize: Size;

  /**
   * The largest item that is kept. More than `maxSize` fails. A cache of responses has no such limit.
   *
   * @default - half of maxSize
   */
  readonly maxItemSize?: Size;
}

/** Servers of memcached, which all replicas share. */
export interface ThanosMemcachedCacheProps {
  /** The servers. They also say which items are sent: no larger ones than they take. */
  readonly servers: MemcachedEndpoint;

  /**
   * How long a server may take.
   *
   * @default Duration.millis(500)
   */
  readonly timeout?: Duration;

  /**
   * Connections that are kept to each server. It should be more than the requests at the same time.
   *
   * @default 100
   */
  readonly maxIdleConnections?: number;

  /**
   * Items that are written at the same time; at least 1.
   *
   * @default - 20; of a cache of responses 10
   */
  readonly maxAsyncConcurrency?: number;

  /**
   * Items that may wait to be written; those beyond are not cached.
   *
   * @default 10000
   */
  readonly maxAsyncBufferSize?: number;

  /**
   * Reads at the same time. 0 is no limit.
   *
   * @default 100
   */
  readonly maxGetMultiConcurrency?: number;

  /**
   * Keys of one read. 0 is no limit.
   *
   * @default 0
   */
  readonly maxGetMultiBatchSize?: number;
}

/** A server, a cluster or sentinels of Redis, which all replicas share. */
export interface ThanosRedisCacheProps {
  /** `host:port`, several with a comma between them; anything else is a problem. Thanos does not start while none of them answers. */
  readonly address: string;

  /**
   * The user, from Redis 6 on.
   *
   * @default - the default user
   */
  readonly username?: string;

  /**
   * The password, of letters, digits and `-`, `_` and `.`, beginning with a letter: Thanos puts it into its configuration as it is, where other
   * characters, and numbers, would mean something else.
   *
   * @default - none
   */
  readonly password?: SecretValue;

  /**
   * The database.
   *
   * @default 0
   */
  readonly database?: number;

  /**
   * The name of the master, of which sentinels are asked.
   *
   * @default - the address is that of servers
   */
  readonly masterName?: string;

  /**
   * How the connection is protected. A cache of responses knows the roots in the image only: an authority or a certificate fails there.
   *
   * @default Tls.plaintext()
   */
  readonly tls?: Tls;
}

/**
 * Where something is cached.
 *
 * Groupcache, which Thanos has too, is none: every replica would need its own address in a document that all share.
 */
export class ThanosCache {
  /**
   * In the memory of each replica.
   *
   * @param props its size
   */
  public static inMemory(props: ThanosInMemoryCacheProps): ThanosCache {
    return new ThanosCache(props, undefined, undefined);
  }

  /**
   * In servers of memcached.
   *
   * @param props the servers
   */
  public static memcached(props: ThanosMemcachedCacheProps): ThanosCache {
    return new ThanosCache(undefined, props, undefined);
  }

  /**
   * In Redis.
   *
   * @param props the server
   */
  public static redis(props: ThanosRedisCacheProps): ThanosCache {
    return new ThanosCache(undefined, undefined, props);
  }

  private constructor(
    /** @internal */ public readonly _memory: ThanosInMemoryCacheProps | undefined,
    /** @internal */ public readonly _memcached: ThanosMemcachedCacheProps | undefined,
    /** @internal */ public readonly _redis: ThanosRedisCacheProps | undefined,
  ) {}

  /** What Thanos must find in its environment, as the document refers to it. @internal */
  public _variables(): VariableNeed[] {
    const password = this._redis?.password;
    return password === undefined ? [] : [{ name: password.variable, secretName: password.secretName, secretKey: password.key }];
  }

  /** Every file that a pod must mount for the connection. @internal */
  public _files(): FileSource[] {
    return this._redis?.tls?._files() ?? [];
  }

  /** Where a pod goes for it. @internal */
  public _endpoints(): readonly EndpointProps[] {
    return [
      ...this._memcached?.servers._places ?? [],
      ...(this._redis?.address.split(',') ?? []).map((address) => ({ host: address.replace(/:\d+$/, ''), port: Number(/:(\d+)$/.exec(address)?.[1] ?? REDIS_PORT) })),
    ];
  }

  /** Records pods that use it. @internal */
  public _connect(consumer: PodPeer): void {
    this._memcached?.servers._connect(consumer);
  }
}
