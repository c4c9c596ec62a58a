/** What the library refuses, and Thanos too: one of each kind of document, and of each rule that Thanos has itself. */
import { Duration, Size } from 'cdk8s';
import { RelabelAction } from '../../../../lib/policy/relabel/relabel-config';
import { ThanosCache } from '../../../../lib/thanos/caches/thanos-cache';
import { compactorFlagFindings } from '../../../../lib/thanos/compactor/flag-invariants';
import { compactorFlags } from '../../../../lib/thanos/compactor/flags';
import { downsampledRetentionFindings, ThanosRetention } from '../../../../lib/thanos/compactor/retention';
import { FlagValues } from '../../../../lib/thanos/flags/setting';
import { ThanosComponent } from '../../../../lib/thanos/flags/thanos-flags';
import { endpointFindings } from '../../../../lib/thanos/query/endpoint-invariants';
import { endpointsDocument } from '../../../../lib/thanos/query/endpoints';
import { queryFrontendFlags, QueryFrontendPlan } from '../../../../lib/thanos/query-frontend/flags';
import { queryFrontendFindings } from '../../../../lib/thanos/query-frontend/query-frontend-invariants';
import { responseCacheDocument, responseCacheFindings } from '../../../../lib/thanos/query-frontend/response-cache';
import { Hashring, hashringDocument } from '../../../../lib/thanos/receive/hashring';
import { hashringFindings } from '../../../../lib/thanos/receive/hashring-invariants';
import { receiverLabelFindings } from '../../../../lib/thanos/receive/receiver-invariants';
import { writeLimitFindings } from '../../../../lib/thanos/receive/write-limit-invariants';
import { ThanosWriteLimits, writeLimitsDocument } from '../../../../lib/thanos/receive/write-limits';
import { selectorDocument } from '../../../../lib/thanos/selector/selector';
import { selectorFindings } from '../../../../lib/thanos/selector/selector-invariants';
import { cachingBucketDocument } from '../../../../lib/thanos/store-gateway/caching-bucket';
import { indexCacheDocument, indexCacheFindings } from '../../../../lib/thanos/store-gateway/index-cache';
import { windowFindings } from '../../../../lib/thanos/store-gateway/window-invariants';
import { ThanosStoreWindow } from '../../../../lib/thanos/store-gateway/windows';
import { Finding } from '../../../../lib/validation';
import { THANOS_VERSION } from '../thanos-process';
import { Bucket } from './blocks';
import { compactorPlan } from './compactors';
import { ring, routerValues } from './receive';
import { written } from './running-component';
import { storeValues } from './store-gateways';

export interface Refused {
  readonly object: string;
  readonly component: ThanosComponent;
  readonly values: FlagValues;
  readonly words: RegExp;
  /** what the library says of it; nothing where it cannot be written with the library */
  readonly findings?: readonly Finding[];
}

const UNKNOWN = /field no_such_key not found/;

function hashrings(object: string, rings: readonly Hashring[], factor: number, words: RegExp): Refused {
  return { object, component: 'receive', values: routerValues(rings, factor), words, findings: hashringFindings(rings, factor) };
}

function receiving(): Refused[] {
  const router = routerValues([ring([undefined])], 1);
  const limited = (document: object) => ({ ...router, 'receive.limits-config-file': written('limits.yaml', document) });
  const limits: ThanosWriteLimits = { metaMonitoringUrl: 'thanos-query:10902', everyTenant: { headSeries: 5 } };
  const shuffled = ring(['a', 'b'], { shuffleSharding: { shardSize: 3 } });
  const addressless = hashringDocument([ring([undefined])]).map((each) => ({ ...each, endpoints: [{ az: 'a' }] }));
  return [
    hashrings('fewer ingestors than replicas', [ring([undefined, undefined])], 3, /amount of endpoints needs to be larger than replication factor/),
    hashrings('no hashring', [], 1, /configuration file is empty/),
    hashrings('a shard larger than its hashring', [shuffled], 1, /shard size 3 is larger than number of nodes in hashring default/),
    { object: 'an ingestor without address', component: 'receive', values: { ...router, 'receive.hashrings-file': written('hashrings.json', addressless) }, words: /endpoint address must be set/ },
    { object: 'series that nobody counts', component: 'receive', values: limited(writeLimitsDocument(limits)), words: /not a valid meta-monitoring URL/, findings: writeLimitFindings(limits) },
    { object: 'an unknown limit', component: 'receive', values: limited({ write: { no_such_key: 1 } }), words: UNKNOWN },
    { object: 'a receiver without labels', component: 'receive', values: { ...router, label: undefined }, words: /no external labels configured for receive/, findings: receiverLabelFindings({}) },
  ];
}

