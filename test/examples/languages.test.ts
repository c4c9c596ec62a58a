import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const LANGUAGES = [['python', 'smallest.py'], ['java', 'Smallest.java'], ['go', 'smallest.go']];

function read(...names: string[]): string {
  return fs.readFileSync(path.join(ROOT, ...names), 'utf8');
}

/** The values of a program, in the order in which they stand: what every language has to write. Packages are another matter. */
function values(program: string): string[] {
  return [...program.matchAll(/["']([\w.:-]+)["']/g)].map(([, value]) => value).filter((value) => !value.startsWith('cdk8s'));
}

test.each(LANGUAGES)('the program in docs/languages.md for %s is the example that is run', (language, file) => {
  const fences = [...read('docs', 'languages.md').matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(([, name]) => name === language);
  expect(fences.map(([, , text]) => text)).toEqual([read('examples', language, file)]);
});

test.each(LANGUAGES)('the smallest example for %s says what the one in TypeScript says', (language, file) => {
  expect(values(read('examples', language, file))).toEqual(values(read('examples', 'smallest.ts')));
});

test.each(LANGUAGES)('every example for %s is the twin of one in TypeScript', (language) => {
  for (const file of fs.readdirSync(path.join(ROOT, 'examples', language))) {
    const twin = path.basename(file, path.extname(file)).replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
    expect(fs.existsSync(path.join(ROOT, 'examples', `${twin}.ts`))).toBe(true);
  }
});
