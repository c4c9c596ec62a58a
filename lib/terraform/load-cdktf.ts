import type * as Cdktf from 'cdktf';
import { IConstruct } from 'constructs';
import { fail } from '../validation';

/**
 * Loads the cdktf that a stack was made with, or cdktn, its successor of the same shape. Now, not when this library is imported: it takes
 * longer to load than everything else together (80 ms), and programs that write manifests only never need it. No type of it may occur in the
 * public API, or Python, Java and Go would load it at import.
 */
export function loadCdktf(stack: IConstruct): typeof Cdktf {
  const theirs = libraryOf(stack.constructor);
  const loaded = (theirs === 'cdktn' ? loadCdktn() : undefined) ?? loadCdktfItself();
  const ours = libraryOf(loaded.TerraformStack);
  if (ours !== undefined && theirs !== undefined && ours !== theirs) {
    fail(stack.node.path, {
      what: `the stack is one of ${theirs}, but this library can only load ${ours}`,
      why: `constructs of ${ours} in a stack of ${theirs} fail at synth`,
      fix: `npm install ${theirs} into the node_modules folder that has cdk8s-observability (with pnpm: public-hoist-pattern[]=${theirs})`,
    });
  }
  return loaded;
}

function loadCdktfItself(): typeof Cdktf {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('cdktf');
}

/** Nothing when there is none of this name: a program may have installed it under the name of cdktf. */
function loadCdktn(): typeof Cdktf | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
    return require('cdktn');
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'MODULE_NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}

/**
 * The library that a class of stacks comes from, whoever has extended it. jsii writes into every class which library it is from, and no two
 * libraries can be told apart by anything else: cdktn has kept the markers of cdktf.
 */
function libraryOf(type: unknown): string | undefined {
  const libraries = ancestry(type).flatMap((each) => /^(.+)\.TerraformStack$/.exec(marker(each) ?? '')?.[1] ?? []);
  return libraries.at(-1);
}

function ancestry(type: unknown): object[] {
  return typeof type === 'function' ? [type, ...ancestry(Object.getPrototypeOf(type))] : [];
}

function marker(type: object): string | undefined {
  return (type as Record<symbol, { readonly fqn?: string } | undefined>)[Symbol.for('jsii.rtti')]?.fqn;
}
