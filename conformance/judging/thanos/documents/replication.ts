/** What a Prometheus writes to a router, kept by every ingestor of the hashring, and asked for once. */
import { bucketIn } from './blocks';
import { queryOver } from './queries';
import { ingestor } from './receive';
import { nextMachine, RunningComponent, unlike, written } from './running-component';
import { ThanosQueryMode } from '../../../../lib/thanos/query/thanos-query-props';
import { routerFlags } from '../../../../lib/thanos/receive/flags';
import { hashringDocument } from '../../../../lib/thanos/receive/hashring';
import { judge } from '../../../judges';
import { Daemon } from '../../daemon';
import { temporaryFolder } from '../../processes';

/** A tenant of its own, in a hashring of its own. */
const TENANT = 'shop';

function routerBefore(ingestors: readonly RunningComponent[]): RunningComponent {
  const members = ingestors.map(({ addresses }, index) => ({ address: addresses.grpc, zone: `zone-${index}` }));
  const hashrings = [{ name: 'shops', ingestors: members, tenants: ['sho*'], tenantMatcher: 'glob' as const }, { name: 'nobody', ingestors: members.slice().reverse() }];
  return RunningComponent.start('receive', routerFlags({
    labels: { receive: 'true' }, hashringsFile: written('hashrings.json', hashringDocument(hashrings)), replicationFactor: ingestors.length, forwardWorkers: 2,
  }));
}

/** Writes every second that nobody is up. */
function prometheusBefore({ addresses }: RunningComponent): Daemon {
  const address = `${nextMachine()}:9090`;
  const configuration = written('prometheus.yml', {
    scrape_configs: [{ job_name: 'nobody', scrape_interval: '1s', scrape_timeout: '1s', static_configs: [{ targets: ['nobody.invalid:1'] }] }],
    remote_write: [{ url: `http://${addresses.remoteWrite}/api/v1/receive`, headers: { 'THANOS-TENANT': TENANT } }],
  });
  const args = [`--config.file=${configuration}`, `--storage.tsdb.path=${temporaryFolder('prometheus')}`, `--web.listen-address=${address}`];
  return new Daemon(judge('prometheus'), args);
}

interface Result {
  readonly result: readonly { readonly metric: { readonly [label: string]: string } }[];
}

async function replicasOf(query: RunningComponent, dedup: boolean): Promise<(string | undefined)[]> {
  const { result } = await query.data(`query?${new URLSearchParams({ query: `up{tenant_id="${TENANT}"}`, dedup: String(dedup) })}`) as Result;
  return result.map(({ metric }) => metric.receive_replica).sort();
}

export async function complaintsOnReplication(): Promise<string[]> {
  const ingestors = ['0', '1'].map((replica) => ingestor(bucketIn(temporaryFolder('received')).objstoreFile, replica));
  const running: { end: () => Promise<void> }[] = [...ingestors];
  try {
    await Promise.all(ingestors.map((each) => each.untilReady()));
    const [router, query] = [routerBefore(ingestors), queryOver(ingestors.map(({ addresses }) => ({ address: addresses.grpc })), ThanosQueryMode.LOCAL)];
    running.push(router, query);
    await Promise.all([router, query].map((each) => each.untilReady()));
    const prometheus = prometheusBefore(router);
    running.push({ end: () => prometheus.kill() });
    await router.daemon.until('both ingestors have what was written', async () => (await replicasOf(query, false)).length === ingestors.length);
    return [...unlike('replicas', await replicasOf(query, false), ['0', '1']), ...unlike('replicas after deduplication', await replicasOf(query, true), [undefined])];
  } finally {
    await Promise.all(running.map((each) => each.end()));
  }
}
