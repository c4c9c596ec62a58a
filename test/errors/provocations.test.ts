import { completeProgram, isCommand, outcomeOf } from './program';
import { brokenProgram, difference, mendedPrograms, Provocation } from './provocation';
import { EXAMPLE, PROVOCATIONS } from './provocations';
import { codeOf, compact, problemsIn, valuesOf, whatIsNotThere } from './words';

const ALL: Provocation[] = [EXAMPLE, ...PROVOCATIONS.flatMap(({ provocations }) => provocations)];

/** Names of programs, with which a sentence may begin. */
const PROPER_NAMES = ['Prometheus', 'Query'];

/** What was typed in lines that are wrong, as the error may show it; nothing when lines are missing only. */
function shownValues(provocation: Provocation): string[] {
  return provocation.shows === undefined ? valuesOf(difference(provocation).split('\n').filter((line) => line.startsWith('-'))) : [provocation.shows];
}

test('there are at least thirty, of every room, each with a title of its own', () => {
  expect(ALL.length).toBeGreaterThan(30);
  expect(new Set(ALL.map(({ title }) => title)).size).toBe(ALL.length);
  expect(PROVOCATIONS.filter(({ provocations }) => provocations.length === 0)).toEqual([]);
});

describe.each(ALL.map((provocation) => [provocation.title, provocation] as const))('%s', (_, provocation) => {
  const problems = problemsIn(provocation.error);

  test('is told to the letter, and nothing is written', async () => {
    expect(await outcomeOf(brokenProgram(provocation), provocation.files)).toEqual({ error: provocation.error, written: [] });
  });

  test('is over when the fix was followed', async () => {
    for (const mended of mendedPrograms(provocation)) {
      const { error, written } = await outcomeOf(mended, provocation.files);
      expect({ mended, error }).toEqual({ mended, error: undefined });
      expect(written.length > 0).toBe(!isCommand(mended) && completeProgram(mended).includes('app.synth()'));
    }
  });

  test('reads as every error does', () => {
    expect(problems).toHaveLength(provocation.error.split('\n\n').length);
    problems.forEach(({ first, why, fix }) => {
      const what = first.replace(/^[\w./-]+: /, '');
      expect(PROPER_NAMES.includes(what.split(' ')[0]!) || !/^[A-Z]/.test(what)).toBe(true);
      expect([what, why, fix].filter((text) => /\w\.$|^\s|\s$|undefined|NaN|\[object|\bnull\b(?! relabeling)/.test(text))).toEqual([]);
    });
  });

  test('shows what was typed, unless it is secret', () => {
    const firsts = problems.map(({ first }) => first).join('\n');
    const values = shownValues(provocation);
    if (provocation.secret === undefined) {
      expect(values.length === 0 || values.some((value) => firsts.includes(value))).toBe(true);
    } else {
      expect(provocation.error).not.toContain(provocation.secret);
    }
  });

  test('has a fix that names what there is, and stands in the mended program', () => {
    const mended = mendedPrograms(provocation).map(compact).join('\n');
    problems.forEach(({ fix }) => expect({ fix, missing: whatIsNotThere(fix) }).toEqual({ fix, missing: [] }));
    expect(codeOf(problems[0]!.fix).slice(0, 1).filter((code) => !mended.includes(compact(code)))).toEqual([]);
  });
});
