import * as fs from 'fs';
import * as path from 'path';
import { errorsPage } from './page';
import { PROVOCATIONS } from './provocations';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

test('docs/errors.md is what `npm run errors` writes', () => {
  expect(read('docs/errors.md')).toBe(errorsPage());
});

test('every link of the page leads somewhere', () => {
  const headings = [...errorsPage().matchAll(/^#+ (.*)$/gm)].map(([, heading]) => `#${heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-')}`);
  const links = [...errorsPage().matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);

  expect(links.filter((link) => !(link.startsWith('#') ? headings.includes(link) : fs.existsSync(path.join(ROOT, 'docs', link))))).toEqual([]);
  expect(new Set(headings).size).toBe(headings.length);
});

test('the error of the README is one of them', () => {
  const [, shown] = /```\nObservability problems \(1\), nothing was written:\n\n([^`]*)\n```/.exec(read('README.md')) ?? [];
  expect(PROVOCATIONS.flatMap(({ provocations }) => provocations).map(({ error }) => error)).toContain(shown);
});
