import * as fc from 'fast-check';
import { nameOfHost, parseBaseUrl, parseHostPort, parseUrl, requireName } from '../../lib/wiring/address';

const CALLER = 'OtlpEndpoint.grpc';

describe('a gRPC address', () => {
  test.each([
    ['otlp.example.com:443', 'otlp.example.com', 443],
    ['gateway:4317', 'gateway', 4317],
    ['gateway.observability.svc:4317', 'gateway.observability.svc', 4317],
    ['otlp.example.com.:443', 'otlp.example.com.', 443],
    ['10.0.0.7:4317', '10.0.0.7', 4317],
    ['[::1]:4317', '[::1]', 4317],
    ['[2001:db8::7]:443', '[2001:db8::7]', 443],
    ['gateway:1', 'gateway', 1],
    ['gateway:65535', 'gateway', 65535],
  ])('%s is a host and a port', (address, host, port) => {
    expect(parseHostPort(CALLER, address)).toEqual({ host, port });
  });

  test.each([
    ['otlp.example.com'],
    ['otlp.example.com:'],
    [':4317'],
    ['gateway:0'],
    ['gateway:65536'],
    ['gateway:4317/'],
    ['gateway:4317/v1/traces'],
    ['gate way:4317'],
    ['gateway:otlp'],
    ['::1:4317'],
    ['user@gateway:4317'],
    [''],
  ])("fails on '%s'", (address) => {
    expect(() => parseHostPort(CALLER, address)).toThrow(
      `OtlpEndpoint.grpc: address '${address}' is not host:port\n`
      + '  why: a gRPC connection needs both\n'
      + "  fix: address: 'otlp.example.com:443'\n",
    );
  });

  test.each([
    ['http://gateway:4317', 'http', 'gateway:4317'],
    ['https://otlp.example.com:443', 'https', 'otlp.example.com:443'],
    ['HTTPS://otlp.example.com:443', 'HTTPS', 'otlp.example.com:443'],
    ['grpc://gateway', 'grpc', 'gateway:4317'],
    ['https://otlp.example.com', 'https', 'otlp.example.com:443'],
    ['dns:///gateway.observability.svc:4317', 'dns', 'gateway.observability.svc:4317'],
    ['http://gateway:4317/v1/traces', 'http', 'gateway:4317'],
    ['http://[2001:db8::7]', 'http', '[2001:db8::7]:4317'],
  ])("fails on '%s', whose scheme %s gRPC would ignore, and offers '%s'", (address, scheme, fix) => {
    expect(() => parseHostPort(CALLER, address)).toThrow(
      `OtlpEndpoint.grpc: address '${address}' has a scheme\n`
      + `  why: gRPC takes host:port; '${scheme}://' is ignored or overrides the TLS settings without a word\n`
      + `  fix: address: '${fix}', and tls: Tls.plaintext() for a connection without TLS\n`,
    );
  });

  test('fails on a scheme without showing the credentials behind it', () => {
    expect(errorOf(() => parseHostPort(CALLER, 'https://user:hunter2@otlp.example.com:443'))).toContain("address 'https://…@otlp.example.com:443' has a scheme\n");
    expect(errorOf(() => parseHostPort(CALLER, 'https://user:hunter2@otlp.example.com:443'))).toContain("fix: address: 'otlp.example.com:443'");
  });

  test('with a scheme is mended into one that passes', () => {
    const hosts = fc.constantFrom('gateway', 'otlp.example.com', '10.0.0.7', '[::1]');
    const ports = fc.option(fc.integer({ min: 1, max: 65535 }));
    const paths = fc.constantFrom('', '/', '/v1/traces');
    fc.assert(fc.property(fc.constantFrom('http', 'https', 'grpc', 'dns'), hosts, ports, paths, (scheme, host, port, path) => {
      const [fix] = fixesOf(`${scheme}://${host}${port === null ? '' : `:${port}`}${path}`);
      expect(parseHostPort(CALLER, fix)).toEqual({ host, port: port ?? (scheme === 'https' ? 443 : 4317) });
    }));
  });
});

