/** Receivers: what they make of hashrings, limits and labels. */
import { Duration, Size } from 'cdk8s';
import { written, RunningComponent, unlike } from './running-component';
import { ingestorFlags, routerFlags } from '../../../../lib/thanos/receive/flags';
import { Hashring, hashringDocument } from '../../../../lib/thanos/receive/hashring';
import { hashringFindings } from '../../../../lib/thanos/receive/hashring-invariants';
import { writeLimitsDocument } from '../../../../lib/thanos/receive/write-limits';
import { temporaryFolder } from '../../processes';

/** Ingestors that need not be there: routers look for them when somebody writes. */
export function ring(zones: readonly (string | undefined)[], more: Partial<Hashring> = {}): Hashring {
  return { name: 'default', ingestors: zones.map((zone, index) => ({ address: `127.0.0.1:${index + 1}`, zone })), ...more };
}

const ZONES = ['a', 'a', 'b', 'b', 'c', 'c'];

const RINGS: { readonly [name: string]: { readonly rings: readonly Hashring[]; readonly factor: number } } = {
  'one ingestor': { rings: [ring([undefined])], factor: 1 },
  'three replicas without zones': { rings: [ring([undefined, undefined, undefined])], factor: 3 },
  'zones that are not even': { rings: [ring(['a', 'b', 'b'])], factor: 3 },
  'rings of tenants, shuffled and not': {
    rings: [
      ring([undefined, undefined, undefined], { name: 'bank', tenants: ['bank'] }),
      ring(ZONES, {
        name: 'shops',
        tenants: ['shop-*', 'market'],
        tenantMatcher: 'glob',
        shuffleSharding: { shardSize: 3, overrides: [{ shardSize: 6, tenants: ['shop-big'], tenantMatcher: 'exact' }] },
      }),
      ring(ZONES),
    ],
    factor: 3,
  },
};

export function routerValues(rings: readonly Hashring[], replicationFactor: number) {
  return routerFlags({ labels: { receive: 'true' }, hashringsFile: written('hashrings.json', hashringDocument(rings)), replicationFactor });
}

async function complaintsOnRouter(rings: readonly Hashring[], factor: number): Promise<string[]> {
  const router = RunningComponent.start('receive', routerValues(rings, factor));
  try {
    await router.untilReady();
    return [
      ...hashringFindings(rings, factor).map(({ what }) => `the library refuses it: ${what}`),
      ...(await Promise.all(rings.map(async ({ name, ingestors, tenants = [] }) => [
        ...unlike(`ingestors of ${name}`, (await router.metric('thanos_receive_hashring_nodes'))[`{name="${name}"}`], ingestors.length),
        ...unlike(`tenants of ${name}`, (await router.metric('thanos_receive_hashring_tenants'))[`{name="${name}"}`], tenants.length),
      ]))).flat(),
    ];
  } finally {
    await router.end();
  }
}

async function complaintsOnLimits(): Promise<string[]> {
  const limits = writeLimitsDocument({
    maxConcurrency: 30,
    metaMonitoringUrl: 'http://127.0.0.1:1',
    metaMonitoringLimitQuery: 'sum by (tenant) (prometheus_tsdb_head_series)',
    everyTenant: { request: { size: Size.mebibytes(1), series: 1000, samples: 5000 }, headSeries: 100 },
    tenants: { shop: { request: { series: 7 }, headSeries: 9 } },
  });
  const router = RunningComponent.start('receive', { ...routerValues([ring([undefined])], 1), 'receive.limits-config-file': written('limits.yaml', limits) });
  try {
    await router.untilReady();
    const head = await router.metric('thanos_receive_head_series_limit');
    return [
      ...unlike('limits of requests', Object.values(await router.metric('thanos_receive_write_limits')).sort(), [1_048_576, 1_048_576, 1000, 5000, 5000, 7].sort()),
      ...unlike('limits of active series', [head['{tenant=""}'], head['{tenant="shop"}']], [100, 9]),
    ];
  } finally {
    await router.end();
  }
}

/** An ingestor, and the labels under which it answers Query. */
export function ingestor(objstoreFile: string, replica = '0'): RunningComponent {
  return RunningComponent.start('receive', ingestorFlags({
    labels: { receive: 'true', receive_replica: replica },
    directory: temporaryFolder('ingestor'),
    objstoreFile,
    localRetention: Duration.days(1),
    outOfOrderTimeWindow: Duration.minutes(30),
    tooFarInFutureTimeWindow: Duration.minutes(5),
    maxExemplars: 100,
  }));
}

export const RECEIVE_CASES: { readonly [object: string]: () => Promise<string[]> } = {
  ...Object.fromEntries(Object.entries(RINGS).map(([name, { rings, factor }]) => [`hashrings: ${name}`, () => complaintsOnRouter(rings, factor)])),
  'limits of a router': complaintsOnLimits,
};
