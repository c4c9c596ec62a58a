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
    return await (command ?? unknown(args))(rest, surroundings);
  } catch (error) {
    surroundings.complain(`${textOf(error)}\n`);
    return ExitCode.BAD_INPUT;
  }
}

function unknown(args: readonly string[]): never {
  const options = args.findIndex((word) => word.startsWith('-'));
  const words = args.slice(0, options === -1 ? 2 : Math.min(2, options));
  const meant = Object.keys(COMMANDS).filter((name) => words.includes(name));
  const offered = (meant.length > 0 ? meant : Object.keys(COMMANDS)).map((name) => `cdk8s-observability cardinality ${name}`);
  return refuse(`there is no command '${words.join(' ')}'`, offered.join(', or '));
}

/** Problems as they are; anything else is a fault of this program, and needs its place. */
function textOf(error: unknown): string {
  if (error instanceof ProblemsError) {
    return error.problems.map(formatProblem).join('\n\n');
  }
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
