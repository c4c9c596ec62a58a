/** The program of the library whose manifests run here: three collectors that share the targets of a cluster, and the allocator that hands them out. */
import { App, Chart, Duration, Size } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { GatewayStatefulSet, RemoteWriteEndpoint, ScrapeJobs, ScrapeTier, TargetAllocator } from '../../../lib';
import { ConfigMap, Manifest } from '../../judging/kubernetes-types';
import { temporaryFolder } from '../../judging/processes';
import { exposers, Tenant } from '../tenants';

export const NAMESPACE = 'scraping';
export const [SCRAPER_NAME, ALLOCATOR_NAME] = ['scraper', 'allocator'];
export const SCRAPERS = 3;

/** How often who is critical is scraped, and who is not. */
const [CRITICAL_S, NORMAL_S] = [2, 4];
/** Half a minute in the documents: how often a collector asks for jobs, and for the targets of each. */
const ASKS = '2s';

const BEHIND_SERVICE: Tenant = {
  kind: 'Deployment',
  namespace: 'shop',
  name: 'served',
  replicas: 3,
  containers: [{ name: 'app', command: ['expose', '--listen', ':9120'], ports: [9120] }],
};

/** Whom they scrape: pods by their annotations, and pods that are behind a Service. */
export const TARGETS: readonly Tenant[] = [...exposers(), BEHIND_SERVICE];

export const SERVICE: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: BEHIND_SERVICE.name, namespace: BEHIND_SERVICE.namespace, labels: { app: BEHIND_SERVICE.name } },
  ...{ spec: { selector: { app: BEHIND_SERVICE.name }, ports: [{ name: 'metrics', port: 80, targetPort: 9120 }] } },
};

/** A run takes a minute or two: everything is scraped every few seconds. */
export function allocatorProgram(): Manifest[] {
  const chart = new Chart(new App({ outdir: temporaryFolder('allocator') }), 'scraping', { namespace: NAMESPACE });
  const interval = { scrapeInterval: Duration.seconds(NORMAL_S) };
  const tier = (name: string, seconds: number) => new ScrapeTier(name, { interval: Duration.seconds(seconds) });
  const [critical, normal] = [tier('critical', CRITICAL_S), tier('normal', NORMAL_S)];
  new GatewayStatefulSet(chart, SCRAPER_NAME, {
    cluster: { name: 'prod' },
    metricsTo: RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' }),
    replicas: SCRAPERS,
    queueVolume: Size.gibibytes(1),
    scrape: {
      jobs: [
        ...ScrapeJobs.annotatedPods({ tiers: [critical, normal], tierDefaults: [{ tier: critical, namespaces: ['bank'] }], insecureSkipVerify: true }),
        ScrapeJobs.endpoints({ jobName: 'behind-services', namespaces: ['shop'], labelSelector: `app=${BEHIND_SERVICE.name}`, portName: 'metrics', ...interval }),
        ScrapeJobs.kubelet(interval),
        ScrapeJobs.cadvisor(interval),
      ],
      allocator: new TargetAllocator(chart, ALLOCATOR_NAME),
    },
  });
  return chart.toJson() as Manifest[];
}

interface Asking {
  readonly receivers: { readonly prometheus: { readonly target_allocator: object } };
}

/** Collectors that ask often. What they ask, and whom, stays as it is. */
export function askingOften(manifests: readonly Manifest[]): { readonly manifests: Manifest[]; readonly change: string } {
  const key = 'collector.yaml';
  const often = manifests.map((manifest) => {
    const { data } = manifest as ConfigMap;
    if (data?.[key] === undefined) {
      return manifest;
    }
    const config = parse(data[key]) as Asking;
    Object.assign(config.receivers.prometheus.target_allocator, { interval: ASKS, http_sd_config: { refresh_interval: ASKS } });
    return { ...manifest, data: { ...data, [key]: stringify(config) } };
  });
  return { manifests: often, change: `${SCRAPER_NAME}: asks its allocator every 30s -> ${ASKS}` };
}
