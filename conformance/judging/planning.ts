/** Terraform with the real AWS provider initialises, validates, plans and tests every stack, without an account. */
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Example, TerraformStack } from './documents';
import { isInstalled, Result, run, temporaryFolder } from './processes';
import { testDocument } from './terraform-assertions';
import { Finding, Verdict } from './verdict';

export const TERRAFORM = 'terraform';

export interface Plan {
  readonly example: string;
  readonly stack: string;
  readonly label: string;
  readonly json: string;
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
}

/** The folder of a provider below a plugin folder, under whichever registry it was filed there. */
function providerFolder(plugins: string, source: string): string | undefined {
  const [namespace, name] = source.split('/').slice(-2) as [string, string];
  const registries = existsSync(plugins) ? readdirSync(plugins) : [];
  return registries.map((registry) => join(plugins, registry, namespace, name)).find((folder) => existsSync(folder));
}

/** Where providers are kept on machines that cannot or may not download them; TF_PLUGIN_DIR names one more. */
function pluginFolder(): string | undefined {
  const optional = existsSync('/opt') ? readdirSync('/opt', { withFileTypes: true }) : [];
  return [
    ...process.env.TF_PLUGIN_DIR === undefined ? [] : [process.env.TF_PLUGIN_DIR],
    join(homedir(), '.terraform.d', 'plugins'), '/usr/share/terraform/plugins', '/usr/local/share/terraform/plugins',
    ...optional.filter((entry) => entry.isDirectory()).map(({ name }) => join('/opt', name)),
  ].find((folder) => providerFolder(folder, 'hashicorp/aws') !== undefined);
}

/** Providers that the stack asks for and this machine does not have. */
function missingProviders({ document }: TerraformStack, plugins: string): string[] {
  return Object.entries(document.terraform?.required_providers ?? {}).map(([name, { source }]) => source ?? `hashicorp/${name}`)
    .filter((source) => providerFolder(plugins, source) === undefined);
}

/** Only the copy is overridden: state stays in it, and the provider asks nobody who we are. */
function prepare(stack: TerraformStack): string {
  const folder = temporaryFolder(stack.name);
  cpSync(stack.folder, folder, { recursive: true });
  const providers = (stack.document.provider?.aws ?? [{}]).map(({ alias }) => ({
    ...alias === undefined ? { region: 'us-east-1' } : { alias },
    access_key: 'dummy',
    secret_key: 'dummy',
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: true,
    skip_region_validation: true,
  }));
  writeFileSync(join(folder, 'backend_override.tf.json'), JSON.stringify({ terraform: { backend: { local: {} } } }));
  writeFileSync(join(folder, 'provider_override.tf.json'), JSON.stringify({ provider: { aws: providers } }));
  writeFileSync(join(folder, 'conformance.tftest.json'), JSON.stringify(testDocument(stack.document)));
  return folder;
}

async function terraform(folder: string, args: readonly string[]): Promise<Result> {
  // should this process be killed, terraform still gets the chance to end its providers
  return run('setpriv', ['--pdeathsig', 'TERM', 'terraform', `-chdir=${folder}`, ...args], {
    env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
  });
}

function diagnosticsOf(stdout: string): Diagnostic[] {
  return stdout.split('\n').filter((line) => line.startsWith('{')).flatMap((line) => {
    const { diagnostic } = JSON.parse(line) as { diagnostic?: Diagnostic };
    return diagnostic === undefined ? [] : [diagnostic];
  });
}

function explain({ summary, detail }: Diagnostic): string {
  return `${summary}${detail === undefined ? '' : `: ${detail}`}`.replace(/\s+/g, ' ');
}

function complaints(check: string, { code, stdout, stderr }: Result, diagnostics: readonly Diagnostic[]): Finding[] {
  const findings = diagnostics.map((diagnostic) => ({ check: diagnostic.severity === 'error' ? check : `${check}-warning`, message: explain(diagnostic) }));
  return code === 0 || findings.length > 0 ? findings : [{ check, message: `${stdout}${stderr}`.replace(/\s+/g, ' ').trim() }];
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

/** What this machine lacks to judge the stack, if anything. */
function obstacle(stack: TerraformStack, plugins: string | undefined): string | undefined {
  const programs = ['terraform', 'setpriv'].filter((program) => !isInstalled(program));
  if (programs.length > 0) {
    return `this machine lacks ${programs.join(' and ')}`;
  }
  if (plugins === undefined) {
    return 'no folder with the provider hashicorp/aws: set TF_PLUGIN_DIR to one';
  }
  const missing = missingProviders(stack, plugins);
  return missing.length === 0 ? undefined : `this machine lacks the provider ${missing.join(', ')}`;
}

async function judgeFolder(folder: string, stack: TerraformStack, plugins: string): Promise<{ readonly findings: Finding[]; readonly json?: string }> {
  const initialised = await terraform(folder, ['init', '-input=false', '-no-color', `-plugin-dir=${plugins}`]);
  if (initialised.code !== 0) {
    return { findings: complaints('init', initialised, []) };
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
