import * as fs from 'fs';
import * as path from 'path';

/** One change of one place in lib/. */
export interface Mutant {
  readonly id: string;
  /** Absolute, as the place of the file is what modules are known by. */
  readonly file: string;
  /** As an editor counts. */
  readonly line: number;
  readonly mutator: string;
  readonly was: string;
  readonly becomes: string;
}

/** A room with all of its mutants in it at once: which of them is awake is decided when the code runs. */
export interface MutatedRoom {
  readonly mutants: readonly Mutant[];
  /** The TypeScript by file. */
  readonly sources: Readonly<Record<string, string>>;
}

const silent = () => undefined;
const never = () => false;
/** What the instrumenter counts is in the report. */
const SILENCE = {
  ...{ trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
  ...{ isTraceEnabled: never, isDebugEnabled: never, isInfoEnabled: never, isWarnEnabled: never, isErrorEnabled: never, isFatalEnabled: never },
};

export async function mutate(files: readonly string[]): Promise<MutatedRoom> {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter');
  const originals = new Map(files.map((file) => [file, fs.readFileSync(file, 'utf8')]));
  const instrumented = await new Instrumenter(SILENCE).instrument([...originals].map(([name, content]) => ({ name, content, mutate: true })), {
    // words of errors are held by docs/errors.md and the tests of each; a mutant for every word of them would hide the others
    excludedMutations: ['StringLiteral'],
    plugins: null,
    ignorers: [],
    noHeader: false,
  });
  return {
    sources: Object.fromEntries(instrumented.files.map(({ name, content }) => [name, content])),
    mutants: instrumented.mutants
      // the excluded ones are there too, as ignored
      .filter(({ status }) => status !== 'Ignored')
      .map(({ id, fileName, mutatorName, replacement, location }) => ({
        id,
        file: path.resolve(fileName),
        line: location.start.line + 1,
        mutator: mutatorName,
        was: excerpt(originals.get(fileName)!.split('\n'), location),
        becomes: replacement,
      })),
  };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function excerpt(lines: readonly string[], { start, end }: { readonly start: Place; readonly end: Place }): string {
  return lines.slice(start.line, end.line + 1)
    .map((line, index) => line.slice(index === 0 ? start.column : 0, start.line + index === end.line ? end.column : undefined))
    .join('\n');
}