function compacting(bucket: Bucket): Refused[] {
  const plan = compactorPlan(bucket);
  const retained = (object: string, retention: ThanosRetention, words: RegExp): Refused =>
    ({ object, component: 'compact', values: compactorFlags({ ...plan, retention }), words, findings: downsampledRetentionFindings(retention) });
  const penalty = { ...compactorFlags(plan), 'deduplication.func': 'penalty' };
  const rules = [{ action: RelabelAction.LABELDROP, regex: 'cluster' }];
  return [
    retained('raw samples that are gone too early', { raw: Duration.hours(39) }, /raw resolution must be higher than/),
    retained('samples of five minutes that are gone too early', { fiveMinutes: Duration.days(9) }, /5m resolution retention must be higher than/),
    { object: 'penalty without a label', component: 'compact', values: penalty, words: /needs at least one replica label/, findings: compactorFlagFindings(penalty, []) },
    {
      object: 'a selector that changes labels',
      component: 'compact',
      values: compactorFlags({ ...plan, selectorFile: written('selector.yaml', selectorDocument(rules)) }),
      words: /unsupported relabel action: labeldrop/,
      findings: selectorFindings(rules),
    },
  ];
}

function storing(bucket: Bucket): Refused[] {
  const values = (window: ThanosStoreWindow) => storeValues(bucket, { window, shard: 0, selector: [] });
  const all = values({ name: 'all' });
  const inverted = { name: 'none', oldest: Duration.days(1), youngest: Duration.days(2) };
  const small = { cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(1), maxItemSize: Size.mebibytes(2) }) };
  const memory = { cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(1) }) };
  const cached = (object: string, document: object, words: RegExp, findings?: Finding[]): Refused =>
    ({ object, component: 'store', values: { ...all, 'index-cache.config-file': written('index-cache.yaml', document) }, words, findings });
  const unknownKey = { ...cachingBucketDocument(memory), no_such_key: 1 };
  return [
    { object: 'a window that ends before it begins', component: 'store', values: values(inverted), words: /can't be greater than --max-time/, findings: windowFindings(inverted) },
    cached('an item larger than the cache', indexCacheDocument(small), /cannot be bigger than overall cache size/, indexCacheFindings(small)),
    cached('a cache without servers', { type: 'MEMCACHED', config: { addresses: [] } }, /no memcached addresses provided/),
    cached('an unknown item', { ...indexCacheDocument(memory), enabled_items: ['Chunks'] }, /unsupported item type Chunks/),
    { object: 'an unknown option of the bucket', component: 'store', values: { ...all, 'store.caching-bucket.config-file': written('caching-bucket.yaml', unknownKey) }, words: UNKNOWN },
  ];
}

function querying(): Refused[] {
  const endpoints = { endpoints: [{ address: 'dnssrv+_grpc._tcp.store', strict: true }] };
  const cacheFile = written('cache.yaml', responseCacheDocument({ cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(1) }) }));
  const uncut: QueryFrontendPlan = { downstreamUrl: 'http://127.0.0.1:1', ranges: { splitInterval: Duration.seconds(0), cacheFile } };
  const rangeless: QueryFrontendPlan = { downstreamUrl: 'http://127.0.0.1:1', labelsDefaultTimeRange: Duration.seconds(0) };
  const redis = { cache: ThanosCache.redis({ address: 'redis://127.0.0.1:1' }) };
  const frontend = (object: string, plan: QueryFrontendPlan, words: RegExp, findings: Finding[]): Refused =>
    ({ object, component: 'query-frontend', values: queryFrontendFlags(plan), words, findings });
  return [
    {
      object: 'a strict name',
      component: 'query',
      values: { 'endpoint.sd-config-file': written('endpoints.yaml', endpointsDocument(endpoints, THANOS_VERSION)) },
      words: /not permitted under strict mode/,
      findings: endpointFindings(endpoints, THANOS_VERSION),
    },
    frontend('answers that are cached, and not split', uncut, /should be greater than 0 when caching is enabled/, queryFrontendFindings(uncut)),
    frontend('labels of no time', rangeless, /labels.default-time-range cannot be set to 0/, queryFrontendFindings(rangeless)),
    frontend(
      'an address of Redis with a scheme',
      { downstreamUrl: 'http://127.0.0.1:1', ranges: { cacheFile: written('cache.yaml', responseCacheDocument(redis)) } },
      /creating redis client/,
      responseCacheFindings(redis),
    ),
  ];
}

function ruling(): Refused[] {
  const query = { 'query.config-file': written('query.yaml', [{ static_configs: ['127.0.0.1:1'] }]) };
  return [
    { object: 'a ruler without Query', component: 'rule', values: {}, words: /no query configuration parameter was given/ },
    { object: 'an unknown option of Query', component: 'rule', values: { 'query.config-file': written('query.yaml', [{ no_such_key: 1 }]) }, words: UNKNOWN },
    {
      object: 'an unknown version of Alertmanager',
      component: 'rule',
      values: { ...query, 'alertmanagers.config-file': written('am.yaml', { alertmanagers: [{ static_configs: ['a:1'], api_version: 'v3' }] }) },
      words: /expected Alertmanager API version/,
    },
    // options that it does not know it passes over
    { object: 'remote write to nobody', component: 'rule', values: { ...query, 'remote-write.config-file': written('rw.yaml', { remote_write: [{}] }) }, words: /url for remote_write is empty/ },
  ];
}

/** Everything that is refused. */
export function refused(bucket: Bucket): readonly Refused[] {
  return [...receiving(), ...compacting(bucket), ...storing(bucket), ...querying(), ...ruling()];
}
