import { Provocations } from '../provocation';

export const MEMCACHED: Provocations = {
  room: 'Memcached',
  page: 'thanos.md',
  provocations: [
    {
      title: 'How large may items of memcached be?',
      shows: '1.3 MiB',
      program: `
          new Memcached(chart, 'cache', {
            memoryLimit: Size.gibibytes(1),
        -   maxItemSize: Size.kibibytes(1300),
        +   maxItemSize: Size.kibibytes(1536),
          });
      `,
      error: `observability/cache: servers with 819 MiB for items take items of 1.3 MiB
  why: memcached makes them of pieces of 512 KiB, and does not start with less than 1 MiB, more than 1 GiB, or more than half of its memory
  fix: maxItemSize: Size.kibibytes(1536), or another multiple of 512 KiB from 1 MiB to 409.5 MiB`,
    },
    {
      title: 'Why does nothing come out of the cache?',
      program: `
          new ThanosStack(chart, 'thanos', {
            cluster,
            objectStore: blocks,
            storeGateways: [{
              indexCache: {
                cache: ThanosCache.memcached({
        -         servers: MemcachedEndpoint.at({ addresses: ['dnssrv+_memcached._tcp.memcached.caches.svc'] }),
        +         servers: MemcachedEndpoint.at({ addresses: ['dnssrvnoa+_memcached._tcp.memcached.caches.svc'] }),
                }),
              },
            }],
          });
      `,
      error: `MemcachedEndpoint.at: address 'dnssrv+_memcached._tcp.memcached.caches.svc' does not name servers one by one
  why: clients choose a server by its name: with one name for all, or addresses of pods, which change, they look for items where they are not
  fix: 'dnssrvnoa+_memcached._tcp.memcached.caches.svc', the port of a headless Service, or 'host:port' of each server`,
    },
    {
      title: 'How little memory does memcached start with?',
      program: `
          new Memcached(chart, 'cache', {
        -   memoryLimit: Size.mebibytes(2),
        +   memoryLimit: Size.mebibytes(64),
          });
      `,
      error: `observability/cache: servers have 2 MiB, of which 1 MiB are for items
  why: memcached does not start when an item may be larger than half of its memory, and a page of it has 1 MiB
  fix: memoryLimit: Size.mebibytes(64), or more`,
    },
  ],
};
