/**
 * Changes lines of a room one by one, and names the changes that the tests of that room do not see: `npm run mutate -- policy/relabel --every 3`
 * for every third change of it; without a room, those where a wrong line costs a user most.
 *
 * A mutant of lib/X is judged by test/X alone. The examples would see many more, but a test that says what a file is for stands beside its
 * mirror; and a mutant takes a tenth of a second then, where tests are quick.
 */
import { parseArgs } from 'util';
import setup from '../test/global-setup';
import teardown from '../test/global-teardown';
import { judgeRoom } from './mutation/judge-room';
import { report, survivor } from './mutation/report';

const ROOMS = ['policy/cardinality', 'policy/relabel', 'policy/breakage', 'policy/promql', 'policy/simulate', 'policy/rules', 'collector/pipeline', 'thanos/flags', 'storage'];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { every: { type: 'string', default: '1' } }, allowPositionals: true });
  const every = Number(values.every);
  if (!Number.isInteger(every) || every < 1) {
    throw new Error(`--every ${values.every}: how many changes there are for one that is tried, like 3`);
  }
  setup();
  try {
    for (const room of positionals.length > 0 ? positionals : ROOMS) {
      const begun = Date.now();
      const judged = await judgeRoom(room, every, (each) => process.stdout.write(survivor(each)));
      process.stdout.write(report(room, judged, Math.round((Date.now() - begun) / 1000)));
    }
  } finally {
    teardown();
  }
}

void main();
