import { FileSource, StoreApi, Tls } from '../../lib/wiring';

describe('a StoreAPI', () => {
  test.each([
    ['thanos.eu.example.com:443', 'thanos.eu.example.com', 443],
    ['[2001:db8::1]:10901', '[2001:db8::1]', 10901],
    ['dns+sidecars.monitoring.svc:10901', 'sidecars.monitoring.svc', 10901],
    ['dnsdualstack+sidecars.monitoring.svc:10901', 'sidecars.monitoring.svc', 10901],
  ])('at %s is at its host and port', (address, host, port) => {
    expect(StoreApi.at({ address })).toMatchObject({ address, host, port, group: false, replicaLabels: [], tls: Tls.plaintext() });
  });

  test.each(['dnssrv', 'dnssrvnoa'])('that is looked up by %s has the port of the records', (lookup) => {
    expect(StoreApi.at({ address: `${lookup}+_grpc._tcp.store-headless.thanos.svc` })).toMatchObject({ host: 'store-headless.thanos.svc', port: 10901 });
  });

  test('can be read back by the names it was given', () => {
    const given = { address: 'thanos.eu.example.com:443', tls: Tls.custom({ ca: FileSource.fromSecret('eu', 'ca.crt') }), replicaLabels: ['prometheus_replica'], group: true };

    expect(StoreApi.at(given)).toMatchObject(given);
  });

  test('of pods of this program knows them, and who connects', () => {
    const pods = { namespace: 'thanos', labels: { app: 'store' } };
    const api = StoreApi._served({ host: 'store-headless.thanos.svc', port: 10901, servedBy: pods }, () => []);
    api._connect({ namespace: 'thanos', labels: { app: 'query' } });

    expect(api).toMatchObject({ servedBy: pods, port: 10901, address: 'dnssrv+_grpc._tcp.store-headless.thanos.svc', tls: Tls.plaintext(), group: false });
    expect(api._consumers).toEqual([{ namespace: 'thanos', labels: { app: 'query' } }]);
  });

  test('with a scheme fails, because it would not decide about TLS', () => {
    expect(() => StoreApi.at({ address: 'https://user:pass@thanos.eu.example.com:443/x' })).toThrow(
      "StoreApi.at: address 'https://thanos.eu.example.com:443' is not host:port\n"
      + '  why: gRPC takes no scheme: whether it is encrypted is said by tls\n'
      + "  fix: address: 'thanos.eu.example.com:443'\n",
    );
  });

  test.each(['thanos.eu.example.com', 'thanos.eu.example.com:', 'thanos.eu.example.com:70000', 'dns+thanos.eu.example.com'])('at %s fails, because its port is not known', (address) => {
    expect(() => StoreApi.at({ address })).toThrow(/^[^]*address '.*' is not host:port\n {2}why: a gRPC connection needs both, unless a lookup of SRV records says the port\n {2}fix: address: '(dns\+)?thanos\.eu\.example\.com:10901'/);
  });
});
