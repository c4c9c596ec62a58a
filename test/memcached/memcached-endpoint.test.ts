import { Size } from 'cdk8s';
import { MemcachedEndpoint } from '../../lib';

describe('servers of memcached outside the program', () => {
  test('are looked up by the port of a headless Service', () => {
    const addresses = ['dnssrvnoa+_memcache._tcp.memcached.caches.svc'];

    expect(MemcachedEndpoint.at({ addresses })).toMatchObject({ addresses, _places: [{ host: 'memcached.caches.svc', port: 11211 }] });
  });

  test('are named one by one', () => {
    const addresses = ['cache-1.example.com:11211', '10.0.0.2:11212'];

    expect(MemcachedEndpoint.at({ addresses })).toMatchObject({
      addresses, _places: [{ host: 'cache-1.example.com', port: 11211 }, { host: '10.0.0.2', port: 11212 }],
    });
  });

  test('take items of 1 MiB unless somebody says otherwise', () => {
    const addresses = ['cache:11211'];

    expect(MemcachedEndpoint.at({ addresses }).maxItemSize.toMebibytes()).toBe(1);
    expect(MemcachedEndpoint.at({ addresses, maxItemSize: Size.mebibytes(5) }).maxItemSize.toMebibytes()).toBe(5);
  });

  test.each([
    'dns+memcached.caches.svc:11211', 'dnssrv+_memcache._tcp.memcached.caches.svc', 'memcached.caches.svc', 'memcached.caches.svc:99999', 'dnssrvnoa+memcached.caches.svc',
  ])('%s does not name them, and fails', (address) => {
    expect(() => MemcachedEndpoint.at({ addresses: [address] })).toThrow(
      `MemcachedEndpoint.at: address '${address}' does not name servers one by one\n`
      + '  why: clients choose a server by its name: with one name for all, or addresses of pods, which change, they look for items where they are not\n'
      + "  fix: 'dnssrvnoa+_memcache._tcp.memcached.caches.svc', the port of a headless Service, or 'host:port' of each server\n",
    );
  });

  test('are some', () => {
    expect(() => MemcachedEndpoint.at({ addresses: [] })).toThrow(/there are no addresses/);
  });
});
