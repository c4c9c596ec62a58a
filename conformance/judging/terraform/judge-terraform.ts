/** Terraform with the real AWS provider initialises, validates, plans and tests every stack, without an account. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Example, TerraformStack } from '../documents';
import { testDocument } from './terraform-assertions';
import { complaints, Diagnostic, diagnosticsOf, initialise, obstacle, pluginFolder, terraform, workingCopy } from './terraform-program';
import { Finding, Verdict } from '../verdict';

export const TERRAFORM = 'terraform';

export interface Plan {
  readonly example: string;
  readonly stack: string;
  readonly label: string;
  readonly json: string;
}

function prepare(stack: TerraformStack): string {
  const folder = workingCopy(stack);
  writeFileSync(join(folder, 'conformance.tftest.json'), JSON.stringify(testDocument(stack.document)));
  return folder;
}

async function validate(folder: string): Promise<Finding[]> {
  const result = await terraform(folder, ['validate', '-json']);
  return complaints('validate', result, (JSON.parse(result.stdout) as { diagnostics: Diagnostic[] }).diagnostics);
}

async function plan(folder: string): Promise<{ readonly findings: Finding[]; readonly json?: string }> {
  const planned = await terraform(folder, ['plan', '-input=false', '-refresh=false', '-json', '-out=plan']);
  const findings = complaints('plan', planned, diagnosticsOf(planned.stdout));
  const shown = planned.code === 0 ? await terraform(folder, ['show', '-json', 'plan']) : undefined;
  return { findings, ...shown?.code === 0 ? { json: shown.stdout } : {} };
}

/** A test ends by destroying what it made, and what is kept for good would stop it; so the guard is lifted for the test alone. */
function liftGuards(folder: string, { document }: TerraformStack): void {
  const guarded = Object.entries(document.resource ?? {}).map(([type, resources]) => [type, Object.fromEntries(Object.entries(resources)
    .filter(([, { lifecycle }]) => lifecycle !== undefined)
    .map(([name]) => [name, { lifecycle: { prevent_destroy: false } }]))] as const);
  const resource = Object.fromEntries(guarded.filter(([, resources]) => Object.keys(resources).length > 0));
  if (Object.keys(resource).length > 0) {
    writeFileSync(join(folder, 'guards_override.tf.json'), JSON.stringify({ resource }));
  }
}

async function test(folder: string, stack: TerraformStack): Promise<Finding[]> {
  liftGuards(folder, stack);
  const result = await terraform(folder, ['test', '-json', '-no-color']);
  return complaints('test', result, diagnosticsOf(result.stdout).filter(({ severity }) => severity === 'error'));
}

async function judgeFolder(folder: string, stack: TerraformStack, plugins: string): Promise<{ readonly findings: Finding[]; readonly json?: string }> {
  const unready = await initialise(folder, plugins);
  if (unready.length > 0) {
    return { findings: unready };
  }
  const invalid = await validate(folder);
  if (invalid.length > 0) {
    return { findings: invalid };
  }
  const planned = await plan(folder);
  const tested = await test(folder, stack);
  return { ...planned, findings: [...planned.findings, ...tested] };
}

async function judgeStack(example: Example, stack: TerraformStack): Promise<{ verdict: Verdict; plans: Plan[] }> {
  const verdict = { judge: TERRAFORM, example: example.name, file: stack.label, object: `stack ${stack.name}`, findings: [] };
  const plugins = pluginFolder();
  const notJudged = obstacle(stack, plugins);
  if (notJudged !== undefined || plugins === undefined) {
    return { verdict: { ...verdict, notJudged }, plans: [] };
  }
  const { findings, json } = await judgeFolder(prepare(stack), stack, plugins);
  return {
    verdict: { ...verdict, findings },
    plans: json === undefined ? [] : [{ example: example.name, stack: stack.name, label: stack.label, json }],
  };
}

export async function judgeStacks(examples: readonly Example[]): Promise<{ verdicts: Verdict[]; plans: Plan[] }> {
  const judged = await Promise.all(examples.flatMap((example) => example.stacks.map((stack) => judgeStack(example, stack))));
  return { verdicts: judged.map(({ verdict }) => verdict), plans: judged.flatMap(({ plans }) => plans) };
}
