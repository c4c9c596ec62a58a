/**
 * Changes lines of a room one by one, and names the changes that the tests of that room do not see: `npm run mutate -- policy/relabel`.
 *
 * A mutant of lib/X is judged by test/X alone. The examples would see many more, but a test that says what a file is for stands beside its
 * mirror; and a mutant takes a second or two then, not twenty.
 */
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.resolve(__dirname, '..');
/** Where a wrong line costs a user most. */
const ROOMS = ['policy/cardinality', 'policy/relabel', 'policy/breakage', 'policy/promql', 'policy/simulate', 'policy/rules', 'collector/pipeline', 'thanos/flags', 'storage'];

async function main(rooms: readonly string[]): Promise<void> {
  const { Stryker } = await import('@stryker-mutator/core');
  for (const room of rooms.length > 0 ? rooms : ROOMS) {
    await new Stryker({
      testRunner: 'jest',
      jest: { projectType: 'custom', config: testsOf(room) },
      mutate: [fs.existsSync(path.join(ROOT, 'lib', room)) ? `lib/${room}/**/*.ts` : `lib/${room}.ts`, '!lib/**/index.ts', '!lib/**/*.d.ts'],
      // words of errors are held by docs/errors.md and the tests of each; a mutant for every word of them would hide the others
      mutator: { excludedMutations: ['StringLiteral'] },
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      concurrency: 2,
      tempDirName: '.build/stryker',
      ignorePatterns: ['.build', 'dist', 'lib/**/*.js', 'lib/**/*.d.ts', 'test-reports', 'coverage'],
      reporters: ['clear-text', 'json'],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
      jsonReporter: { fileName: `.build/mutants/${room.replace(/\//g, '-')}.json` },
    }).runMutationTest();
  }
}

/** Without types: what a mutant breaks is for the tests to see, not for the compiler. */
function testsOf(room: string): Record<string, unknown> {
  const { jest } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return {
    ...jest.projects[0],
    transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json', isolatedModules: true }] },
    testMatch: [`<rootDir>/test/${room}/**/*.test.ts`, `<rootDir>/test/${room}.test.ts`],
  };
}

void main(process.argv.slice(2));
