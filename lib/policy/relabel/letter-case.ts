/*
 * Go knows one letter for a letter (`ß` has no upper case), JavaScript may know several (`SS`). Where both have an answer it is the same.
 * See https://pkg.go.dev/unicode#ToUpper.
 */

/** Lower-case letters whose upper case is one letter for Go (with a small iota at its side) and two for JavaScript. */
const WITH_IOTA: ReadonlyMap<string, string> = new Map([
  ...[0x1F80, 0x1F90, 0x1FA0].flatMap((row) => [0, 1, 2, 3, 4, 5, 6, 7].map((letter) => [row + letter, row + letter + 8])),
  [0x1FB3, 0x1FBC], [0x1FC3, 0x1FCC], [0x1FF3, 0x1FFC],
].map(([lower, upper]) => [String.fromCodePoint(lower), String.fromCodePoint(upper)]));

/** What Go's strings.ToUpper makes of a text. */
export function toUpper(text: string): string {
  return letters(text).map((letter) => oneLetter(letter.toUpperCase()) ?? WITH_IOTA.get(letter) ?? letter).join('');
}

/** What Go's strings.ToLower makes of a text. */
export function toLower(text: string): string {
  // one at a time: JavaScript would look at what stands around a sigma. İ alone becomes two letters, of which Go knows the first
  return letters(text).map((letter) => oneLetter(letter.toLowerCase()) ?? 'i').join('');
}

function letters(text: string): string[] {
  return Array.from(text);
}

function oneLetter(text: string): string | undefined {
  return letters(text).length === 1 ? text : undefined;
}
