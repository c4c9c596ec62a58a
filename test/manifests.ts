import { Chart, Testing } from 'cdk8s';

/** A manifest as it is written. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  readonly [key: string]: unknown;
}

/** The manifests of a chart, as they are written. */
export function manifestsOf(chart: Chart): Manifest[] {
  return Testing.synth(chart) as Manifest[];
}

/** The one manifest of a kind, or the one with that name. */
export function find(manifests: readonly Manifest[], kind: string, name?: string): Manifest {
  const found = manifests.filter((manifest) => manifest.kind === kind && (name === undefined || manifest.metadata.name === name));
  if (found.length !== 1) {
    throw new Error(`${found.length} manifests of kind ${kind}${name === undefined ? '' : ` and name ${name}`}`);
  }
  return found[0];
}

/** A value deep in a manifest: `at(manifest, 'spec.template.spec.containers.0.image')`. */
export function at(manifest: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], manifest);
}
