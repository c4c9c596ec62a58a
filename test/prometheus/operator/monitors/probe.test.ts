import { Duration, Size } from 'cdk8s';
import { CardinalityPolicy, Probe, ProbeProps, RelabelAction, ScrapeScheme, SecretValue, TargetNamespaces, Tls } from '../../../../lib';
import { chartOf, specOf, whatsIn } from '../operator-objects';

const prober = { address: 'blackbox-exporter.monitoring.svc:9115' };
const targets = ['https://shop.example.com'];
const probeOf = (props: Partial<ProbeProps>) => new Probe(chartOf(), 'shop', { prober, ...props });
const whatsOf = (props: Partial<ProbeProps>) => whatsIn(probeOf(props));

describe('a Probe', () => {
  test('has a prober ask targets by their addresses', () => {
    expect(specOf(probeOf({
      prober: { ...prober, path: '/probe/http' },
      module: 'http_2xx',
      targets,
      targetLabels: { team: 'shop' },
      jobName: 'shop',
      interval: Duration.minutes(1),
      timeout: Duration.seconds(30),
      tls: Tls.system(),
      authorization: SecretValue.fromSecret('blackbox', 'token'),
      relabelings: [{ sourceLabels: ['__param_target'], targetLabel: 'instance' }],
      metricRelabelings: [{ action: RelabelAction.LABELDROP, regex: 'phase' }],
      cardinality: new CardinalityPolicy({ dropMetrics: ['probe_dns_.*'], limits: { samples: 100 } }),
    }))).toEqual({
      prober: { url: 'blackbox-exporter.monitoring.svc:9115', path: '/probe/http', scheme: 'https' },
      module: 'http_2xx',
      targets: {
        staticConfig: {
          static: ['https://shop.example.com'],
          labels: { team: 'shop' },
          relabelingConfigs: [{ sourceLabels: ['__param_target'], targetLabel: 'instance', action: 'replace' }],
        },
      },
      jobName: 'shop',
      interval: '1m',
      scrapeTimeout: '30s',
      authorization: { credentials: { name: 'blackbox', key: 'token' } },
      sampleLimit: 100,
      metricRelabelings: [{ regex: 'phase', action: 'labeldrop' }, { sourceLabels: ['__name__'], regex: 'probe_dns_.*', action: 'drop' }],
    });
  });

  test('has it ask what Ingresses lead to', () => {
    expect(specOf(probeOf({ ingresses: { selector: { probe: 'yes' }, namespaces: TargetNamespaces.any() } })).targets).toEqual({
      ingress: { selector: { matchLabels: { probe: 'yes' } }, namespaceSelector: { any: true } },
    });
    expect(specOf(probeOf({ ingresses: {} })).targets).toEqual({ ingress: { selector: { matchLabels: {} } } });
  });

  test.each(['exporter', 'exporter:9115', '10.0.0.1:80', '[fd00::7]:9115', 'Exporter.example.com'])('has a prober at %s', (address) => {
    expect(whatsOf({ prober: { address }, targets })).toEqual([]);
  });
});

describe('a Probe that would probe nothing', () => {
  test.each<[Partial<ProbeProps>, string]>([
    [{}, 'it has neither targets nor ingresses'],
    [{ targets, ingresses: {} }, 'targets and ingresses are both given'],
    [{ targets: [] }, 'targets is empty'],
    [{ targets: ['a', ''] }, 'targets has an empty one'],
    [{ targets, targetLabels: { '': 'a' } }, 'targetLabels has a label without a name'],
    [{ ingresses: {}, targetLabels: { team: 'shop' } }, 'targetLabels is given, with ingresses'],
    [{ ingresses: { selector: { app: 'a b' } } }, "ingresses: selector has 'app: a b'"],
    [{ targets, prober: { address: 'http://exporter:9115' } }, "prober: address 'http://exporter:9115' is not a host with or without a port"],
    [{ targets, prober: { address: '[fd00::7]' } }, "prober: address '[fd00::7]' is not a host with or without a port"],
    [{ targets, prober: { address: 'exporter:' } }, "prober: address 'exporter:' is not a host with or without a port"],
    [{ targets, prober: { address: 'exporter:0' } }, "prober: address 'exporter:0' is not a host with or without a port"],
    [{ targets, prober: { address: 'exporter:65536' } }, "prober: address 'exporter:65536' is not a host with or without a port"],
    [{ targets, prober: { ...prober, path: 'probe' } }, "prober: path 'probe' does not begin with a slash"],
    [{ targets, prober: { ...prober, scheme: ScrapeScheme.HTTP }, tls: Tls.system() }, 'tls is given, and scheme is http'],
    [{ targets, interval: Duration.seconds(5), timeout: Duration.seconds(6) }, 'timeout 6s is longer than interval 5s'],
    [{ targets, limits: { bodySize: Size.mebibytes(1) } }, 'limits has bodySize'],
    [{ targets, cardinality: new CardinalityPolicy({ limits: { bodySize: Size.mebibytes(1) } }) }, 'cardinality.limits has bodySize'],
    [{ targets, limits: { targets: 0 } }, 'limits.targets is 0'],
  ])('is a problem: %#', (props, what) => {
    expect(whatsOf(props)).toEqual([what]);
  });

  test('fails on rules that Prometheus refuses', () => {
    expect(() => probeOf({ targets, relabelings: [{ regex: '(', targetLabel: 'x' }] })).toThrow(/shop\/shop: relabelings\[0\]/);
    expect(() => probeOf({ targets, metricRelabelings: [{ regex: '(', targetLabel: 'x' }] })).toThrow(/shop\/shop: metricRelabelings\[0\]/);
  });
});
