import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CardinalityPolicy } from '../../policy';
import { refuse } from '../refuse';

/** What reads TypeScript, in the order in which it is looked for. */
const TYPESCRIPT_LOADERS = ['tsx/cjs', 'ts-node/register/transpile-only'];

/** The policy of a module of the user's. TypeScript is read by what the project of the module has for it. */
export async function loadPolicy(path: string, directory: string): Promise<CardinalityPolicy> {
  const file = resolve(directory, path);
  if (!existsSync(file)) {
    refusePolicy(path, 'is not there', 'the path of a module');
  }
  const exported = await load(path, file);
  // what a module of the other kind exports stands one level deeper
  const inner = exported.default as Exports | undefined;
  const found = [exported.policy, inner, inner?.policy, inner?.default].find(isPolicy);
  return found ?? refusePolicy(path, `exports no CardinalityPolicy, but ${Object.keys(exported).join(', ') || 'nothing'}`, 'export const policy = new CardinalityPolicy({ … })');
}

type Exports = { readonly [name: string]: unknown };

async function load(path: string, file: string): Promise<Exports> {
  try {
    const require = createRequire(file);
    if (['.ts', '.cts'].includes(extname(file))) {
      require(loaderFor(path, file));
    }
    return await requireOrImport(require, file);
  } catch (error) {
    if (error instanceof Error && error.name === 'ProblemsError') {
      throw error;
    }
    return refusePolicy(path, `cannot be loaded: ${(error as Error).message}`, 'a module that loads: node or tsx with it says more');
  }
}

/** Modules of either kind: what cannot be required can be imported. */
async function requireOrImport(require: NodeJS.Require, file: string): Promise<Exports> {
  try {
    return require(file) as Exports;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ESM') {
      throw error;
    }
    return await import(pathToFileURL(file).href) as Exports;
  }
}

function loaderFor(path: string, file: string): string {
  const { resolve: find } = createRequire(resolve(dirname(file), 'policy.js'));
  const found = TYPESCRIPT_LOADERS.find((loader) => {
    try {
      find(loader);
      return true;
    } catch {
      return false;
    }
  });
  return found ?? refusePolicy(path, 'is TypeScript, and your project has neither tsx nor ts-node', 'npm install --save-dev tsx, or give the compiled .js file');
}

/** The module may have another copy of this package: so what it can do counts, not which class it is of. */
function isPolicy(value: unknown): value is CardinalityPolicy {
  const { apply, _plan: plan } = (value ?? {}) as Partial<CardinalityPolicy>;
  return typeof apply === 'function' && Array.isArray(plan?.steps);
}

function refusePolicy(path: string, what: string, fix: string): never {
  return refuse(`--policy ${path} ${what}`, fix, 'there is no policy');
}
