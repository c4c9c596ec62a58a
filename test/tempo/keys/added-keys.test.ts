import { addedFindings } from '../../../lib/tempo/keys/added-keys';
import { withAdded } from '../../../lib/wiring/added-keys';

const WRITTEN = { server: { http_listen_port: 3200 }, querier: { frontend_worker: { frontend_address: 'frontends:9095' } } };

function whats(added: { readonly [key: string]: unknown }): string[] {
  return addedFindings(added, { written: WRITTEN, read: ['server', 'querier'], version: '2.10.8' }).map(({ what }) => what);
}

test('what is added stands beside what is written', () => {
  const added = { server: { log_format: 'json' }, querier: { max_concurrent_queries: 5 } };
  expect(whats(added)).toEqual([]);
  expect(withAdded(WRITTEN, added)).toEqual({
    server: { http_listen_port: 3200, log_format: 'json' }, querier: { frontend_worker: { frontend_address: 'frontends:9095' }, max_concurrent_queries: 5 },
  });
});

test('nothing is said twice, to nobody, or in words that are not known', () => {
  expect(whats({ querier: { frontend_worker: { frontend_address: 'mine:9095' } } })).toEqual(["extraConfig has 'querier.frontend_worker.frontend_address', which the library writes itself"]);
  expect(whats({ compactor: {} })).toEqual(["extraConfig has 'compactor', which none of its components reads"]);
  expect(whats({ http_api_prefix: '/tempo' })).toEqual(["extraConfig has 'http_api_prefix', which the library has decided"]);
  expect(whats({ quorier: {} })).toEqual(["extraConfig has 'quorier', which Tempo does not know"]);
});
