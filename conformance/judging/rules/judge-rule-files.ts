/** Files of rules, read by who will read them: promtool for Prometheus, Thanos for its rulers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../judges';
import { Example } from '../documents';
import { Manifest } from '../kubernetes-types';
import { run, temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';

export const RULES = 'rules';

/** How each program checks a file, by the name that the labels of its ConfigMap give it. */
const CHECKS: { readonly [program: string]: (file: string) => readonly [string, readonly string[]] } = {
  prometheus: (file) => [judge('promtool'), ['check', 'rules', file]],
  thanos: (file) => [judge('thanos'), ['tools', 'rules-check', `--rules=${file}`]],
};

interface RuleFile {
  readonly program: string;
  readonly key: string;
  readonly text: string;
}

function ruleFilesOf({ kind, metadata, data }: Manifest & { readonly data?: Readonly<Record<string, string>> }): RuleFile[] {
  const program = metadata.labels?.['app.kubernetes.io/name'] ?? '';
  return kind === 'ConfigMap' && program in CHECKS
    ? Object.entries(data ?? {}).filter(([key]) => /^rules.*\.ya?ml$/.test(key)).map(([key, text]) => ({ program, key, text }))
    : [];
}

async function complaintOn({ program, key, text }: RuleFile): Promise<string | undefined> {
  const file = join(temporaryFolder('rules'), key);
  writeFileSync(file, text);
  const { code, stdout, stderr } = await run(...CHECKS[program]!(file));
  return code === 0 ? undefined : tail(`${stdout}${stderr}`);
}

export async function judgeRules(examples: readonly Example[]): Promise<Verdict[]> {
  const documents = examples.flatMap(({ name, files }) => files.flatMap(({ label, manifests }) => manifests.flatMap((manifest) =>
    ruleFilesOf(manifest).map((ruleFile) => ({ example: name, file: label, object: `${ruleFile.key} of ConfigMap ${manifest.metadata.name}`, ruleFile })))));
  return Promise.all(documents.map(async ({ ruleFile, ...place }) => {
    const message = await complaintOn(ruleFile);
    return { judge: RULES, ...place, findings: message === undefined ? [] : [{ check: ruleFile.program, message }] };
  }));
}
