/** The pair of Prometheus, the Query over it, and the store gateway over the blocks that its sidecars upload. */
import { Chart, Duration, Size } from 'cdk8s';
import { BUCKETS } from './storage';
import { KubernetesDiscoveryRole, PrometheusStatefulSet, QueryEndpoint, ThanosQuery, ThanosStoreGateway } from '../../../lib';
import { storeIn } from '../bucket-server';
import { Tenant } from '../tenants';

export const PAIR_NAME = 'prometheus';
/** What both say of themselves in everything that leaves them. */
export const PAIR_LABELS = { cluster: 'prod', region: 'eu-west-1' } as const;
/** By which the two differ. */
export const PAIR_REPLICA_LABEL = 'prometheus_replica';
export const SCRAPE_SECONDS = 2;

/** The store gateway over their blocks, and the job in which they scrape it. */
export const STORE_JOB = 'prometheus-store';

const METRICS_PORT = 9102;

/** Whom they scrape: in each answer it says the number of the answer. */
export const SCRAPED: Tenant = {
  kind: 'Deployment',
  namespace: 'shop',
  name: 'numbers',
  containers: [{ name: 'app', command: ['expose', '--listen', `:${METRICS_PORT}`, '--series', '9'], ports: [METRICS_PORT] }],
};

/** A run takes minutes: it scrapes often, and its blocks are soon found. Query and store gateway have no second one, who would learn of things later. */
export function pairOf(chart: Chart): QueryEndpoint {
  const cluster = { name: PAIR_LABELS.cluster, region: PAIR_LABELS.region };
  const objectStore = storeIn(BUCKETS.pair);
  const store = new ThanosStoreGateway(chart, STORE_JOB, {
    cluster, objectStore, replicas: 1, syncInterval: Duration.seconds(5), memoryLimit: Size.gibibytes(1),
  });
  const prometheus = new PrometheusStatefulSet(chart, PAIR_NAME, {
    cluster,
    objectStore,
    // a tenth of it is the longest block that Prometheus makes: of a day's, it would not compact any
    retention: Duration.days(3),
    volume: Size.gibibytes(10),
    memoryLimit: Size.gibibytes(1),
    scrapeInterval: Duration.seconds(SCRAPE_SECONDS),
    scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD, labelSelector: `app=${SCRAPED.name}` }] }, ...store.scrapeConfigs],
  });
  return new ThanosQuery(chart, 'prometheus-query', { cluster, storeApis: [prometheus.storeApi, ...store.storeApis], replicas: 1 }).queryEndpoint;
}
