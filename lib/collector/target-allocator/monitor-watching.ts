import { Duration } from 'cdk8s';
import { requireNamespaces } from '../../kubernetes/api-access';
import { ObjectSelector } from '../../prometheus';
import { requireInterval } from '../../scraping/collection-interval';
import { KubernetesDiscoveryRole } from '../../scraping/scrape-config';
import { fail } from '../../validation';

/**
 * Objects of the Prometheus operator that are watched.
 *
 * What they say of files is not followed: an endpoint that names a file of the collector, its token for example, is left out.
 */
export interface MonitorWatching {
  /**
   * Which ServiceMonitors.
   *
   * @default ObjectSelector.all()
   */
  readonly serviceMonitors?: ObjectSelector;

  /**
   * Which PodMonitors.
   *
   * @default ObjectSelector.all()
   */
  readonly podMonitors?: ObjectSelector;

  /**
   * Which Probes.
   *
   * @default ObjectSelector.all()
   */
  readonly probes?: ObjectSelector;

  /**
   * Which ScrapeConfigs. With no object of any kind it fails.
   *
   * @default ObjectSelector.all()
   */
  readonly scrapeConfigs?: ObjectSelector;

  /**
   * The only namespaces in which they are looked for. Together with `deniedNamespaces` it fails, and so does a name that no namespace has.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Namespaces in which they are not looked for. Together with `namespaces` it fails, and so does a name that no namespace has.
   *
   * @default - none
   */
  readonly deniedNamespaces?: string[];

  /**
   * Namespaces whose Secrets and ConfigMaps they may name: passwords, tokens and certificates of targets. The allocator may read all of them there, and
   * without `tls` it is a problem. A name that no namespace has fails.
   *
   * @default - none: what names a Secret is left out
   */
  readonly secretNamespaces?: string[];

  /**
   * What they find in the Kubernetes API besides pods, Services and what is behind Services: Ingresses of Probes, nodes of ScrapeConfigs.
   *
   * @default - nothing
   */
  readonly furtherRoles?: KubernetesDiscoveryRole[];

  /**
   * How often targets are scraped of which they do not say it. Zero fails.
   *
   * @default Duration.seconds(30)
   */
  readonly scrapeInterval?: Duration;
}

/** Which objects of one kind, as the document of the allocator calls it. */
export interface WatchedKind {
  readonly kind: 'service_monitor' | 'pod_monitor' | 'probe' | 'scrape_config';
  readonly selector: ObjectSelector;
}

/** What is watched, with every default. */
export interface MonitorPlan {
  readonly kinds: readonly WatchedKind[];
  readonly namespaces: readonly string[];
  readonly deniedNamespaces: readonly string[];
  readonly secretNamespaces: readonly string[];
  readonly furtherRoles: readonly KubernetesDiscoveryRole[];
  readonly scrapeInterval: Duration;
}

/** Fails on what the allocator refuses, and on what would watch nothing. */
export function monitorPlan(path: string, watching: MonitorWatching): MonitorPlan {
  const all = ObjectSelector.all();
  const plan: MonitorPlan = {
    kinds: [
      { kind: 'service_monitor', selector: watching.serviceMonitors ?? all },
      { kind: 'pod_monitor', selector: watching.podMonitors ?? all },
      { kind: 'probe', selector: watching.probes ?? all },
      { kind: 'scrape_config', selector: watching.scrapeConfigs ?? all },
    ],
    namespaces: watching.namespaces ?? [],
    deniedNamespaces: watching.deniedNamespaces ?? [],
    secretNamespaces: watching.secretNamespaces ?? [],
    furtherRoles: watching.furtherRoles ?? [],
    scrapeInterval: requireInterval(path, 'monitors: scrapeInterval', watching.scrapeInterval ?? Duration.seconds(30), 'targets would be scraped without a pause'),
  };
  (['namespaces', 'deniedNamespaces', 'secretNamespaces'] as const).forEach((property) => requireNamespaces(path, plan[property], `monitors: ${property}`));
  if (plan.namespaces.length > 0 && plan.deniedNamespaces.length > 0) {
    fail(path, {
      what: 'monitors has namespaces and deniedNamespaces',
      why: 'only one of them can be meant, and the allocator does not start with both',
      fix: 'leave deniedNamespaces out',
    });
  }
  if (plan.kinds.every(({ selector }) => selector.labels === undefined)) {
    fail(path, { what: 'monitors watches no object of any kind', why: 'there would be no target', fix: 'leave monitors out, or serviceMonitors: ObjectSelector.all()' });
  }
  return plan;
}
