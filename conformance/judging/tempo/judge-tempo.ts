/**
 * What Tempo reads: every configuration that the library writes, and a trace that is kept by one of them. Tempo cannot be had as a module of Go, so that it is judged only
 * where somebody has one: JUDGE_TEMPO is its path, of either line.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { documentsOf, TEMPO_CASES } from './cases';
import { complaintsOnKeptTrace } from './kept-trace';
import { Example } from '../documents';
import { run, temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';

export const TEMPO = 'tempo';

const ABSENT = 'JUDGE_TEMPO does not name the program of a Tempo: its configurations are held to the table of its keys only';

/** The line of a document: its last one without Kafka, or that of today. */
type Line = '2.10' | '3';

interface Written {
  readonly example: string;
  readonly object: string;
  readonly text: string;
}

function lineOf(text: string): Line {
  return Object.hasOwn(parse(text) as object, 'memberlist') ? '2.10' : '3';
}

function writtenInCases(): Written[] {
  return Object.keys(TEMPO_CASES).flatMap((name) => Object.entries(documentsOf(name)).map(([object, text]) => ({ example: 'lib', object: `${name}: ${object}`, text })));
}

function writtenIn({ name, files }: Example): Written[] {
  return files.flatMap(({ manifests }) => manifests).flatMap((manifest) => {
    const text = (manifest as { readonly data?: { readonly [file: string]: string } }).data?.['tempo.yaml'];
    return manifest.kind !== 'ConfigMap' || text === undefined ? [] : [{ example: name, object: manifest.metadata.name, text }];
  });
}

async function complaintsOn(program: string, text: string): Promise<string[]> {
  const file = join(temporaryFolder('tempo'), 'tempo.yaml');
  writeFileSync(file, text);
  const expand = lineOf(text) === '2.10' ? ['-config.expand-env=true'] : [];
  const { code, stdout, stderr } = await run(program, [`-config.file=${file}`, '-config.verify=true', ...expand], { env: { PATH: process.env.PATH, POD_IP: '127.0.0.1' } });
  // a configuration about which it warns ends in an error too
  return code === 0 ? [] : [tail(`${stdout}${stderr}`)];
}

async function lineOfProgram(program: string): Promise<{ readonly line: Line; readonly version: string }> {
  const { stdout } = await run(program, ['-version']);
  const told = /version (\d+)\.(\d+)\.\d+/.exec(stdout);
  // a build of one's own tells no version, and is taken for one of today
  const version = told?.[0] ?? 'of an unknown version';
  return { line: told?.[1] === '2' ? '2.10' : '3', version };
}

function verdict(written: Omit<Written, 'text'>, findings: readonly string[], notJudged?: string): Verdict {
  return { judge: TEMPO, example: written.example, file: 'tempo.yaml', object: written.object, findings: findings.map((message) => ({ check: 'read', message })), notJudged };
}

const KEPT_TRACE = { example: 'lib', object: 'a trace that is kept and found' };

/** One verdict on each configuration, and one on what becomes of a trace. */
export async function judgeTempo(examples: readonly Example[]): Promise<Verdict[]> {
  const all = [...writtenInCases(), ...examples.flatMap(writtenIn)];
  const program = process.env.JUDGE_TEMPO;
  if (program === undefined) {
    return [...all, KEPT_TRACE].map((written) => verdict(written, [], ABSENT));
  }
  const { line, version } = await lineOfProgram(program);
  const foreign = `JUDGE_TEMPO is a Tempo ${version}, and this is for another line`;
  return [
    ...await Promise.all(all.map(async (written) => lineOf(written.text) === line
      ? verdict(written, await complaintsOn(program, written.text))
      : verdict(written, [], foreign))),
    line === '3' ? verdict(KEPT_TRACE, await complaintsOnKeptTrace(program).catch(({ message }: Error) => [message])) : verdict(KEPT_TRACE, [], foreign),
  ];
}
