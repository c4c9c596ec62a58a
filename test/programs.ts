import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..');

/** What the compiler says of some programs, as if they stood beside the examples. */
export function complaints(programs: readonly { name: string; text: string }[]): string[] {
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
