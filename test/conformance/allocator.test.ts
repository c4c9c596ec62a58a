import { AddressInfo } from 'node:net';
import { answer, HandedOut, jobsOf, standIn } from '../../conformance/allocator/stand-in';
import { misread } from '../../conformance/judging/allocator/document-keys';
import { wantedRights } from '../../conformance/judging/allocator/wanted-rights';

const HANDED_OUT: HandedOut = {
  jobs: { 'pods': { job_name: 'pods', scrape_interval: '30s' }, 'serviceMonitor/shop/web/0': {} },
  targetsOf: (job, collector) => (job === 'pods' && collector === 'scraper-0' ? [{ address: '10.0.0.7:8080', labels: { shard: '4' } }] : []),
};

describe('what stands in for the Target Allocator', () => {
  test('shows jobs, and where their targets are', () => {
    expect(answer(HANDED_OUT, '/scrape_configs')).toEqual(HANDED_OUT.jobs);
    expect(answer(HANDED_OUT, '/jobs')).toEqual({
      'pods': { _link: '/jobs/pods/targets' }, 'serviceMonitor/shop/web/0': { _link: '/jobs/serviceMonitor%2Fshop%2Fweb%2F0/targets' },
    });
  });

  test('gives each collector its targets, and another one others', () => {
    expect(answer(HANDED_OUT, '/jobs/pods/targets?collector_id=scraper-0')).toEqual([
      { targets: ['10.0.0.7:8080'], labels: { __address__: '10.0.0.7:8080', shard: '4' } },
    ]);
    expect(answer(HANDED_OUT, '/jobs/pods/targets?collector_id=scraper-1')).toEqual([]);
    expect(answer(HANDED_OUT, '/jobs/serviceMonitor%2Fshop%2Fweb%2F0/targets?collector_id=scraper-0')).toEqual([]);
    expect(answer(HANDED_OUT, '/jobs/others/targets')).toBeUndefined();
  });

  test('is a server, which says what it was asked', async () => {
    const asked: string[] = [];
    const server = standIn(HANDED_OUT, (url) => asked.push(url));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    const [known, unknown] = [await fetch(at('/jobs/pods/targets?collector_id=scraper-0')), await fetch(at('/nothing'))];

    expect([known.status, unknown.status]).toEqual([200, 404]);
    expect(await known.json()).toHaveLength(1);
    expect(asked).toEqual(['/jobs/pods/targets?collector_id=scraper-0', '/nothing']);
    server.close();
  });

  test('has the jobs of a document, but for where their targets are found', () => {
    const jobs = [{ job_name: 'a', kubernetes_sd_configs: [], static_configs: [], scheme: 'http' }];

    expect(jobsOf({ config: { scrape_configs: jobs } })).toEqual({ a: { job_name: 'a', scheme: 'http' } });
    expect(jobsOf({})).toEqual({});
  });
});

describe('the keys of an allocator', () => {
  const GOOD = { collector_namespace: 'a', collector_selector: { matchLabels: { app: 'scraper' } }, config: { scrape_configs: [{ job_name: 'a' }] } };

  test('are those that it knows, with values that it reads', () => {
    expect(misread(GOOD)).toEqual([]);
    expect(misread({ ...GOOD, collector_not_ready_grace_period: '1m30s', prometheus_cr: { enabled: true, deny_fs_access_through_sms: true, pod_monitor_selector: {} } })).toEqual([]);
  });

  test.each<[object, string]>([
    [{ ...GOOD, scrapeInterval: '30s' }, 'document.scrapeInterval is no key of the allocator'],
    [{ ...GOOD, collector_selector: {} }, 'document.collector_selector has no matchLabels'],
    [{ ...GOOD, config: { scrape_configs: [{ replacement: '$$1' }] } }, 'document.config.scrape_configs has a dollar sign twice'],
    [{ ...GOOD, prometheus_cr: { enabled: true } }, 'document.prometheus_cr has no deny_fs_access_through_sms'],
    [{ ...GOOD, prometheus_cr: { enabled: true, deny_fs_access_through_sms: true, allow_namespaces: 'shop' } }, 'document.prometheus_cr.allow_namespaces is no list'],
    [{ ...GOOD, config: undefined }, 'document.config is no mapping'],
    [{ collector_namespace: 'a', collector_selector: GOOD.collector_selector }, 'there are neither scrape configs nor monitors: it does not start'],
  ])('are not others: %j', (document, complaint) => {
    expect(misread(document)).toContain(complaint);
  });
});

test('what an allocator has to be allowed follows from its document', () => {
  const found = [{ role: 'service', namespaces: { names: ['shop'] } }, { role: 'node', attach_metadata: { node: true } }];
  const config = { scrape_configs: [{ job_name: 'all', kubernetes_sd_configs: found }] };
  const rights = wantedRights({ collector_namespace: 'scraping', config }, []);

  expect([...rights].map(([namespace, allowed]) => [namespace, [...allowed]])).toEqual([
    ['scraping', ['get pods', 'list pods', 'watch pods']],
    ['shop', ['list services', 'watch services']],
    ['', ['list nodes', 'watch nodes']],
  ]);
});
