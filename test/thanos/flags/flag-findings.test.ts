import { Flag } from '../../../lib/thanos/flags/flag';
import { settingFindings } from '../../../lib/thanos/flags/flag-findings';

const findings = (flag: Omit<Flag, 'name'>, value: string | boolean, version = '0.42.4') =>
  settingFindings({ name: 'x', value }, { name: 'x', ...flag }, { program: `thanos query ${version}`, version });
const whats = (flag: Omit<Flag, 'name'>, value: string | boolean, version?: string) => findings(flag, value, version).map(({ what }) => what);

describe('a flag that came later', () => {
  const flag = { type: 'string', since: '0.41.0' } as const;

  test('is a problem before', () => {
    expect(findings(flag, 'a', '0.40.1')).toEqual([{
      what: '--x=a is not in thanos query 0.40.1',
      why: 'it came with 0.41.0: Thanos would end with an error before it starts (unknown long flag)',
      fix: 'Thanos 0.41.0 or later, or leave --x out',
    }]);
  });

  test('is none from then on', () => {
    expect(findings(flag, 'a', '0.41.0')).toEqual([]);
  });
});

describe('a flag that went', () => {
  test('is a problem from then on, with what to write instead', () => {
    const flag = { type: 'string', removed: { since: '0.42.0', instead: '--y' } } as const;
    expect(findings(flag, 'a', '0.42.0')).toEqual([{
      what: '--x=a is not in thanos query 0.42.0',
      why: 'it went with 0.42.0: Thanos would end with an error before it starts (unknown long flag)',
      fix: '--y, in place of --x',
    }]);
    expect(findings(flag, 'a', '0.41.0')).toEqual([]);
  });

  test('may have left nothing to write', () => {
    expect(findings({ type: 'bool', removed: { since: '0.42.0', instead: 'leave it out: it is always so' } }, true)[0]!.fix).toBe('leave it out: it is always so');
  });

  test('is not judged by its value too', () => {
    expect(whats({ type: 'int', removed: { since: '0.42.0', instead: '--y' } }, 'many')).toHaveLength(1);
  });
});

describe('a deprecated flag', () => {
  const flag = { type: 'int', deprecated: { since: '0.42.0', instead: '--y' } } as const;

  test('is a problem from then on', () => {
    expect(findings(flag, '1')).toEqual([{
      what: '--x=1 is deprecated in thanos query 0.42.4', why: expect.stringContaining('upgraded'), fix: '--y, in place of --x',
    }]);
    expect(findings(flag, '1', '0.41.0')).toEqual([]);
  });

  test('is also judged by its value', () => {
    expect(whats(flag, 'many')).toEqual(['--x=many is deprecated in thanos query 0.42.4', "--x=many of thanos query 0.42.4: 'many' is no whole number"]);
  });
});

describe('a switch', () => {
  test('is on or off', () => {
    expect([...findings({ type: 'bool' }, true), ...findings({ type: 'bool' }, false)]).toEqual([]);
  });

  test.each(['true', 'false', ''])("takes no value, not even '%s'", (value) => {
    expect(findings({ type: 'bool' }, value)).toEqual([{
      what: `--x=${value} of thanos query 0.42.4: x is a switch and takes no value`,
      why: `Thanos would end with an error before it starts (unexpected ${value})`,
      fix: "true for --x, false for --no-x; in extraArgs '--x' or '--no-x'",
    }]);
  });
});

describe('a flag with a value', () => {
  test.each([true, false])('is no switch: %s', (value) => {
    expect(findings({ type: 'duration' }, value)[0]).toMatchObject({ what: expect.stringMatching(/x needs a value$/), fix: expect.stringContaining('like 15d or 1h30m') });
    expect(whats({ type: 'string' }, value)).toHaveLength(1);
  });

  test('of any text takes any text', () => {
    expect(findings({ type: 'string' }, '')).toEqual([]);
  });

  test('must have one that its type takes', () => {
    expect(findings({ type: 'go-duration' }, '15d', '0.38.0')).toEqual([{
      what: "--x=15d of thanos query 0.38.0: '15d' is no duration of Go",
      why: 'Thanos would end with an error before it starts',
      fix: 'numbers with their units h, m, s and ms, like 48h or 1m30s; d and w only from 0.39.0 on',
    }]);
    expect([...findings({ type: 'go-duration' }, '360h', '0.38.0'), ...findings({ type: 'go-duration' }, '15d', '0.39.0')]).toEqual([]);
  });

  test('says where Thanos itself would not refuse it', () => {
    expect(findings({ type: 'int' }, '1.5')[0]!.why).toBe('Thanos cuts a fraction off without a word, and ends with an error on anything else');
  });

  test.each(['$(RETENTION)', '$(HOURS)h'])('is not judged by what only its pod knows: %s', (value) => {
    expect(findings({ type: 'duration' }, value)).toEqual([]);
  });

  test.each(['$RETENTION', '${RETENTION}', '$()'])('is judged by what no kubelet replaces: %s', (value) => {
    expect(findings({ type: 'duration' }, value)).toHaveLength(1);
  });
});

describe('a choice', () => {
  const flag = { type: 'enum', values: ['', 'logfmt', 'journald'], youngerValues: { journald: '0.42.0' } } as const;

  test.each(['', 'logfmt', 'journald'])("may be '%s'", (value) => {
    expect(findings(flag, value)).toEqual([]);
  });

  test('is one of its values', () => {
    expect(findings(flag, 'xml')).toEqual([{
      what: "--x=xml of thanos query 0.42.4: 'xml' is none of its values",
      why: 'Thanos would end with an error before it starts',
      fix: "'' or logfmt or journald",
    }]);
  });

  test('is not one that came later', () => {
    expect(findings(flag, 'journald', '0.41.0')).toMatchObject([{
      what: "--x=journald of thanos query 0.41.0: 'journald' came with 0.42.0", fix: "Thanos 0.42.0 or later, or '' or logfmt",
    }]);
  });
});
