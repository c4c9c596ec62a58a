import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { LocalBackend, TerraformStack, Testing } from 'cdktf';
import { HelmRelease, HelmReleaseProps, ObservabilityApp } from '../../lib';
import { ReleasePlan } from '../../lib/prerequisites/release-plan';

/** A plan with every default. */
export function aPlan(changes: Partial<ReleasePlan> = {}): ReleasePlan {
  return {
    name: 'reloader',
    releaseName: 'reloader',
    chart: 'reloader',
    repository: 'https://charts.example.com',
    version: '1.2.3',
    namespace: 'tools',
    createNamespace: true,
    atomic: true,
    wait: true,
    timeoutSeconds: 300,
    values: {},
    after: [],
    ...changes,
  };
}

/** A stack with a backend. */
export function aStack(app = anApp(), id = 'prerequisites'): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  return stack;
}

/** An app in a folder of its own. */
export function anApp(): ObservabilityApp {
  return new ObservabilityApp({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'prerequisites-')) });
}

export function aRelease(stack: TerraformStack, id = 'reloader', props: Partial<HelmReleaseProps> = {}): HelmRelease {
  return new HelmRelease(stack, id, { chart: 'reloader', repository: 'https://charts.example.com', version: '1.2.3', namespace: 'tools', ...props });
}

/** What Terraform will read. */
export function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack));
}

/** The attributes of one release. */
export function written(stack: TerraformStack, name: string) {
  return synthesized(stack).resource.helm_release[name];
}

/** The values of one release, as its chart reads them. */
export function valuesIn(stack: TerraformStack, name: string) {
  return JSON.parse(written(stack, name).values[0]);
}
