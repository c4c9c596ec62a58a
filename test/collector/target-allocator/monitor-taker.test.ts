import { Chart, Duration, Testing } from 'cdk8s';
import { MonitorWatching, ObjectSelector, ScrapeClass, ServiceMonitor, ServiceMonitorProps, TargetAllocator } from '../../../lib';
import { problemsOf } from '../../../lib/validation';

/** What is said of a ServiceMonitor of the shop beside an allocator. */
function saidOf(monitors: MonitorWatching | undefined, props: Partial<ServiceMonitorProps> = {}): string[] {
  const app = Testing.app();
  new TargetAllocator(new Chart(app, 'collectors', { namespace: 'collectors' }), 'allocator', { monitors });
  const monitor = new ServiceMonitor(new Chart(app, 'shop', { namespace: 'shop' }), 'web', { selector: { app: 'web' }, endpoints: [{ port: 'metrics' }], ...props });
  return problemsOf(app).filter(({ path }) => path === monitor.node.path).map(({ what }) => what);
}

const shop = ObjectSelector.labelled({ team: 'shop' });

describe('monitors beside an allocator that watches them', () => {
  test.each<[MonitorWatching, Partial<ServiceMonitorProps>]>([
    [{}, {}], [{ serviceMonitors: shop }, { labels: { team: 'shop' } }], [{ namespaces: ['shop'] }, {}], [{ deniedNamespaces: ['pay'] }, {}],
    [{ serviceMonitors: ObjectSelector.labelled({}, { stage: 'prod' }), namespaces: ['shop'] }, {}],
  ])('may be those that it takes, or may take: %#', (monitors, props) => {
    expect(saidOf(monitors, props)).toEqual([]);
  });

  test.each<[MonitorWatching, Partial<ServiceMonitorProps>, string]>([
    [{ serviceMonitors: shop }, {}, "nobody takes it: 'collectors/allocator' takes ServiceMonitors with team=shop"],
    [{ serviceMonitors: ObjectSelector.none() }, {}, "nobody takes it: 'collectors/allocator' takes no ServiceMonitors"],
    [{ serviceMonitors: ObjectSelector.ownNamespace() }, {}, "nobody takes it: 'collectors/allocator' takes ServiceMonitors of its own namespace"],
    [{ namespaces: ['pay'] }, {}, "nobody takes it: 'collectors/allocator' takes ServiceMonitors of namespaces with kubernetes.io/metadata.name=pay"],
    [{ deniedNamespaces: ['shop'] }, {}, "nobody takes it: 'collectors/allocator' takes ServiceMonitors of namespaces with kubernetes.io/metadata.name!=shop"],
    [
      { scrapeInterval: Duration.seconds(15) }, { endpoints: [{ port: 'metrics', timeout: Duration.seconds(20) }] },
      "timeout 20s is longer than the scrapeInterval 15s of 'collectors/allocator'",
    ],
    [{}, { scrapeClass: new ScrapeClass('mesh') }, "scrapeClass 'mesh' is none of 'collectors/allocator'"],
  ])('are a problem when it leaves them, or cannot read them: %#', (monitors, props, what) => {
    expect(saidOf(monitors, props)).toEqual([what]);
  });

  test('are not held against one that watches none', () => {
    expect(saidOf(undefined)).toEqual([]);
  });
});
