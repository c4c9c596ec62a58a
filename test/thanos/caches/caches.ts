import { Size } from 'cdk8s';
import { MemcachedEndpoint } from '../../../lib/memcached';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';

export const SERVERS = 'dnssrvnoa+_memcached._tcp.thanos-cache.monitoring.svc';

export const MEMORY = ThanosCache.inMemory({ maxSize: Size.mebibytes(100) });
export const MEMCACHED = ThanosCache.memcached({ servers: MemcachedEndpoint.at({ addresses: [SERVERS] }) });
export const REDIS = ThanosCache.redis({ address: 'redis.monitoring.svc:6379' });
