import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { monitorFindings } from './endpoints';
import { ScrapeConfigMonitorProps } from './scrape-config-monitor-props';
import { scrapeConfigFindings, scrapeConfigSpec } from './scrape-config-spec';
import { ScrapeConfig } from '../../../scraping';
import { requireJob } from '../../../scraping/require-job';
import { scrapeNeeds } from '../../../scraping/scrape-access';
import { defined } from '../defined';
import { monitoringObject } from '../monitoring-object';
import { ScrapeRights } from '../selection/scrape-rights';

/**
 * Has a Prometheus of the operator run a scrape job: for targets that are behind no Service and in no pod, and for jobs that come from elsewhere.
 *
 * The resource is called ScrapeConfig; so is the job itself, in this library.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.ScrapeConfig
 */
export class ScrapeConfigMonitor extends Construct {
  /** The resource, for changes that no option makes. */
  public readonly resource: ApiObject;

  public constructor(scope: Construct, id: string, props: ScrapeConfigMonitorProps) {
    super(scope, id);
    const { scrapeConfig } = props;
    requireJob(scrapeConfig, [scrapeConfig], {
      caller: this.node.path, program: 'prometheus-operator', ...usualTimes(scrapeConfig),
    });
    this.resource = monitoringObject(this, {
      kind: 'ScrapeConfig',
      options: props,
      spec: () => defined(scrapeConfigSpec(props)),
      findings: () => [...scrapeConfigFindings(props), ...monitorFindings(props)],
      rights: rightsOf(scrapeConfig),
    });
  }
}

/** What a job does not say, its Prometheus does: it is held against that when it is known who takes the job. */
function usualTimes({ tier, scrapeInterval, scrapeTimeout }: ScrapeConfig): { readonly interval: Duration; readonly timeout: Duration } {
  const interval = scrapeInterval ?? tier?.interval ?? scrapeTimeout ?? Duration.minutes(1);
  return { interval, timeout: interval };
}

function rightsOf(job: ScrapeConfig): ScrapeRights | undefined {
  const { clusterRules = [], nonResourcePaths = [], namespaceRules = [] } = scrapeNeeds([job]);
  return clusterRules.length + nonResourcePaths.length + namespaceRules.length === 0 ? undefined : { clusterRules, nonResourcePaths, namespaceRules };
}
