import { Duration } from 'cdk8s';
import { FileSource, KubernetesDiscoveryRole, ScrapeConfig, SecretValue } from '../../lib';
import { requireJobs, scrapeParts, sourceFindings } from '../../lib/prometheus/scraping';
import { whats } from '../collector/documents';

const SCRAPER = { caller: 'observability/main', program: 'Prometheus', interval: Duration.seconds(30), timeout: Duration.seconds(10) };
const PODS: ScrapeConfig = { jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] };
const WEB: ScrapeConfig = {
  jobName: 'web',
  staticTargets: [{ targets: ['web:8080'] }],
  extra: { basic_auth: { username: 'web', password_file: FileSource.fromSecret('web', 'password') } },
};

describe('jobs of a Prometheus', () => {
  test('name files for their secrets, never the secrets', () => {
    expect(() => requireJobs({ scrapeConfigs: [PODS, WEB] }, SCRAPER)).not.toThrow();
    expect(() => requireJobs({ scrapeConfigs: [{ ...WEB, extra: { basic_auth: { password: SecretValue.fromSecret('web', 'password') } } }] }, SCRAPER)).toThrow(
      /job 'web': extra has the key 'password' of secret 'web' as a value\n.*\n {2}fix: .*FileSource\.fromSecret\('web', 'password'\)/,
    );
  });

  test('give the pods what discovery reads, and the files that each of them names', () => {
    const [all, ...others] = scrapeParts({ scrapeConfigs: [PODS, WEB] });

    expect(all!.needs).toMatchObject({
      clusterRules: [{ resources: ['pods'] }], egress: [{}], mounts: [{ mountPath: '/etc/observability/secret/web', secretName: 'web' }],
    });
    expect(others).toEqual([]);
  });

  test('need nothing when there are none', () => {
    expect(scrapeParts({ targetAccess: [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] })).toEqual([]);
  });
});

test('a Prometheus has samples: it scrapes, or others write to it', () => {
  expect(whats(sourceFindings({}, { remoteWriteReceiver: false }))).toEqual(['it scrapes nothing, and remoteWriteReceiver is off']);
  expect([...sourceFindings({}, { remoteWriteReceiver: true }), ...sourceFindings({ scrapeConfigs: [PODS] }, { remoteWriteReceiver: false })]).toEqual([]);
});
