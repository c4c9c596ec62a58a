/** The package as its users get it: packed, installed, compiled against and run, in a folder that knows nothing of this repository. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { contentFindings } from './contents';
import { compile, makeProject, runCompiled } from './project';
import { differences } from '../judging/comparing';
import { ROOT } from '../judging/locked';
import { run } from '../judging/processes';
import { Obstacle, tail } from '../judging/steps';
import { Finding, Verdict } from '../judging/verdict';

export const PACKAGE = 'package';

const NAME = 'cdk8s-observability';

/** One thing that is asked of the package. */
interface Question {
  readonly object: string;
  /** a question to which the answer must be no */
  readonly negative?: string;
  readonly answer: (project: string, dist: string) => Promise<Finding[]>;
}

function program(name: string): string {
  return readFileSync(join(ROOT, 'conformance', 'package', 'programs', `${name}.ts`), 'utf8');
}

/** The first program of the README, as its reader copies it. */
function firstProgram(): string {
  return /^```ts\n([^]*?)^```$/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1] ?? '';
}

function programs(): Map<string, string> {
  return new Map([
    ['first', firstProgram()],
    ['another-value', firstProgram().replace('api.honeycomb.io', 'api.honeycomb.example')],
    ...['plain-app', 'mistake', 'cdktn', 'policy'].map((name) => [name, program(name)] as const),
  ]);
}

function filesIn(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true }).map(String).filter((path) => statSync(join(folder, path)).isFile()).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function contents(project: string, ...more: string[]): Finding[] {
  const files = filesIn(join(project, 'node_modules', NAME));
  more.forEach((path) => files.set(path, ''));
  return contentFindings(files, [`${ROOT}/`, `${homedir()}/`]);
}

async function writes(project: string, name: string, wanted: string): Promise<Finding[]> {
  const { code, stdout, stderr, outdir } = await runCompiled(project, name);
  return code === 0 ? differences(outdir, wanted) : [{ check: 'run', message: tail(`${stdout}${stderr}`) }];
}

/** A program that loads packages, and tells which files of cdktf or cdktn were loaded with them. */
async function loads(project: string, load: string, type: 'commonjs' | 'module'): Promise<Finding[]> {
  const list = "console.log(JSON.stringify(Object.keys(require('node:module')._cache).filter((file) => /node_modules.cdkt[fn]\\b/.test(file))))";
  const require = type === 'module' ? "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" : '';
  const { code, stdout, stderr } = await run(process.execPath, [`--input-type=${type}`, '--eval', `${load}; ${require} ${list}`], { cwd: project });
  const loaded = code === 0 ? JSON.parse(stdout) as string[] : [];
  return [
    ...code === 0 ? [] : [{ check: 'import', message: tail(stderr) }],
    ...loaded.slice(0, 1).map((file) => ({ check: 'import', message: `${loaded.length} files of ${/cdkt[fn]/.exec(file)?.[0]} were loaded` })),
  ];
}

async function mistakes(project: string): Promise<Finding[]> {
  const { code, stdout, stderr } = await runCompiled(project, 'mistake');
  if (code !== 0) {
    return [{ check: 'run', message: tail(`${stdout}${stderr}`) }];
  }
  const { plain, ours, written } = JSON.parse(stdout) as { readonly plain: string; readonly ours: string; readonly written: readonly string[] };
  return [
    ...plain === ours ? [] : [{ check: 'text', message: `a plain App says ${plain}, an ObservabilityApp ${ours}` }],
    ...ours.startsWith('Observability problems (1), nothing was written:\n\nobservability/gateway: ') ? [] : [{ check: 'text', message: ours }],
    ...written.map((file) => ({ check: 'files', message: `${file} was written all the same` })),
  ];
}

/** The two print an empty object in two ways; anything else must agree. */
async function bucketOfCdktn(project: string, dist: string): Promise<Finding[]> {
  const { code, stdout, stderr, outdir } = await runCompiled(project, 'cdktn');
  if (code !== 0) {
    return [{ check: 'run', message: tail(`${stdout}${stderr}`) }];
  }
  const stack = join('terraform', 'storage', 'cdk.tf.json');
  const [written, wanted] = [join(outdir, stack), join(dist, 'gateway', stack)].map((file) => JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
  return written === wanted ? [] : [{ check: 'terraform', message: `${stack} is not that of dist/gateway` }];
}

/** The command as npx runs it. */
async function commands(project: string, policy: string): Promise<Finding[]> {
  writeFileSync(join(project, 'metrics.txt'), '# TYPE a counter\na{x="1"} 1\na{x="2"} 1\n');
  const wanted = 'total         2       1   -50.0 %';
  const { code, stdout, stderr } = await run(join(project, 'node_modules', '.bin', NAME), ['cardinality', 'simulate', '--dump', 'metrics.txt', '--policy', policy], { cwd: project });
  return code === 0 && stdout.includes(wanted) ? [] : [{ check: 'command', message: tail(`${stdout}${stderr}`) }];
}

const QUESTIONS: readonly Question[] = [
  { object: 'has what belongs into it', answer: async (project) => contents(project) },
  { object: 'has nothing else', negative: 'sources', answer: async (project) => contents(project, 'lib/index.ts') },
  { object: 'is required without Terraform', answer: (project) => loads(project, `require('${NAME}')`, 'commonjs') },
  { object: 'is imported without Terraform', answer: (project) => loads(project, `import '${NAME}'`, 'module') },
  { object: 'would not hide that it loads Terraform', negative: 'eager', answer: (project) => loads(project, "require('cdktf')", 'commonjs') },
  { object: 'runs the first program of the README', answer: (project, dist) => writes(project, 'first', join(dist, 'quickstart')) },
  { object: 'does not run another', negative: 'another-value', answer: (project, dist) => writes(project, 'another-value', join(dist, 'quickstart')) },
  { object: 'runs in a plain App', answer: (project, dist) => writes(project, 'plain-app', join(dist, 'smallest', 'kubernetes')) },
  { object: 'explains mistakes in a plain App', answer: mistakes },
  { object: 'has a command', answer: (project) => commands(project, join('compiled', 'policy.js')) },
  { object: 'has no command for TypeScript alone', negative: 'typescript', answer: (project) => commands(project, 'policy.ts') },
  { object: 'makes buckets in stacks of cdktn', answer: bucketOfCdktn },
];

export async function judgePackage(dist: string): Promise<Verdict[]> {
  const verdict = { judge: PACKAGE, example: 'lib', file: 'npm pack', object: 'installs and compiles', findings: [] };
  const asked = QUESTIONS.map((question): Verdict => question.negative === undefined
    ? { ...verdict, object: question.object }
    : { ...verdict, object: question.object, example: 'negative/package', file: `package/${question.negative}` });
  try {
    const project = await makeProject();
    await compile(project, programs());
    const answers = await Promise.all(QUESTIONS.map(({ answer }) => answer(project, dist)));
    return [verdict, ...asked.map((each, index) => ({ ...each, findings: answers[index] ?? [] }))];
  } catch (error) {
    const { message } = error as Error;
    return error instanceof Obstacle
      ? [verdict, ...asked].map((each) => ({ ...each, notJudged: message }))
      : [{ ...verdict, findings: [{ check: 'install', message }] }];
  }
}
