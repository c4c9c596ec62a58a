/**
 * How this process finds and loads lib/ and test/: sources before what an earlier compile left beside them, without types (what a mutant breaks
 * is for the tests to see, not for the compiler), and files with mutants in the place of those on the disk.
 */
import * as fs from 'fs';
import Module from 'module';
import * as path from 'path';
import * as ts from 'typescript';
import '../../conformance/sources-first.cjs';

export const ROOT = path.resolve(__dirname, '..', '..');
const RELOADED = ['lib', 'test'].map((folder) => path.join(ROOT, folder, path.sep));
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
  experimentalDecorators: true,
};

/** What node's loader has and does not tell the compiler. */
interface Loader {
  readonly _extensions: Record<string, (module: NodeModule, file: string) => void>;
}
interface Compiling {
  _compile(code: string, file: string): void;
}

export function loadInstead(sources: Readonly<Record<string, string>>): void {
  const compiled = new Map<string, string>();
  (Module as unknown as Loader)._extensions['.ts'] = (module, file) => {
    if (!compiled.has(file)) {
      compiled.set(file, ts.transpileModule(sources[file] ?? fs.readFileSync(file, 'utf8'), { fileName: file, compilerOptions: OPTIONS }).outputText);
    }
    (module as unknown as Compiling)._compile(compiled.get(file)!, file);
  };
}

/** A mutant may sit in what runs as a module is loaded. */
export function forgetModules(): void {
  for (const file of Object.keys(require.cache).filter((loaded) => RELOADED.some((folder) => loaded.startsWith(folder)))) {
    delete require.cache[file];
  }
  // who loads a module holds it for ever: some hundred copies of lib/ would fill the memory
  for (const loaded of Object.values(require.cache)) {
    loaded!.children = loaded!.children.filter(({ filename }) => !RELOADED.some((folder) => filename?.startsWith(folder)));
  }
}
