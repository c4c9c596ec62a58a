/** A Loki that runs by a document of the library: what tenants write and ask, which of their limits hold, and which rules are read. */
import { Size } from 'cdk8s';
import { complaintsOnLogql } from './logql';
import { during, lineOf, push, startIn } from './monolith';
import { PAYMENTS, RULES } from './pods';
import { LokiAlertRule, LokiRuleGroup, LokiTenant } from '../../../lib';
import { answers } from '../daemon';
import { temporaryFolder } from '../processes';

const TIGHT = new LokiTenant('tight', { maxLineSize: Size.kibibytes(1), truncateLines: false, ruleGroups: [new LokiRuleGroup('tight', { rules: [new LokiAlertRule('Any', { expr: 'count_over_time({service_name="shop"}[1m]) > 0' })] })] });

/** Who writes. */
const SHOP = { 'service.name': 'shop', 'k8s.namespace.name': 'eu', 'k8s.pod.name': 'shop-0' };

interface Streams { readonly data?: { readonly result: readonly { readonly stream: { readonly [label: string]: string } }[] } }

/** What is wrong with what is said of expressions. */
export async function complaintsOnExpressions(): Promise<string[]> {
  return during(await startIn(temporaryFolder('loki'), [PAYMENTS]), async ({ url, daemon }) => {
    await daemon.until('Loki is ready', () => answers(`${url}/ready`));
    return complaintsOnLogql(url);
  });
}

/** What is wrong with a Loki by its tenants. */
export async function complaintsOnTenants(): Promise<string[]> {
  return during(await startIn(temporaryFolder('loki'), [PAYMENTS, TIGHT]), async ({ url, daemon }) => {
    const asking = (tenant: string) => ({ headers: { 'X-Scope-OrgID': tenant } });
    const write = (text: string, tenant?: string) => push(url, [lineOf(text, SHOP)], tenant);
    const streams = async (tenant: string) => {
      const answer = await fetch(`${url}/loki/api/v1/query_range?query=${encodeURIComponent('{service_name="shop"}')}`, asking(tenant)).catch(() => undefined);
      return answer?.ok ? (await answer.json() as Streams).data?.result ?? [] : [];
    };
    const rules = (tenant: string) => fetch(`${url}/loki/api/v1/rules`, asking(tenant)).then((answer) => answer.text(), () => '');
    await daemon.until('Loki takes lines', async () => await write('hello', 'payments') === 204);
    const long = 'x'.repeat(2000);
    const refused = [await write(long, 'tight'), await write('hello')];
    const accepted = await write(long, 'payments');
    await daemon.until('lines are found', async () => (await streams('payments')).length > 0);
    const [{ stream }] = await streams('payments') as [{ stream: { [label: string]: string } }];
    const seen = await rules('payments');
    return [
      ...JSON.stringify(refused) === '[400,401]' ? [] : [`a line that is too long, and one of nobody, are answered by ${refused.join(' and ')}`],
      ...accepted === 204 ? [] : [`a line that another tenant may not write is answered by ${accepted}`],
      ...(await streams('tight')).length === 0 ? [] : ['a tenant sees lines of another'],
      ...stream.service_name === 'shop' && stream.k8s_namespace_name === 'eu' ? [] : [`labels are ${JSON.stringify(stream)}`],
      ...RULES[0]!.rules.every(({ name }) => seen.includes(name)) && !seen.includes('Any') ? [] : [`rules are ${seen}`],
    ];
  });
}
