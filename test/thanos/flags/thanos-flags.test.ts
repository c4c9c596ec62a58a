import { TYPE_RULES } from '../../../lib/thanos/flags/flag-types';
import { THANOS_COMPONENTS, THANOS_FLAGS } from '../../../lib/thanos/flags/thanos-flags';
import { isAtLeast } from '../../../lib/versions';

describe.each(THANOS_COMPONENTS)('the flags of %s', (component) => {
  const flags = THANOS_FLAGS[component];
  const names = flags.map(({ name }) => name);

  test('have different names', () => {
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('exclude flags of the same component, told on one side', () => {
    const pairs = flags.flatMap(({ name, excludes = [] }) => excludes.map((other) => [name, other] as const));
    expect(pairs.filter(([, other]) => !names.includes(other))).toEqual([]);
    expect(pairs.filter(([name, other]) => flags.find((flag) => flag.name === other)?.excludes?.includes(name))).toEqual([]);
  });

  test('have values where they are a choice, and nowhere else', () => {
    expect(flags.filter(({ type, values }) => (type === 'enum') !== (values !== undefined))).toEqual([]);
    expect(flags.filter(({ values = [], youngerValues = {} }) => Object.keys(youngerValues).some((value) => !values.includes(value)))).toEqual([]);
  });

  test('have defaults that they would take', () => {
    const takes = ({ type, values = [], default: text = '' }: typeof flags[number]) => {
      switch (type) {
        case 'string': return true;
        case 'bool': return text === 'true';
        case 'enum': return values.includes(text);
        default: return TYPE_RULES[type].takes(text, '0.38.0');
      }
    };
    expect(flags.filter((flag) => flag.default !== undefined && !takes(flag))).toEqual([]);
  });

  test('have a history in order', () => {
    const backwards = flags.filter(({ since = '0.38.0', deprecated, removed }) =>
      [deprecated, removed].some((end) => end !== undefined && !isAtLeast(end.since, since)));
    expect(backwards).toEqual([]);
  });

  test('name no flag in its place that is gone as well', () => {
    const instead = flags.flatMap(({ deprecated, removed }) => [deprecated, removed].flatMap((end) => end?.instead.match(/--[\w.-]+/)?.[0].slice(2) ?? []));
    expect(instead.filter((name) => flags.every((flag) => flag.name !== name || flag.deprecated !== undefined || flag.removed !== undefined))).toEqual([]);
  });
});

test.each([
  ['query', 'endpoint.sd-config-file', '0.38.0'],
  ['query', 'status.partial-response', '0.40.0'],
  ['store', 'disable-admin-operations', '0.39.0'],
  ['compact', 'disable-admin-operations', '0.38.0'],
  ['receive', 'shipper.upload-concurrency', '0.41.0'],
  ['rule', 'tsdb.enable-native-histograms', '0.40.0'],
  ['sidecar', 'grpc-server-tls-curves', '0.42.0'],
] as const)('%s has --%s since %s', (component, name, since) => {
  expect(THANOS_FLAGS[component].find((flag) => flag.name === name)?.since ?? '0.38.0').toBe(since);
});
