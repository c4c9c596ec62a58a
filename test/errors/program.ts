import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ts from 'typescript';
import { sceneryOf } from './scenery';
import { runCli } from '../../lib/cli/run-cli';
import { ProblemsError } from '../../lib/validation';

/** Where the names of programs come from, the first that has one. */
const PACKAGES = ['cdk8s-observability', 'cdk8s', 'cdktf', '@cdktf/provider-helm/lib/provider'];

/** What became of a program. */
export interface Outcome {
  /** What it said before it gave up. */
  readonly error?: string;
  /** The files that are there afterwards, but for those that were there before. */
  readonly written: readonly string[];
}

/** Whether it is a line for a shell. */
export function isCommand(body: string): boolean {
  return body.startsWith('npx ');
}

/** The program as its user has it: imports, scenery, and what is to be synthesized. */
export function completeProgram(body: string): string {
  const scenery = sceneryOf(body);
  const text = [...scenery, body, ...scenery.some((part) => part.startsWith('const app')) ? ['app.synth();'] : []].join('\n\n');
  return `${importsOf(text)}\n\n${text}\n`;
}

function importsOf(text: string): string {
  const words = new Set([...text.matchAll(/(?<![.\w'])[A-Z]\w+/g)].map(([word]) => word));
  return PACKAGES.flatMap((name) => {
    const found = Object.keys(jest.requireActual<object>(name)).filter((word) => words.delete(word)).sort();
    return found.length === 0 ? [] : [`import { ${found.join(', ')} } from '${name}';`];
  }).join('\n');
}

/** Runs a program in a folder of its own. */
export async function outcomeOf(body: string, files: { readonly [name: string]: string } = {}): Promise<Outcome> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'provocation-'));
  Object.entries(files).forEach(([name, text]) => fs.writeFileSync(path.join(folder, name), text));
  const error = isCommand(body) ? await complaintOf(body, folder) : complaintOfProgram(completeProgram(body), folder);
  const written = (fs.readdirSync(folder, { recursive: true }) as string[]).filter((file) => !Object.hasOwn(files, file)).sort();
  fs.rmSync(folder, { recursive: true });
  return { error, written };
}

/** What a command says on standard error. */
async function complaintOf(command: string, directory: string): Promise<string | undefined> {
  const [, , ...args] = command.trim().split(/\s+/);
  const complaints: string[] = [];
  await runCli(args, { directory, environment: {}, now: () => 0, print: () => undefined, complain: (text) => complaints.push(text) });
  return complaints.length === 0 ? undefined : complaints.join('').trim();
}

/** The problems that a program ends with. Any other error is a mistake in the table. */
function complaintOfProgram(program: string, folder: string): string | undefined {
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const before = process.cwd();
  process.chdir(folder);
  try {
    new Function('require', 'exports', outputText)(jest.requireActual, {});
    return undefined;
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error.message.replace(/^.*\n\n/, '').trim();
    }
    throw error;
  } finally {
    process.chdir(before);
  }
}
