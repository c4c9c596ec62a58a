import * as fs from 'fs';
import * as path from 'path';
import { complaints } from './programs';

const ROOT = path.join(__dirname, '..');

/** Every TypeScript fence of the README and of docs/. */
function fences(): { name: string; text: string }[] {
  const pages = ['README.md', 'CONTRIBUTING.md', ...markdownIn('docs')];
  return pages.flatMap((page) => {
    const text = fs.readFileSync(path.join(ROOT, page), 'utf8');
    return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, body], index) => ({ name: `${page}.${index + 1}`, text: body }));
  });
}

function markdownIn(folder: string): string[] {
  return (fs.readdirSync(path.join(ROOT, folder), { recursive: true }) as string[]).filter((file) => file.endsWith('.md')).map((file) => path.join(folder, file));
}

test('every program in the README and in docs/ compiles', () => {
  expect(fences().length).toBeGreaterThan(2);
  expect(complaints(fences())).toEqual([]);
});

test('a program with a wrong option would not pass', () => {
  const wrong = fences()[0].text.replace('destination:', 'destinaton:');
  expect(wrong).not.toBe(fences()[0].text);
  expect(complaints([{ name: 'wrong', text: wrong }]).join('\n')).toContain('destinaton');
});

test('the first program of the README is the quickstart', () => {
  const example = fs.readFileSync(path.join(ROOT, 'examples', 'quickstart.ts'), 'utf8');
  expect(example.endsWith(fences()[0].text)).toBe(true);
});
