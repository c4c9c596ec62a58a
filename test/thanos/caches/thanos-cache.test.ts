import { MEMCACHED, MEMORY, REDIS } from './caches';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';
import { FileSource, SecretValue, Tls } from '../../../lib/wiring';

test('only Redis needs something of the pod: its password and its certificates', () => {
  const redis = ThanosCache.redis({
    address: 'redis:6379', password: SecretValue.fromSecret('redis', 'password'), tls: Tls.custom({ ca: FileSource.fromSecret('redis-tls', 'ca.crt') }),
  });

  expect(redis._variables()).toEqual([{ name: 'REDIS_PASSWORD', secretName: 'redis', secretKey: 'password' }]);
  expect(redis._files().map(({ path }) => path)).toEqual(['/etc/observability/secret/redis-tls/ca.crt']);
  expect([MEMORY, MEMCACHED, REDIS].flatMap((cache) => [...cache._variables(), ...cache._files()])).toEqual([]);
});
