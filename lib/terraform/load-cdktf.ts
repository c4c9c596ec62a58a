import type * as Cdktf from 'cdktf';
import { IConstruct } from 'constructs';
import { fail } from '../validation';

/**
 * Loads cdktf now, not when this library is imported: it takes longer to load than everything else together (80 ms), and programs that
 * write manifests only never need it. No type of it may occur in the public API, or Python, Java and Go would load it at import.
 */
export function loadCdktf(stack: IConstruct): typeof Cdktf {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const cdktf: typeof Cdktf = require('cdktf');
  const [ours, theirs] = [cdktf.TerraformStack, stack.constructor].map(libraryOf);
  if (ours !== undefined && theirs !== undefined && ours !== theirs) {
    fail(stack.node.path, {
      what: `the stack is one of ${theirs}, but this library loads ${ours}`,
      why: `constructs of ${ours} in a stack of ${theirs} fail at synth`,
      fix: `npm install cdktf@npm:${theirs}, and import TerraformStack from 'cdktf'`,
    });
  }
  return cdktf;
}

/** jsii writes into every class which library it is from: `cdktf`, or its successor `cdktn`, which uses the same markers. */
function libraryOf(type: unknown): string | undefined {
  const rtti = (type as Record<symbol, { readonly fqn?: string } | undefined>)[Symbol.for('jsii.rtti')];
  return rtti?.fqn?.split('.')[0];
}
