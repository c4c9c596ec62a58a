import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { CARDINALITY_USAGE } from '../../lib/cli/cardinality/commands';
import { THANOS_FLAGS } from '../../lib/thanos/flags/thanos-flags';

/** One problem as it is told. */
export interface ToldProblem {
  readonly first: string;
  readonly why: string;
  readonly fix: string;
}

/** The problems of a text; those that are told otherwise are missing. */
export function problemsIn(text: string): ToldProblem[] {
  return text.split('\n\n').flatMap((problem) => {
    const [, first, why, fix] = /^(\S.*)\n {2}why: (.+)\n {2}fix: (.+)$/.exec(problem) ?? [];
    return first === undefined ? [] : [{ first, why, fix }];
  });
}

/** Texts, numbers and names in lines of a program. */
export function valuesOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => [...line.matchAll(/'([^']+)'|\b(\w+)\b/g)].map(([, text, word]) => text ?? word));
}

/** The choices of a fix that are programs, not words about one: `replicas: 3`, `new Query({ … })` with nothing left out. */
export function codeOf(fix: string): string[] {
  return fix.split(/, or |; or |; /).map((choice) => choice.replace(/^or /, '')).filter(isCode);
}

function isCode(text: string): boolean {
  if (!/[:('"]/.test(text) || text.includes('…')) {
    return false;
  }
  return [`({ ${text} });`, `(${text});`].some((program) =>
    (ts.transpileModule(program, { reportDiagnostics: true }).diagnostics ?? []).length === 0);
}

/** A text without what only its layout has. */
export function compact(program: string): string {
  return program.replace(/[\s;]|,(?=\s*[}\])])/g, '');
}

const LIB = path.join(__dirname, '..', '..', 'lib');

/** The names of all properties that this library takes or has. */
const PROPERTIES = new Set(
  (fs.readdirSync(LIB, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .flatMap((file) => [...fs.readFileSync(path.join(LIB, file), 'utf8').matchAll(/^ +readonly (\w+)\??:/gm)].map(([, name]) => name)),
);

const FLAGS = new Set([
  ...Object.values(THANOS_FLAGS).flat().map(({ name }) => `--${name}`),
  ...[...CARDINALITY_USAGE.matchAll(/--[\w-]+/g)].map(([option]) => option),
]);

const EXPORTED: Record<string, unknown> = Object.assign({}, ...['cdktf', 'cdk8s', 'cdk8s-observability'].map((name) => jest.requireActual<object>(name)));

/** What a fix names and nobody has: classes, their members, properties and flags. */
export function whatIsNotThere(fix: string): string[] {
  const words = fix.replace(/'[^']*'/g, "''");
  const classes = [...words.matchAll(/(?:new |(?<![\w.]))([A-Z]\w+)(?:\.(\w+))?(?=[\s(.,)\]]|$)/g)].filter(([text]) => /new |\.\w/.test(text));
  const flags = /\bhelm\b/.test(fix) ? [] : [...fix.matchAll(/--[a-z][\w.-]*/g)].map(([flag]) => flag);
  return [
    ...classes.filter(([, name, member]) => !(name in EXPORTED) || (member !== undefined && !(member in (EXPORTED[name] as object)))).map(([text]) => text),
    ...[...words.matchAll(/(?<![\w.$])([a-z][A-Za-z0-9]+): /g)].map(([, name]) => name).filter((name) => !PROPERTIES.has(name)),
    ...flags.filter((flag) => !FLAGS.has(flag)),
  ];
}
