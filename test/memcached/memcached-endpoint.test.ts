import { Size } from 'cdk8s';
import { MemcachedEndpoint } from '../../lib';

describe('servers of memcached outside the program', () => {
  test.each([
    ['dnssrvnoa+_memcache._tcp.memcached.caches.svc', 'memcached.caches.svc', 11211],
    ['dnssrv+_memcache._tcp.memcached.caches.svc', 'memcached.caches.svc', 11211],
    ['dns+memcached.caches.svc:11212', 'memcached.caches.svc', 11212],
  ])('%s are looked up', (address, host, port) => {
    expect(MemcachedEndpoint.at({ address })).toMatchObject({ address, host, port, servedBy: undefined });
  });

  test('take items of 1 MiB unless somebody says otherwise', () => {
    const address = 'dns+memcached.caches.svc:11211';

    expect(MemcachedEndpoint.at({ address }).maxItemSize.toMebibytes()).toBe(1);
    expect(MemcachedEndpoint.at({ address, maxItemSize: Size.mebibytes(5) }).maxItemSize.toMebibytes()).toBe(5);
  });

  test.each(['memcached.caches.svc:11211', '10.0.0.1:11211', 'dns+memcached.caches.svc', 'dns+memcached.caches.svc:99999', 'dnssrv+memcached.caches.svc'])('%s are one address for all, and fail', (address) => {
    expect(() => MemcachedEndpoint.at({ address })).toThrow(
      `MemcachedEndpoint.at: address '${address}' is not looked up\n`
      + '  why: clients spread keys over the servers by their addresses: behind one address for all, what one connection writes another does not find\n'
      + "  fix: address: 'dnssrvnoa+_memcache._tcp.memcached.caches.svc', the name of a headless Service\n",
    );
  });
});
