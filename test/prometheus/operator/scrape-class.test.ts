import { Chart } from 'cdk8s';
import { chartOf, prometheusBeside, specOf, whatsIn } from './operator-objects';
import { CardinalityPolicy, FileSource, RelabelAction, ScrapeClass, ScrapeClassProps, ScrapeProtocol, ScrapeScheme, SecretValue, ServiceMonitor, Tls } from '../../../lib';

const authorization = SecretValue.fromSecret('mesh', 'token');
const classesOf = (...scrapeClasses: ScrapeClass[]) => specOf(prometheusBeside(chartOf(), { scrapeClasses }));

describe('scrape classes of a Prometheus', () => {
  test('are none, unless there are some', () => {
    ['scrapeClasses', 'secrets', 'configMaps'].forEach((key) => expect(specOf(prometheusBeside(chartOf()))).not.toHaveProperty(key));
  });

  test('have files of the pod: the token of the ServiceAccount, and the authority of the cluster', () => {
    expect(classesOf(new ScrapeClass('kubelet', { serviceAccountToken: true, clusterCa: true })).scrapeClasses).toEqual([{
      name: 'kubelet',
      tlsConfig: { caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' },
      authorization: { credentialsFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
    }]);
  });

  test('have files of Secrets and ConfigMaps, which the operator puts into the pods', () => {
    const tls = Tls.custom({
      ca: FileSource.fromConfigMap('authority', 'ca.crt'), certificate: FileSource.fromSecret('mesh', 'tls.crt'), key: FileSource.fromSecret('mesh', 'tls.key'), serverName: 'web',
    });

    expect(classesOf(new ScrapeClass('mesh', { tls, authorization: SecretValue.fromSecret('tokens', 'mesh', { prefix: 'Token ' }) }))).toMatchObject({
      secrets: ['mesh', 'tokens'],
      configMaps: ['authority'],
      scrapeClasses: [{
        tlsConfig: {
          caFile: '/etc/prometheus/configmaps/authority/ca.crt',
          certFile: '/etc/prometheus/secrets/mesh/tls.crt',
          keyFile: '/etc/prometheus/secrets/mesh/tls.key',
          serverName: 'web',
        },
        authorization: { type: 'Token', credentialsFile: '/etc/prometheus/secrets/tokens/mesh' },
      }],
    });
  });

  test('say what monitors need not say', () => {
    expect(classesOf(new ScrapeClass('mesh', {
      insecureSkipVerify: true,
      attachNodeMetadata: true,
      fallbackScrapeProtocol: ScrapeProtocol.OPEN_METRICS_TEXT_1_0_0,
      relabelings: [{ sourceLabels: ['__meta_kubernetes_node_label_zone'], targetLabel: 'zone' }],
      metricRelabelings: [{ action: RelabelAction.LABELDROP, regex: 'id' }],
      cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*'] }),
    })).scrapeClasses).toEqual([{
      name: 'mesh',
      tlsConfig: { insecureSkipVerify: true },
      attachMetadata: { node: true },
      fallbackScrapeProtocol: 'OpenMetricsText1.0.0',
      relabelings: [{ sourceLabels: ['__meta_kubernetes_node_label_zone'], targetLabel: 'zone', action: 'replace' }],
      metricRelabelings: [{ regex: 'id', action: 'labeldrop' }, { sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
    }]);
  });

  test('have at most one for all other monitors, among the others or not', () => {
    const [mesh, rest] = [new ScrapeClass('mesh'), new ScrapeClass('rest')];
    const names = (scrapeClasses: ScrapeClass[] | undefined, defaultScrapeClass: ScrapeClass) =>
      specOf(prometheusBeside(chartOf(), { scrapeClasses, defaultScrapeClass })).scrapeClasses;

    expect(names([mesh], rest)).toEqual([{ name: 'mesh' }, { name: 'rest', default: true }]);
    expect(names([rest, mesh], rest)).toEqual([{ name: 'rest', default: true }, { name: 'mesh' }]);
    expect(names(undefined, rest)).toEqual([{ name: 'rest', default: true }]);
  });

  test('are told apart by name', () => {
    const chart = chartOf();
    prometheusBeside(chart, { scrapeClasses: [new ScrapeClass('mesh'), new ScrapeClass('mesh'), new ScrapeClass('kubelet')], defaultScrapeClass: new ScrapeClass('mesh') });

    expect(whatsIn(chart)).toEqual(["two of scrapeClasses are called 'mesh'"]);
  });
});

describe('a scrape class that the operator would refuse, or that says something else than is meant', () => {
  test.each<[string, ScrapeClassProps, RegExp]>([
    ['', {}, /its name is empty/],
    ['a', { tls: Tls.plaintext() }, /ScrapeClass 'a': tls is Tls\.plaintext\(\)/],
    ['a', { tls: Tls.system(), clusterCa: true }, /tls and clusterCa are both given/],
    ['a', { insecureSkipVerify: true, clusterCa: true }, /insecureSkipVerify is on, with an authority/],
    ['a', { insecureSkipVerify: true, tls: Tls.custom({ ca: FileSource.fromSecret('a', 'b') }) }, /insecureSkipVerify is on, with an authority/],
    ['a', { authorization, serviceAccountToken: true }, /authorization and serviceAccountToken are both given/],
    ['a', { authorization: SecretValue.fromSecret('a', 'b', { prefix: 'Basic ' }) }, /authorization has the scheme Basic/],
    ['a', { relabelings: [{ regex: '(', targetLabel: 'x' }] }, /relabelings\[0\]: regex/],
    ['a', { metricRelabelings: [{ regex: '(', targetLabel: 'x' }] }, /metricRelabelings\[0\]: regex/],
    ['a', { cardinality: new CardinalityPolicy({ dropLabels: ['pod'] }) }, /cardinality: dropLabels may make series the same/],
    ['a', { cardinality: new CardinalityPolicy({ limits: { samples: 1 } }) }, /cardinality has limits/],
  ])('fails: %s %#', (name, props, message) => {
    expect(() => new ScrapeClass(name, props)).toThrow(message);
  });
});

describe('a monitor with a password', () => {
  const basicAuth = { username: SecretValue.fromSecret('web', 'username'), password: SecretValue.fromSecret('web', 'password') };
  const showing = new ScrapeClass('token', { serviceAccountToken: true });
  const silent = new ScrapeClass('mesh', { attachNodeMetadata: true });
  const monitorIn = (chart: Chart, scrapeClass?: ScrapeClass) =>
    new ServiceMonitor(chart, 'web', { selector: { app: 'web' }, endpoints: [{ port: 'metrics', scheme: ScrapeScheme.HTTPS, basicAuth }], scrapeClass });
  const whats = ["it has basicAuth, and scrapeClass 'token' of 'monitoring/main' authorization"];

  test.each([[showing, undefined, whats], [undefined, showing, whats], [showing, silent, whats], [silent, showing, []], [undefined, undefined, []]])(
    'is none of a class that has a token: Prometheus would refuse its whole configuration: %#', (scrapeClass, defaultScrapeClass, expected) => {
      const chart = chartOf();
      prometheusBeside(chart, { scrapeClasses: [showing, silent], defaultScrapeClass });
      monitorIn(chart, scrapeClass);

      expect(whatsIn(chart)).toEqual(expected);
    });

  test('is that of the one Prometheus that cannot read it, whoever else takes it', () => {
    const chart = chartOf();
    prometheusBeside(chart, {}, 'other');
    prometheusBeside(chart, { defaultScrapeClass: showing });
    monitorIn(chart);

    expect(whatsIn(chart)).toEqual(whats);
  });
});

describe('a monitor of a class', () => {
  const kubelet = new ScrapeClass('kubelet');
  const monitorIn = (chart = chartOf()) => new ServiceMonitor(chart, 'web', { selector: { app: 'web' }, endpoints: [{ port: 'metrics' }], scrapeClass: kubelet });

  test('has its name', () => {
    expect(specOf(monitorIn())).toMatchObject({ scrapeClass: 'kubelet' });
  });

  test('is a problem when its Prometheus does not have it', () => {
    const [lacking, having, rest] = [chartOf(), chartOf(), chartOf()];
    prometheusBeside(lacking, { scrapeClasses: [new ScrapeClass('mesh')] });
    prometheusBeside(having, { scrapeClasses: [kubelet] });
    prometheusBeside(rest, { defaultScrapeClass: kubelet });
    [lacking, having, rest].forEach(monitorIn);

    expect([lacking, having, rest].map(whatsIn)).toEqual([["scrapeClass 'kubelet' is none of 'monitoring/main'"], [], []]);
  });
});
