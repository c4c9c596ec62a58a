/** checkov holds manifests, Terraform documents and Terraform plans against its security policies. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../judges';
import { Example } from './documents';
import { run, temporaryFolder } from './processes';
import { Plan } from './terraform/judge-terraform';
import { Finding, Verdict } from './verdict';

export const CHECKOV = 'checkov';
const FRAMEWORKS = ['kubernetes', 'terraform_json', 'terraform_plan'];

export interface PolicyCheck {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

export interface PolicyReport {
  readonly check_type: string;
  readonly results: {
    readonly passed_checks: readonly PolicyCheck[];
    readonly failed_checks: readonly PolicyCheck[];
    readonly parsing_errors: readonly string[];
  };
}

interface Origin {
  readonly example: string;
  readonly label: string;
}

/** Puts everything under one folder: one start of checkov costs as much as judging all documents. */
function collect(examples: readonly Example[], plans: readonly Plan[], folder: string): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  const place = (example: string, label: string, name: string, write: (path: string) => void) => {
    mkdirSync(join(folder, example), { recursive: true });
    write(join(folder, example, name));
    origins.set(`/${example}/${name}`, { example, label });
  };
  for (const { name, files, stacks } of examples) {
    files.forEach(({ path, label }, index) => place(name, label, `${index}.yaml`, (to) => cpSync(path, to)));
    stacks.forEach((stack) => place(name, stack.label, `${stack.name}.tf.json`, (to) => writeFileSync(to, JSON.stringify(stack.document))));
  }
  plans.forEach(({ example, stack, label, json }) => place(example, `${label} (plan)`, `${stack}.plan.json`, (to) => writeFileSync(to, json)));
  return origins;
}

function verdictsOf(report: PolicyReport, origins: ReadonlyMap<string, Origin>): Verdict[] {
  const objects = new Map<string, { origin: Origin; resource: string; findings: Finding[] }>();
  const noted = ({ file_path, resource }: PolicyCheck) => {
    const origin = origins.get(file_path) ?? { example: '', label: file_path };
    const key = `${file_path} ${resource}`;
    const object = objects.get(key) ?? { origin, resource, findings: [] };
    objects.set(key, object);
    return object;
  };
  report.results.passed_checks.forEach(noted);
  report.results.failed_checks.forEach((check) => noted(check).findings.push({ check: check.check_id, message: check.check_name }));
  const unread = report.results.parsing_errors.map((path) => {
    const origin = [...origins].find(([key]) => path.endsWith(key))?.[1] ?? { example: '', label: path };
    return { origin, resource: 'the whole file', findings: [{ check: 'parse', message: 'checkov could not read this file' }] };
  });
  return [...objects.values(), ...unread].map(({ origin, resource, findings }) => ({
    judge: `${CHECKOV} ${report.check_type}`, example: origin.example, file: origin.label, object: resource, findings,
  }));
}

/** What checkov says of all files of a folder, without asking anybody else. */
export async function scan(folder: string, frameworks: readonly string[]): Promise<PolicyReport[]> {
  const { stdout, stderr } = await run(judge('checkov'), ['--skip-download', '--framework', ...frameworks, '--output', 'json', '--directory', folder]);
  if (!/^\s*[[{]/.test(stdout)) {
    throw new Error(`checkov could not judge: ${stderr}${stdout}`);
  }
  const parsed = JSON.parse(stdout) as PolicyReport | PolicyReport[];
  // without anything to look at it answers with a summary that holds no results
  return (Array.isArray(parsed) ? parsed : [parsed]).filter(({ results }) => results !== undefined);
}

export async function judgePolicies(examples: readonly Example[], plans: readonly Plan[]): Promise<Verdict[]> {
  const folder = temporaryFolder('checkov');
  const origins = collect(examples, plans, folder);
  const reports = await scan(folder, FRAMEWORKS);
  return reports.flatMap((report) => verdictsOf(report, origins));
}
