/** A mistake that users make, what they are told of it, and the program in which they have done what they were told. */
export interface Provocation {
  /** The question with which somebody would look for it. */
  readonly title: string;

  /**
   * The program as a difference: lines behind `-` are wrong, those behind `+` are what the fix says, all others stay.
   *
   * What `scenery.ts` names (`chart`, `cluster`, `storage`, …) is there already. A program that begins with `npx` is a line for a shell.
   */
  readonly program: string;

  /** What is said, to the letter. */
  readonly error: string;

  /** Further mends that the fix names, as texts of the wrong program and what stands in their place. */
  readonly otherwise?: readonly (readonly [wrong: string, mended: string])[];

  /** How the error shows what was typed, where it has other words for it. */
  readonly shows?: string;

  /** What must not be shown of what was typed. */
  readonly secret?: string;

  /** Files that the program reads, beside it. */
  readonly files?: { readonly [name: string]: string };
}

/** Provocations of one room, and the page that tells more about it. */
export interface Provocations {
  readonly room: string;
  readonly page: string;
  readonly provocations: readonly Provocation[];
}

/** The difference itself, without the indentation that it has in the table. */
export function difference({ program }: Provocation): string {
  const lines = program.replace(/^\n+|\s+$/g, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/) - (/^\s*[-+] /.test(line) ? 0 : 2)));
  return lines.map((line) => line.slice(margin).trimEnd()).join('\n');
}

/** The program with the mistake. */
export function brokenProgram(provocation: Provocation): string {
  return side(provocation, '+');
}

/** The same program with each mend that the fix names; the one of the difference comes first. */
export function mendedPrograms(provocation: Provocation): string[] {
  const broken = brokenProgram(provocation);
  return [side(provocation, '-'), ...(provocation.otherwise ?? []).map(([wrong, mended]) => replaceOnce(broken, wrong, mended))];
}

function side(provocation: Provocation, without: '-' | '+'): string {
  return difference(provocation).split('\n').filter((line) => !line.startsWith(without)).map((line) => line.slice(2)).join('\n');
}

function replaceOnce(text: string, wrong: string, mended: string): string {
  const parts = text.split(wrong);
  if (parts.length !== 2) {
    throw new Error(`'${wrong}' stands ${parts.length - 1} times in:\n${text}`);
  }
  return parts.join(mended);
}
