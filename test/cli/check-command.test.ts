import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../lib/cli/run-cli';
import { ExitCode } from '../../lib/cli/surroundings';

const POLICY = "const { CardinalityPolicy } = require('cdk8s-observability');\nexports.policy = new CardinalityPolicy({ dropLabels: ['pod'] });\n";
const RULES = 'groups:\n- name: pods\n  rules:\n  - alert: Throttled\n    expr: |\n      sum by (pod)\n      (rate(throttled_total[5m])) > 1\n';
const FINE = 'groups:\n- name: jobs\n  rules:\n  - alert: Busy\n    expr: sum by (job) (rate(throttled_total[5m])) > 1\n';
const DASHBOARD = JSON.stringify({ title: 'Web', panels: [{ title: 'By pod', targets: [{ expr: 'sum by (pod) (up)', refId: 'A' }] }] });

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
  put('policy.js', POLICY);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

async function check(...args: string[]): Promise<{ readonly code: ExitCode; readonly printed: string; readonly complained: string }> {
  let [printed, complained] = ['', ''];
  const code = await runCli(['cardinality', 'check', ...args], {
    directory: folder, environment: {}, now: () => 0, print: (text) => { printed += text; }, complain: (text) => { complained += text; },
  });
  return { code, printed, complained };
}

describe('cardinality check', () => {
  test('names the rule and the panel that break, and ends with 1', async () => {
    const { code, printed } = await check('--policy', 'policy.js', '--rules', put('rules.yaml', RULES), '--dashboard', put('web.json', DASHBOARD));
    expect(code).toBe(ExitCode.BROKEN);
    expect(printed).toContain("error: alert Throttled (group pods): dropLabels takes 'pod' from 'throttled_total', but the expression groups by it\n"
      + '  in: sum by (pod) (rate(throttled_total[5m])) > 1\n');
    expect(printed).toContain('By pod');
    expect(printed).toMatch(/2 errors, \d+ warnings\n$/);
  });

  test('ends with 0 when nothing breaks', async () => {
    const { code, printed } = await check('--policy', 'policy.js', '--rules', put('rules.yaml', FINE));
    expect([code, printed]).toEqual([ExitCode.FINE, expect.stringMatching(/^(?!error)[^]*0 errors, \d+ warnings\n$/)]);
  });

  test('knows which series there are, if it is told', async () => {
    put('series.json', JSON.stringify({ status: 'success', data: [{ __name__: 'throttled_total', job: 'a', container: 'x' }] }));
    const { code, printed } = await check('--policy', 'policy.js', '--rules', put('rules.yaml', RULES), '--series', 'series.json');
    expect([code, printed]).toEqual([ExitCode.FINE, '0 errors, 0 warnings\n']);
  });

  test('writes data for programs', async () => {
    const { printed } = await check('--policy', 'policy.js', '--rules', put('rules.yaml', RULES), '--format', 'json');
    expect((JSON.parse(printed) as { severity: string }[])[0]).toMatchObject({ severity: 'error', where: 'alert Throttled (group pods)', part: 'dropLabels' });
  });

  test.each<[string, string[], string]>([
    ['no policy', ['--rules', 'rules.yaml'], 'check has no --policy'],
    ['nothing to check', ['--policy', 'policy.js'], 'check has neither --rules nor --dashboard'],
    ['a file that is not there', ['--policy', 'policy.js', '--rules', 'none.yaml'], 'none.yaml cannot be read'],
    ['an unknown option', ['--policy', 'policy.js', '--rule', 'rules.yaml'], "Unknown option '--rule'"],
    ['another format', ['--policy', 'policy.js', '--rules', 'rules.yaml', '--format', 'html'], "--format is 'html'"],
    ['a dump that has no series', ['--policy', 'policy.js', '--rules', 'rules.yaml', '--series', 'policy.json'], 'has no series in data'],
    ['a file that has no rules', ['--policy', 'policy.js', '--rules', 'policy.json'], 'CardinalityPolicy.breaks'],
  ])('ends with 2 for %s', async (_, args, what) => {
    put('rules.yaml', RULES);
    put('policy.json', '{"a": 1}');
    const { code, printed, complained } = await check(...args);
    expect([code, printed]).toEqual([ExitCode.BAD_INPUT, '']);
    expect(complained).toContain(what);
  });
});
