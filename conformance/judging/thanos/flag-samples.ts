/** Texts that tell the types of flags from each other: what one takes, another refuses. */
import { Flag, FlagType } from '../../../lib/thanos/flags/flag';
import { Setting } from '../../../lib/thanos/flags/setting';

/** Some of each list are right, some wrong: the library says which, and Thanos whether that is so. */
export const TEXTS: { readonly [type in Exclude<FlagType, 'bool' | 'enum' | 'string'>]: readonly string[] } = {
  'int': ['7', '0', '-1', '', 'many', '7m', ' 7', '1_0x'],
  'uint': ['7', '0', '18446744073709551615', '', 'many', '-1', '1.5', '18446744073709551616'],
  'float': ['0.5', '.5', '5.', '-1', '1e-1', '', 'most', '0,9', '90%', '1e999'],
  'duration': ['1d12h', '0', '5m', '1y2w3d4h5m6s7ms', '292y', '', '5', '-5m', '1.5h', '30m1h', '5us', '5 m', '293y', '5M'],
  'go-duration': ['1.5h', '0', '5m', '.5s', '7us', '7µs', '7ns', '-5m', '30m1h', '1d', '1.5w', '2562047h', '', '5', '1y', '5M', '5 m', '2562048h'],
  'bytes': ['1KiB', '0', '512MB', '5B', '1.5GB', '1GB512MB', '7EB', '', '5', '512M', '512mb', '1kB', '512 MB', '1KB1KiB', '1Ki'],
  'time': [
    '2024-02-29T12:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2024-02-29T12:00:00.5+02:00', '-6w', '2h45m', '0',
    '', 'yesterday', '2024-01-01', '2023-02-29T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01T00:00:00', '--1d', '+1d', '1.5h',
  ],
  'url': ['http://127.0.0.1:9090', 'https://prometheus.example.com/path', ':', 'http://a:b', '127.0.0.1:9090'],
  'address': ['127.0.0.1:10901', 'dns+thanos-store:10901', 'dnssrv+_grpc._tcp.thanos-store', '', 'thanos-store'],
};

/** What Thanos takes and the library does not: its rules say what comes of it. */
export const STRICTER: { readonly [type in FlagType]?: readonly string[] } = {
  int: ['1.5', '1e3'],
  url: ['localhost:9090', 'ftp://files'],
};

/** What a flag must take, in the words of the library. */
export function rightValues({ type, values = [] }: Flag, takes: (text: string) => boolean): (string | boolean)[] {
  switch (type) {
    case 'bool': return [true, false];
    case 'string': return ['any text', ''];
    case 'enum': return [...values];
    default: return TEXTS[type].filter(takes);
  }
}

/** A value that a flag must not take; undefined where it takes any. */
export function wrongValue({ type }: Flag): string | undefined {
  switch (type) {
    case 'string': return undefined;
    case 'bool': return 'true';
    case 'url': return ':';
    case 'address': return 'nowhere';
    default: return 'wrong';
  }
}

/** A flag as often as it may be given. */
export function givenAsOftenAsItMay({ name, repeated }: Flag, value: string | boolean): Setting[] {
  return Array.from({ length: repeated ? 2 : 1 }, () => ({ name, value }));
}
