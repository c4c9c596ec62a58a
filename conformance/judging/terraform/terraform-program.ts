/** The terraform of this machine with the AWS provider that is on it: neither asks anybody about versions. */
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack } from '../documents';
import { isInstalled, Result, run, RunOptions, temporaryFolder } from '../processes';
import { Finding } from '../verdict';

export interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
}

/** What Terraform would do to a resource. */
export interface Change {
  /** `create`, `update`, `replace`, `delete`, … */
  readonly action: string;
  readonly resource: { readonly addr: string };
}

interface Message {
  readonly type?: string;
  readonly diagnostic?: Diagnostic;
  readonly change?: Change;
}

/** The folder of a provider below a plugin folder, under whichever registry it was filed there. */
function providerFolder(plugins: string, source: string): string | undefined {
  // Terraform takes a name alone for one of HashiCorp's
  const [name, namespace = 'hashicorp'] = source.split('/').reverse() as [string, string | undefined];
  const registries = existsSync(plugins) ? readdirSync(plugins) : [];
  return registries.map((registry) => join(plugins, registry, namespace, name)).find((folder) => existsSync(folder));
}

/** Where providers are kept on machines that cannot or may not download them; TF_PLUGIN_DIR names one more. */
export function pluginFolder(): string | undefined {
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

/** The providers of a stack under another roof: with credentials that nobody knows, and asking nobody who they belong to. */
function dummyProviders({ document }: TerraformStack, settings: object): object[] {
  return (document.provider?.aws ?? [{}]).map(({ alias, region = 'us-east-1' }) => ({
    ...alias === undefined ? {} : { alias },
    region,
    access_key: 'dummy',
    secret_key: 'dummy',
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: true,
    skip_region_validation: true,
    ...settings,
  }));
}

/** A folder with the stack, to work in. Only the copy is overridden: state stays in it, and the provider asks nobody who we are, but for its settings. */
export function workingCopy(stack: TerraformStack, settings: object = {}): string {
  const folder = temporaryFolder(stack.name);
  cpSync(stack.folder, folder, { recursive: true });
  writeFileSync(join(folder, 'backend_override.tf.json'), JSON.stringify({ terraform: { backend: { local: {} } } }));
  writeFileSync(join(folder, 'provider_override.tf.json'), JSON.stringify({ provider: { aws: dummyProviders(stack, settings) } }));
  return folder;
}

export async function initialise(folder: string, plugins: string): Promise<Finding[]> {
  return complaints('init', await terraform(folder, ['init', '-input=false', '-no-color', `-plugin-dir=${plugins}`]), []);
}

export async function terraform(folder: string, args: readonly string[], options: RunOptions = {}): Promise<Result> {
  // should this process be killed, terraform still gets the chance to end its providers
  return run('setpriv', ['--pdeathsig', 'TERM', 'terraform', `-chdir=${folder}`, ...args], {
    ...options,
    env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
  });
}

/** What it says with `-json`, a message a line. */
export function messagesOf(stdout: string): Message[] {
  return stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Message);
}

export function diagnosticsOf(stdout: string): Diagnostic[] {
  return messagesOf(stdout).flatMap(({ diagnostic }) => diagnostic ?? []);
}

function explain({ summary, detail }: Diagnostic): string {
  return `${summary}${detail === undefined ? '' : `: ${detail}`}`.replace(/\s+/g, ' ');
}

export function complaints(check: string, { code, stdout, stderr }: Result, diagnostics: readonly Diagnostic[]): Finding[] {
  const findings = diagnostics.map((diagnostic) => ({ check: diagnostic.severity === 'error' ? check : `${check}-warning`, message: explain(diagnostic) }));
  return code === 0 || findings.length > 0 ? findings : [{ check, message: `${stdout}${stderr}`.replace(/\s+/g, ' ').trim() }];
}

/** What this machine lacks to judge the stack, if anything. */
export function obstacle(stack: TerraformStack, plugins: string | undefined): string | undefined {
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
