import * as fc from 'fast-check';
import { Flag } from '../../../lib/thanos/flags/flag';
import { readArgument, settingsOf, writtenSetting } from '../../../lib/thanos/flags/setting';

const FLAGS: readonly Flag[] = [
  { name: 'wait', type: 'bool' },
  { name: 'no-cache', type: 'string' },
  { name: 'label', type: 'string', repeated: true },
  { name: 'query.timeout', type: 'duration' },
];

describe('values', () => {
  test('come in the order of the flags, unknown ones last', () => {
    const values = { 'unknown': 1, 'query.timeout': '5m', 'wait': false, 'label': ['b', 'a'], 'no-cache': undefined };
    expect(settingsOf(values, FLAGS).map(writtenSetting)).toEqual(['--no-wait', '--label=b', '--label=a', '--query.timeout=5m', '--unknown=1']);
  });

  test('do not come from the prototype of an object', () => {
    expect(settingsOf({}, [{ name: 'toString', type: 'string' }])).toEqual([]);
  });

  test('are written in the same way whatever their order', () => {
    const values = { 'query.timeout': '5m', 'wait': true, 'label': ['x', 'y'] };
    fc.assert(fc.property(fc.shuffledSubarray(Object.entries(values), { minLength: 3 }), (shuffled) => {
      expect(settingsOf(Object.fromEntries(shuffled), FLAGS)).toEqual(settingsOf(values, FLAGS));
    }));
  });
});

describe('an argument', () => {
  test.each([
    ['--query.timeout=5m', { name: 'query.timeout', value: '5m' }],
    ['--label=a="b=c"', { name: 'label', value: 'a="b=c"' }],
    ['--label=two\nlines', { name: 'label', value: 'two\nlines' }],
    ['--label=', { name: 'label', value: '' }],
    ['--wait', { name: 'wait', value: true }],
    ['--no-wait', { name: 'wait', value: false }],
    ['--no-wait=yes', { name: 'wait', value: 'yes' }],
    ['--no-cache=x', { name: 'no-cache', value: 'x' }],
    ['--no-query.timeout', { name: 'no-query.timeout', value: true }],
    ['--unknown', { name: 'unknown', value: true }],
  ])('%s is read', (argument, setting) => {
    expect(readArgument(argument, FLAGS)).toEqual({ setting });
  });

  test.each([
    ['query.timeout=5m', '--query.timeout=5m'],
    ['-query.timeout=5m', '--query.timeout=5m'],
    ['--query.timeout 5m', '--query.timeout=5m'],
    ['--query.timeout = 5m ', '--query.timeout=5m'],
    ['wait', '--wait'],
    ['x--wait', '--x--wait'],
    ['', '--log.level=info'],
    ['--', '--log.level=info'],
    ['--=5m', '--log.level=info'],
    ['5m', '--log.level=info'],
    ['@file', '--log.level=info'],
  ])("'%s' is of another form", (argument, mended) => {
    expect(readArgument(argument, FLAGS)).toEqual({
      finding: {
        what: `'${argument}' in extraArgs is no argument of the form --flag=value`,
        why: expect.stringContaining('nothing but flags'),
        fix: `one string for each flag and its value, with two dashes: '${mended}'`,
      },
    });
  });

  test('says after its mending what it can be read as', () => {
    fc.assert(fc.property(fc.string(), (argument) => {
      const read = readArgument(argument, FLAGS);
      const fix = 'finding' in read ? read.finding.fix.split(": '")[1]!.slice(0, -1) : argument;
      expect(readArgument(fix, FLAGS)).toHaveProperty('setting');
    }));
  });

  test('that was written is read as what it was', () => {
    const settings = fc.oneof(
      fc.record({ name: fc.constantFrom('label', 'query.timeout'), value: fc.string() }),
      fc.record({ name: fc.constant('wait'), value: fc.boolean() }),
    );
    fc.assert(fc.property(settings, (setting) => {
      expect(readArgument(writtenSetting(setting), FLAGS)).toEqual({ setting });
    }));
  });
});
