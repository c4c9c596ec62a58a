import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

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

/** What the compiler says of some programs, as if they stood beside the examples. */
function complaints(programs: readonly { name: string; text: string }[]): string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, 'examples', 'tsconfig.json'), (file) => fs.readFileSync(file, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.join(ROOT, 'examples'));
  const virtual = new Map(programs.map(({ name, text }) => [path.join(ROOT, 'examples', `${name.replace(/[^\w]/g, '-')}.ts`), text]));
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => virtual.has(file) || fileExists(file);
  host.readFile = (file) => virtual.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) =>
    virtual.has(file) ? ts.createSourceFile(file, virtual.get(file)!, version) : getSourceFile.call(host, file, version, ...rest);
  const program = ts.createProgram([...virtual.keys()], { ...options, noEmit: true, noUnusedLocals: false }, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) =>
    `${path.basename(diagnostic.file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`);
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
