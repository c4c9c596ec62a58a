import { parse } from 'yaml';
import { readOptions } from '../../conformance/matrix/completeness';
import { OptionSet, setName } from '../../conformance/matrix/option-set';
import { REFUSED_DOCUMENTS } from '../../conformance/matrix/refusals/documents';
import * as SETS from '../../conformance/matrix/sets';
import { CATALOGUE } from '../../lib/collector/components/catalogue';
import { CollectorDocument } from '../../lib/collector/configuration';
import { configurationFindings } from '../../lib/collector/invariants';

const ALL: readonly OptionSet[] = Object.values(SETS).flat();

describe('the matrix that the real collector reads', () => {
  const { offered, used, classes } = readOptions();

  test('has every option of every component: what is new and in no set is named here', () => {
    expect([...offered].filter((option) => !used.has(option))).toEqual([]);
  });

  test('looks at options of components, of what they are made of, and at every choice that they offer', () => {
    expect(classes).toEqual(expect.arrayContaining(['OtlpReceiver', 'TailSamplingProcessor', 'BasicAuthExtension']));
    expect(offered.size).toBeGreaterThan(700);
    expect([...offered]).toEqual(expect.arrayContaining([
      'OtlpReceiver.grpcPort',
      'OtlpHttpExporter.compression',
      'FileLogJson.parseTo',
      'RetryOptions.maxElapsedTime',
      'RoutingKey.SERVICE',
      'TailSamplingPolicy.probabilistic(hashSalt)',
      'BasicAuthClientProps.username',
    ]));
    expect([...offered].filter((option) => option.startsWith('Custom'))).toEqual([]);
  });

  test.each(CATALOGUE.map((type) => [`${type.kind} ${type.name}`, type] as const))('has a set of %s', (_title, { kind, name }) => {
    expect(ALL.filter(({ component }) => component.kind === kind && component.type === name)).not.toEqual([]);
  });

  test('has no two sets of one id, and each in some pipeline', () => {
    const names = ALL.map(setName);

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(ALL.filter(({ component, signals }) => signals.length === 0 && component.kind !== 'extension').map(setName)).toEqual([]);
  });
});

describe('documents that the real collector refuses', () => {
  test.each(REFUSED_DOCUMENTS.map(({ finds, document }) => [finds, document]))('the library says: %s', (finds, document) => {
    expect(configurationFindings(parse(document) as CollectorDocument).map(({ what }) => what).join('; ')).toBe(finds);
  });
});
