/** What promtool says of rules: one run for many of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../judges';
import { run, temporaryFolder } from '../processes';

/** What it says against each rule, by its place in the list. */
export type Refusals = ReadonlyMap<number, string>;

/** Has promtool check rules as one group. Rules need names that are numbered: it tells them by their names. */
export async function refusalsOf(rules: readonly object[], features: readonly string[] = []): Promise<Refusals> {
  const said = await checkRules({ groups: [{ name: 'cases', rules }] }, features);
  const refusals = new Map<number, string>();
  for (const [, number, words] of said.matchAll(/group "cases", rule (\d+), "[^"\n]*": (.*)/g)) {
    refusals.set(Number(number) - 1, refusals.get(Number(number) - 1) ?? words!);
  }
  if (refusals.size === 0) {
    throw new Error(`promtool refuses none of ${rules.length} rules: ${said.slice(-500)}`);
  }
  return refusals;
}

/** What promtool says of a file of rules. */
export async function checkRules(file: unknown, features: readonly string[] = []): Promise<string> {
  const path = join(temporaryFolder('rule-values'), 'rules.yaml');
  // JSON is YAML
  writeFileSync(path, JSON.stringify(file));
  const { code, stdout, stderr } = await run(judge('promtool'), [...features.length > 0 ? [`--enable-feature=${features.join(',')}`] : [], 'check', 'rules', path]);
  return code === 0 ? '' : `${stdout}${stderr}`;
}
