/** Query Frontends: how they split what they ask, and where they keep the answers. */
import { Duration, Size } from 'cdk8s';
import { complaintsOnSamples } from './queries';
import { RunningComponent, written } from './running-component';
import { memcached, redis, silence } from './stand-ins';
import { everyOptionOfMemcached, everyOptionOfRedis, REDIS_ENVIRONMENT } from './store-gateways';
import { ThanosCache } from '../../../../lib/thanos/caches/thanos-cache';
import { downstreamTripperDocument } from '../../../../lib/thanos/query-frontend/downstream-tripper';
import { queryFrontendFlags } from '../../../../lib/thanos/query-frontend/flags';
import { responseCacheDocument, ThanosResponseCacheProps } from '../../../../lib/thanos/query-frontend/response-cache';

/** Samples of the blocks in the bucket, through a Query Frontend that caches them. */
async function complaintsOnFrontend(asked: RunningComponent, cache: ThanosResponseCacheProps, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const cacheFile = written('response-cache.yaml', responseCacheDocument(cache));
  const frontend = RunningComponent.start('query-frontend', queryFrontendFlags({
    downstreamUrl: `http://${asked.addresses.http}`,
    ranges: { splitInterval: Duration.hours(2), maxRetries: 1, maxParallelism: 2, cacheFile, cacheMaxFreshness: Duration.minutes(1) },
    labels: { splitInterval: Duration.hours(12), cacheFile },
    labelsDefaultTimeRange: Duration.days(3),
    cacheCompression: 'snappy',
    compressResponses: true,
    downstreamTripperFile: written('tripper.yaml', downstreamTripperDocument(100)),
    logQueriesLongerThan: Duration.seconds(5),
    verticalShards: 2,
    forwardHeaders: ['Authorization'],
  }), env);
  try {
    await frontend.untilReady();
    return await complaintsOnSamples('the Query Frontend', frontend);
  } finally {
    await frontend.end();
  }
}

export async function complaintsOnResponseCaches(asked: RunningComponent): Promise<string[]> {
  const [one, other] = await Promise.all([memcached(), redis()]);
  try {
    return [
      ...await complaintsOnFrontend(asked, { cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(10) }), expiration: Duration.hours(1) }),
      ...await complaintsOnFrontend(asked, { cache: everyOptionOfMemcached(one), expiration: Duration.hours(1) }),
      ...await complaintsOnFrontend(asked, { cache: everyOptionOfRedis(other), expiration: Duration.hours(1) }, REDIS_ENVIRONMENT),
      ...silence(one, /^gets? /),
      ...silence(other, /^AUTH thanos s3cret/),
    ];
  } finally {
    [one, other].forEach(({ stop }) => stop());
  }
}
