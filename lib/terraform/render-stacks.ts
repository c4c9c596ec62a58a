import * as fs from 'fs';
import * as path from 'path';
import type * as Cdktf from 'cdktf';
import { IConstruct } from 'constructs';
import { loadCdktf } from './load-cdktf';

/** Where a manifest of cdktf puts stacks. */
const STACKS_FOLDER = 'stacks';

/** Stacks that have been rendered beside their place and wait to be moved into it. */
export interface RenderedStacks {
  /** Puts them into their place. State, locks and whatever else Terraform keeps there stays. */
  readonly commit: () => void;
  /** Forgets them. */
  readonly discard: () => void;
}

/**
 * Renders Terraform stacks as an App of cdktf would: aspects, assets and custom synthesis included. Nothing reaches `outdir` before `commit`,
 * so that a stack that cannot be rendered leaves no half output behind.
 */
export function renderStacks(stacks: readonly IConstruct[], outdir: string): RenderedStacks {
  if (stacks.length === 0) {
    return { commit: () => undefined, discard: () => undefined };
  }
  fs.mkdirSync(path.dirname(outdir), { recursive: true });
  const staging = fs.mkdtempSync(`${outdir}.`);
  const discard = () => fs.rmSync(staging, { recursive: true, force: true });
  try {
    renderInto(staging, stacks as readonly Cdktf.TerraformStack[]);
  } catch (error) {
    discard();
    throw error;
  }
  return {
    discard,
    commit: () => {
      fs.cpSync(path.join(staging, STACKS_FOLDER), outdir, { recursive: true });
      discard();
    },
  };
}

function renderInto(staging: string, stacks: readonly Cdktf.TerraformStack[]): void {
  stacks.forEach((stack) => stack.prepareStack());
  stacks.forEach((stack) => {
    // tells the stack where it belongs below `staging`; it is not written itself
    const manifest = new (loadCdktf(stack).Manifest)('', staging, false);
    // validated already, together with everything else in the tree
    stack.synthesizer.synthesize({ outdir: staging, manifest, skipValidation: true });
  });
}
