/** The programs of examples/python, go and java write what their TypeScript twins write, to the byte. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GO } from './go';
import { JAVA } from './java';
import { Language, Runner } from './language';
import { PYTHON } from './python';
import { differences } from '../judging/comparing';
import { ROOT } from '../judging/locked';
import { temporaryFolder } from '../judging/processes';
import { Obstacle, tail } from '../judging/steps';
import { Finding, Verdict } from '../judging/verdict';

const LANGUAGES: readonly Language[] = [PYTHON, GO, JAVA];

export const LANGUAGE_JUDGES = LANGUAGES.map(({ name }) => name);

/** A value of the smallest program, and another: the program that has the other one must be found to differ. */
const VALUE = ['api.honeycomb.io', 'api.honeycomb.example'] as const;

interface Program {
  readonly path: string;
  /** the example that it is a twin of */
  readonly example: string;
  readonly label: string;
  readonly origin: string;
}

/** Classes of Java give their files names of their own: `TailSampling.java` is tail-sampling. */
function exampleOf(file: string, extension: string): string {
  return basename(file, extension).replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

function programsOf({ name, extension }: Language): Program[] {
  const folder = join(ROOT, 'examples', name);
  return readdirSync(folder).filter((file) => file.endsWith(extension)).sort().map((file) => ({
    path: join(folder, file), example: exampleOf(file, extension), label: `examples/${name}/${file}`, origin: 'examples',
  }));
}

function withAnotherValue({ path, example }: Program, { name }: Language): Program {
  const altered = join(temporaryFolder(name), basename(path));
  writeFileSync(altered, readFileSync(path, 'utf8').replace(VALUE[0], VALUE[1]));
  return { path: altered, example, label: `${name}/another-value`, origin: 'negative/languages' };
}

async function findingsOf({ path, example }: Program, runs: Runner, dist: string): Promise<Finding[]> {
  const wanted = join(dist, example);
  if (!existsSync(wanted)) {
    return [{ check: 'files', message: `${wanted} is not there: there is no examples/${example}.ts` }];
  }
  const outdir = temporaryFolder(example);
  const { code, stdout, stderr } = await runs(path, outdir);
  return code === 0 ? differences(outdir, wanted) : [{ check: 'run', message: `it ended with ${code}: ${tail(`${stdout}${stderr}`)}` }];
}

async function judgeLanguage(language: Language, dist: string): Promise<Verdict[]> {
  const { name } = language;
  const examples = programsOf(language);
  const programs = [...examples, ...examples.filter(({ example }) => example === 'smallest').map((smallest) => withAnotherValue(smallest, language))];
  const verdict = { judge: name, findings: [] };
  const ofPackage: Verdict = { ...verdict, example: 'lib', file: 'jsii-pacmak', object: `the package for ${name}` };
  const ofProgram = ({ origin, label, example }: Program): Verdict => ({ ...verdict, example: origin, file: label, object: `what ${example} writes` });
  try {
    const runs = await language.prepare();
    return [ofPackage, ...await Promise.all(programs.map(async (program) => ({ ...ofProgram(program), findings: await findingsOf(program, runs, dist) })))];
  } catch (error) {
    const { message } = error as Error;
    return error instanceof Obstacle
      ? [ofPackage, ...programs.map(ofProgram)].map((each) => ({ ...each, notJudged: message }))
      : [{ ...ofPackage, findings: [{ check: 'package', message }] }];
  }
}

/** One language after the other: what they are generated from is shared. */
export async function judgeLanguages(judges: readonly string[], dist: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const language of LANGUAGES.filter(({ name }) => judges.includes(name))) {
    verdicts.push(...await judgeLanguage(language, dist));
  }
  return verdicts;
}
