import * as fc from 'fast-check';
import { TYPE_RULES } from '../../../lib/thanos/flags/flag-types';

type RuledType = keyof typeof TYPE_RULES;

const TAKEN: { readonly [type in RuledType]: readonly string[] } = {
  'int': ['0', '20', '-1', '9223372036854775807', '-9223372036854775808'],
  'uint': ['0', '20', '18446744073709551615'],
  'float': ['0.9', '1', '-2', '.5', '.25', '5.', '1e3', '1e12', '1E-3'],
  'duration': ['0', '0s', '5m', '15d', '1h30m', '1y2w3d4h5m6s7ms', '292y'],
  'go-duration': ['0', '48h', '1m30s', '1.5h', '.5s', '300ms', '7us', '7µs', '7ns', '-5m', '30m1h', '15d', '1.5w'],
  'bytes': ['0', '5B', '512MB', '2GB', '1.5GiB', '1GB512MB', '7EB'],
  'time': ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2024-02-29T12:00:00.5+02:00', '-6w', '2h45m', '0'],
  'url': ['http://localhost:9090', 'https://prometheus.example.com/path'],
  'address': ['thanos-store:10901', 'dns+thanos-store:10901', 'dnssrv+_grpc._tcp.thanos-store'],
};

const REFUSED: { readonly [type in RuledType]: readonly string[] } = {
  'int': ['', 'many', '1.5', '1e3', '20m', ' 20', '9223372036854775808', '-9223372036854775809'],
  'uint': ['', 'many', '-1', '1.5', '18446744073709551616'],
  'float': ['', 'most', '0,9', '90%', '1e999', ' 0.9', '0.9 ', '0x1'],
  'duration': ['', '5', '-5m', '1.5h', '30m1h', '5us', '5 m', '293y', '5M'],
  'go-duration': ['', '5', '1y', '5M', '5 m', '2562048h', '106752d'],
  'bytes': ['', '5', '512M', '512mb', '512 MB', '1KB1KiB', '1Ki'],
  'time': ['', 'yesterday', '2024-01-01', '2023-02-29T00:00:00Z', '2024-13-01T00:00:00Z', '2024-00-10T00:00:00Z', '2024-01-00T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01T00:60:00Z', '2024-01-01T00:00:60Z', '2024-01-01T00:00:00', '--1d', '+1d', '5-d', '1.5h'],
  'url': ['', 'localhost:9090', 'xhttp://localhost', ':', 'http://', 'ftp://files', 'http://a:b'],
  'address': ['', 'thanos-store'],
};

describe.each(Object.keys(TYPE_RULES) as RuledType[])('a flag of type %s', (type) => {
  test.each(TAKEN[type])("takes '%s'", (text) => {
    expect(TYPE_RULES[type].takes(text, '0.42.4')).toBe(true);
  });

  test.each(REFUSED[type])("does not take '%s'", (text) => {
    expect(TYPE_RULES[type].takes(text, '0.42.4')).toBe(false);
  });

  test('judges any text without failing', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof TYPE_RULES[type].takes(text, '0.42.4') === 'boolean'));
  });

  test('has a hint whose examples it takes', () => {
    const examples = [...TYPE_RULES[type].hint.matchAll(/(?:like| or) ([^ ,;]*\d[^ ,;]*)/g)].map(([, example]) => example!);
    expect(examples.length > 0 || type === 'address').toBe(true);
    expect(examples.filter((example) => !TYPE_RULES[type].takes(example, '0.42.4'))).toEqual([]);
  });
});

test('days are a duration of Go only from 0.39.0 on, of Prometheus always', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom('0.38.0', '0.39.0', '0.42.4'), (amount, version) => {
    expect(TYPE_RULES.duration.takes(`${amount}d`, version)).toBe(true);
    expect(TYPE_RULES['go-duration'].takes(`${amount}d`, version)).toBe(version !== '0.38.0');
    expect(TYPE_RULES['go-duration'].takes(`${amount}h`, version)).toBe(true);
  }));
});
