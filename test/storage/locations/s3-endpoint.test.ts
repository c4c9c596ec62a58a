import { resolveEndpoint } from '../../../lib/storage/locations/s3-endpoint';

describe('an endpoint', () => {
  test.each([
    ['objects.example.com', { host: 'objects.example.com' }],
    ['objects.example.com:9000', { host: 'objects.example.com', port: 9000 }],
    ['10.0.0.7:1', { host: '10.0.0.7', port: 1 }],
    ['[fd00::7]', { host: '[fd00::7]' }],
    ['[fd00::7]:65535', { host: '[fd00::7]', port: 65535 }],
  ])('%s is %j', (endpoint, hostAndPort) => {
    expect(resolveEndpoint('ObjectStore.s3', endpoint)).toStrictEqual(hostAndPort);
  });

  test.each(['', ':9000', 'fd00::7', 'objects example.com', 'objects.example.com ', 'objects.example.com:', 'objects.example.com:9000:9000', 'objects.example.com?x'])(
    "fails as '%s', with an example", (endpoint) => {
      expect(() => resolveEndpoint('ObjectStore.s3', endpoint)).toThrow(
        `ObjectStore.s3: endpoint '${endpoint}' is not host or host:port\n`
        + '  why: Thanos and Loki put the scheme before it themselves and do not start with another one or a path\n'
        + "  fix: endpoint: 'objects.example.com:9000'\n",
      );
    },
  );
});
