/** Queries: whom they ask, and what they know of them. */
import { Duration } from 'cdk8s';
import { AskedEndpoint, endpointsDocument } from '../../../../lib/thanos/query/endpoints';
import { queryFlags } from '../../../../lib/thanos/query/flags';
import { ThanosQueryEngine, ThanosQueryMode } from '../../../../lib/thanos/query/thanos-query-props';
import { Tls } from '../../../../lib/wiring';
import { THANOS_VERSION } from '../thanos-process';
import { RunningComponent, unlike, written } from './running-component';

export function queryOver(endpoints: readonly AskedEndpoint[], mode: ThanosQueryMode): RunningComponent {
  return RunningComponent.start('query', queryFlags({
    endpointsFile: written('endpoints.yaml', endpointsDocument({ tls: Tls.plaintext(), endpoints }, THANOS_VERSION)),
    replicaLabels: ['receive_replica', 'prometheus_replica', 'rule_replica'],
    partitionLabels: ['cluster'],
    deduplication: 'penalty',
    engine: ThanosQueryEngine.THANOS,
    mode,
    timeout: Duration.minutes(1),
    storeResponseTimeout: Duration.seconds(20),
    maxConcurrent: 10,
    maxConcurrentSelect: 2,
    lookbackDelta: Duration.minutes(5),
    instantMaxSourceResolution: Duration.hours(1),
    partialResponse: false,
  }));
}

interface Endpoint {
  readonly labelSets: readonly object[];
  readonly lastError: unknown;
}

/** What Query knows of those who answer it, by their kind. */
export async function complaintsOnEndpoints(asked: RunningComponent): Promise<string[]> {
  const expected = {
    receive: [{ receive: 'true', receive_replica: '0', tenant_id: 'default-tenant' }],
    rule: [{ rule_replica: '0', ruler: 'eu' }],
    sidecar: [{ cluster: 'us', prometheus_replica: '0' }],
    store: [{ cluster: 'eu' }],
  };
  const known = async () => Object.entries(await asked.data('stores') as { readonly [kind: string]: readonly Endpoint[] }).filter(([, endpoints]) => endpoints.length > 0);
  await asked.daemon.until('Query knows everybody', async () => (await known()).length >= Object.keys(expected).length);
  const stores = await known();
  return [
    ...unlike('labels of endpoints', Object.fromEntries(stores.map(([kind, endpoints]) => [kind, endpoints.flatMap(({ labelSets }) => labelSets)]).sort()), expected),
    ...stores.flatMap(([, endpoints]) => endpoints).flatMap(({ lastError }) => lastError === null ? [] : [`an endpoint fails: ${JSON.stringify(lastError)}`]),
  ];
}

/** What is wrong with the samples of the blocks in the bucket, as somebody answers with them. */
export async function complaintsOnSamples(who: string, asked: RunningComponent): Promise<string[]> {
  const now = Math.floor(Date.now() / 3_600_000) * 3600;
  const [start, end] = [53, 49].map((hours) => String(now - hours * 3600)) as [string, string];
  const range = new URLSearchParams({ query: 'requests_total{job="shop"}', start, end, step: '600', max_source_resolution: '0' });
  const { result } = await asked.data(`query_range?${range}`) as { readonly result: readonly { readonly metric: object; readonly values: readonly unknown[] }[] };
  return [
    ...unlike(`series through ${who}`, result.map(({ metric }) => metric), [{ __name__: 'requests_total', cluster: 'eu', job: 'shop' }]),
    ...(result[0]?.values.length ?? 0) > 12 ? [] : [`${result[0]?.values.length} samples through ${who}`],
  ];
}
