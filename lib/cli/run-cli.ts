import { CARDINALITY_USAGE, COMMANDS } from './cardinality/commands';
import { refuse } from './refuse';
import { ExitCode, Surroundings } from './surroundings';
import { formatProblem, ProblemsError } from '../validation';

/** Runs a command; the code with which the program ends. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    surroundings.print(CARDINALITY_USAGE);
    return args.length === 0 ? ExitCode.BAD_INPUT : ExitCode.FINE;
  }
  try {
    const [subject, name, ...rest] = args;
    const command = subject === 'cardinality' ? COMMANDS[name ?? ''] : undefined;
    return await (command ?? unknown(args.slice(0, 2)))(rest, surroundings);
  } catch (error) {
    surroundings.complain(`${textOf(error)}\n`);
    return ExitCode.BAD_INPUT;
  }
}

function unknown(words: readonly string[]): never {
  return refuse(`there is no command '${words.join(' ')}'`, Object.keys(COMMANDS).map((name) => `cdk8s-observability cardinality ${name}`).join(', '));
}

/** Problems as they are; anything else is a fault of this program, and needs its place. */
function textOf(error: unknown): string {
  if (error instanceof ProblemsError) {
    return error.problems.map(formatProblem).join('\n\n');
  }
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
