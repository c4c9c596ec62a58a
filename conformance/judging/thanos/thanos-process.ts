/** Thanos, run so that it ends by itself. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandWords } from '../../../lib/thanos/flags/thanos-arguments';
import { THANOS_FLAGS, ThanosComponent } from '../../../lib/thanos/flags/thanos-flags';
import { judge, judgeVersions } from '../../judges';
import { Result, run, temporaryFolder } from '../processes';

/** The version of the program; what follows it in the list says how it is built. */
export const THANOS_VERSION = judgeVersions().get('thanos')!.split('-')[0];

/** A ratio that any component refuses once it has read all its flags, before it does anything with them. */
export const LAST_FLAG = 'auto-gomemlimit.ratio';
const LAST_ARGUMENT = `--${LAST_FLAG}=0`;
/** What it says then; the log comes first, and the one of systemd is not on every machine. */
const LAST_WORDS = [`--${LAST_FLAG} must be greater than 0`, 'journald log format requested but systemd journal is not available'];

/** A file that is there when a component starts. */
export const DOCUMENT = 'document.yaml';

/** What Thanos makes of its arguments. */
export interface Reading {
  readonly taken: boolean;
  /** what it says about those that it does not take */
  readonly words: string;
}

/** Has a component read its arguments, and no more. */
export async function readingOf(component: ThanosComponent, args: readonly string[]): Promise<Reading> {
  const last = args.some((arg) => arg.startsWith(`--${LAST_FLAG}`)) ? [] : [LAST_ARGUMENT];
  const result = await run(judge('thanos'), [...commandWords(component), ...args, ...last]);
  const said = saidBy(result);
  return { taken: LAST_WORDS.some((words) => said.includes(words)), words: lastWordsOf(said) };
}

/** The flags that a component tells of. */
export async function helpOf(component: ThanosComponent): Promise<string> {
  return saidBy(await run(judge('thanos'), [...commandWords(component), '--help']));
}

/** What a component says that gives up when it is started; undefined when it does not. Some are deaf to anything but SIGKILL. */
export async function refusalToStart(component: ThanosComponent, args: readonly string[]): Promise<string | undefined> {
  const cwd = temporaryFolder('thanos');
  writeFileSync(join(cwd, DOCUMENT), '{}');
  const given = surroundings(component).filter((each) => !args.some((arg) => arg.split('=')[0] === each.split('=')[0]));
  const result = await run('timeout', ['--signal=KILL', '20', judge('thanos'), ...commandWords(component), ...given, ...args], { cwd });
  return result.code === 137 ? undefined : saidBy(result);
}

/** What a component cannot do without, and addresses that nobody else has. */
function surroundings(component: ThanosComponent): string[] {
  const grpc = THANOS_FLAGS[component].some(({ name }) => name === 'grpc-address') ? ['--grpc-address=127.0.0.1:0'] : [];
  const own: { readonly [name in ThanosComponent]?: readonly string[] } = {
    store: ['--objstore.config={type: FILESYSTEM, config: {directory: bucket}}'],
    compact: ['--objstore.config={type: FILESYSTEM, config: {directory: bucket}}'],
    receive: ['--label=receive_replica="0"', '--remote-write.address=127.0.0.1:0', '--receive.capnproto-address=127.0.0.1:0'],
    rule: ['--query=127.0.0.1:1', '--label=rule_replica="0"'],
  };
  return ['--http-address=127.0.0.1:0', ...grpc, ...own[component] ?? []];
}

function saidBy({ stdout, stderr }: Result): string {
  return `${stdout}\n${stderr}`;
}

/** The end of what it said: before it come logs, or all its flags. */
export function lastWordsOf(said: string): string {
  return said.trim().split('\n').slice(-3).join('\n').slice(-600);
}
