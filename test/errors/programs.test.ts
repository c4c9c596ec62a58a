import { completeProgram, isCommand } from './program';
import { brokenProgram, mendedPrograms } from './provocation';
import { EXAMPLE, PROVOCATIONS } from './provocations';
import { complaints } from '../programs';

const ALL = [EXAMPLE, ...PROVOCATIONS.flatMap(({ provocations }) => provocations)];

test('every program compiles, wrong or mended', () => {
  const programs = ALL.flatMap((provocation, index) => [brokenProgram(provocation), ...mendedPrograms(provocation)]
    .filter((body) => !isCommand(body))
    .map((body, version) => ({ name: `provocation-${index}-${version}`, text: completeProgram(body) })));

  expect(complaints(programs)).toEqual([]);
});
