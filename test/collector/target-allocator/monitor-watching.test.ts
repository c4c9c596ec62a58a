import { Duration } from 'cdk8s';
import { MonitorWatching, monitorPlan } from '../../../lib/collector/target-allocator/monitor-watching';
import { ObjectSelector } from '../../../lib/prometheus';
import { KubernetesDiscoveryRole } from '../../../lib/scraping';
import { problemOf } from '../documents';

const planOf = (watching: MonitorWatching) => monitorPlan('observability/allocator', watching);

describe('what is watched of the Prometheus operator', () => {
  test('is everything, every half minute', () => {
    const { kinds, ...others } = planOf({});

    expect(kinds.map(({ kind, selector }) => [kind, selector.labels, selector.namespaceLabels])).toEqual([
      ['service_monitor', {}, {}], ['pod_monitor', {}, {}], ['probe', {}, {}], ['scrape_config', {}, {}],
    ]);
    expect(others).toEqual({ namespaces: [], deniedNamespaces: [], secretNamespaces: [], furtherRoles: [], scrapeInterval: Duration.seconds(30) });
  });

  test('is what is asked for', () => {
    const [shop, web] = [ObjectSelector.labelled({ team: 'shop' }), ObjectSelector.labelled({ team: 'web' })];
    const { kinds, ...others } = planOf({
      serviceMonitors: shop,
      podMonitors: web,
      probes: ObjectSelector.none(),
      scrapeConfigs: ObjectSelector.ownNamespace(),
      deniedNamespaces: ['sandbox'],
      secretNamespaces: ['vault'],
      furtherRoles: [KubernetesDiscoveryRole.INGRESS],
      scrapeInterval: Duration.minutes(1),
    });

    expect(kinds.map(({ selector }) => selector)).toEqual([shop, web, ObjectSelector.none(), ObjectSelector.ownNamespace()]);
    expect(others).toEqual({
      namespaces: [], deniedNamespaces: ['sandbox'], secretNamespaces: ['vault'], furtherRoles: ['ingress'], scrapeInterval: Duration.minutes(1),
    });
  });

  test.each<[MonitorWatching, string]>([
    [{ namespaces: ['shop'], deniedNamespaces: ['sandbox'] }, 'monitors has namespaces and deniedNamespaces'],
    [{ namespaces: ['Shop'] }, "monitors: namespaces has 'Shop', which is not the name of a namespace"],
    [{ deniedNamespaces: ['a/b'] }, "monitors: deniedNamespaces has 'a/b', which is not the name of a namespace"],
    [{ secretNamespaces: [''] }, "monitors: secretNamespaces has '', which is not the name of a namespace"],
    [{ scrapeInterval: Duration.seconds(0) }, 'monitors: scrapeInterval is 0s'],
    [
      { serviceMonitors: ObjectSelector.none(), podMonitors: ObjectSelector.none(), probes: ObjectSelector.none(), scrapeConfigs: ObjectSelector.none() },
      'monitors watches no object of any kind',
    ],
  ])('%j is refused', (watching, what) => {
    expect(problemOf(() => planOf(watching))).toMatchObject({ path: 'observability/allocator', what });
  });
});