describe('an HTTP URL', () => {
  test.each([
    ['https://otlp.example.com', 'otlp.example.com', 443, true],
    ['http://gateway', 'gateway', 80, false],
    ['https://otlp.example.com/otlp', 'otlp.example.com', 443, true],
    ['http://gateway:4318', 'gateway', 4318, false],
    ['https://otlp.example.com:443/otlp/', 'otlp.example.com', 443, true],
    ['http://thanos-receive.thanos.svc:19291/api/v1/receive', 'thanos-receive.thanos.svc', 19291, false],
    ['https://mimir.example.com/api/v1/push?zone=a', 'mimir.example.com', 443, true],
    ['http://[2001:db8::7]:4318/otlp', '[2001:db8::7]', 4318, false],
    ['https://[2001:db8::7]/otlp', '[2001:db8::7]', 443, true],
    ['http://10.0.0.7:4318', '10.0.0.7', 4318, false],
    ['https://otlp.example.com/users/a@b', 'otlp.example.com', 443, true],
  ])('%s is taken apart', (url, host, port, encrypted) => {
    expect(parseUrl('caller', url)).toEqual({ host, port, encrypted });
  });

  test.each([
    ['otlp.example.com'],
    ['otlp.example.com:4318'],
    ['ftp://otlp.example.com'],
    ['grpc://gateway:4317'],
    ['https://'],
    ['https:///otlp'],
    ['https://otlp.example.com:port/'],
    ['https://otlp.example.com/a b'],
    ['https://otlp.example.com/otlp#traces'],
    ['https://::1/otlp'],
    [''],
  ])("fails on '%s'", (url) => {
    expect(() => parseUrl('RemoteWriteEndpoint.http', url)).toThrow(
      `RemoteWriteEndpoint.http: url '${url}' is not an http or https URL\n`
      + '  why: the exporter needs scheme and host\n'
      + "  fix: url: 'https://otlp.example.com/otlp'\n",
    );
  });

  test.each([
    ['https://user:password@otlp.example.com/otlp'],
    ['https://token@otlp.example.com'],
    ['https://otlp.example.com/push?zone=a&api_key=hunter2'],
    ['https://otlp.example.com/push?dd-api-key=hunter2'],
    ['https://otlp.example.com/push?access_token=hunter2'],
  ])("fails on credentials in '%s', which would be written into a ConfigMap", (url) => {
    expect(() => parseUrl('caller', url)).toThrow('why: credentials do not belong into a URL: they would be written into a ConfigMap\n');
  });

  test.each([
    ['https://user:hunter2@otlp.example.com/otlp', 'https://…@otlp.example.com/otlp'],
    ['https://otlp.example.com/push?zone=a&api_key=hunter2', 'https://otlp.example.com/push?zone=…&api_key=…'],
  ])("fails on credentials in '%s' without showing them", (url, shown) => {
    expect(errorOf(() => parseUrl('caller', url))).toContain(`caller: url '${shown}' is not an http or https URL\n`);
  });

  test.each([0, 65536, 99999])('fails on port %d', (port) => {
    expect(() => parseUrl('caller', `https://otlp.example.com:${port}`)).toThrow('why: ports go from 1 to 65535\n');
  });

  test('that is a base has no query, behind which a path would be none', () => {
    expect(parseBaseUrl('caller', 'http://gateway:4318/otlp', '/v1/logs is appended')).toEqual({ host: 'gateway', port: 4318, encrypted: false });
    expect(() => parseBaseUrl('caller', 'https://otlp.example.com/otlp?tenant=a', '/v1/logs is appended')).toThrow(
      "caller: url 'https://otlp.example.com/otlp?tenant=a' has a query\n"
      + '  why: /v1/logs is appended: behind a query it is no path, and nothing would arrive\n'
      + "  fix: url: 'https://otlp.example.com/otlp'\n",
    );
  });
});

describe('the name of a host', () => {
  test.each([
    ['api.honeycomb.io', 'api-honeycomb-io'],
    ['thanos-receive.thanos.svc', 'thanos-receive-thanos-svc'],
    ['OTLP.Example.COM', 'otlp-example-com'],
    ['otlp.example.com.', 'otlp-example-com'],
    ['10.0.0.7', '10-0-0-7'],
    ['[2001:db8::7]', '2001-db8-7'],
  ])('%s is %s', (host, name) => {
    expect(nameOfHost(host)).toBe(name);
  });

  test('is a name for a destination, whatever the host', () => {
    const labels = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9-]{0,40}[A-Za-z0-9])?$/);
    fc.assert(fc.property(fc.array(labels, { minLength: 1, maxLength: 5 }), (parts) => {
      const name = nameOfHost(parts.join('.'));
      expect(requireName('caller', name)).toBe(name);
    }));
  });

  test('of two long hosts are two names', () => {
    const [one, other] = ['a', 'b'].map((end) => nameOfHost(`vpce-0123456789abcdef0-abcdefgh.vpce-svc-0123456789abcdef0.us-east-1.vpce.example.${end}`));

    expect(one).toHaveLength(62);
    expect(other).not.toBe(one);
  });
});

describe('the name of a destination', () => {
  test.each(['a', '0', 'honeycomb', 'api-honeycomb-io', 'eu_1.b', 'a'.repeat(62)])('may be %s', (name) => {
    expect(requireName('caller', name)).toBe(name);
  });

  test.each(['', 'Honeycomb', '-honeycomb', 'honeycomb-', 'honey/comb', 'honey comb', 'a'.repeat(63)])("fails as '%s'", (name) => {
    expect(() => requireName(CALLER, name)).toThrow(
      `OtlpEndpoint.grpc: '${name}' is not a name for a destination\n`
      + '  why: it becomes part of the id of an exporter and of the file of its queue\n'
      + "  fix: name: 'honeycomb' (lower-case letters, digits, -, _ and ., at most 62)\n",
    );
  });
});

function errorOf(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** The addresses that the error about `address` offers. */
function fixesOf(address: string): string[] {
  return [...errorOf(() => parseHostPort(CALLER, address)).matchAll(/fix: address: '([^']*)'/g)].map((match) => match[1]);
}
