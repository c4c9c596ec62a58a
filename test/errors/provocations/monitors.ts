import { Provocations } from '../provocation';

export const MONITORS: Provocations = {
  room: 'Monitors',
  page: 'monitors.md',
  provocations: [
    {
      title: 'Why is my ServiceMonitor ignored?',
      shows: 'prometheus=main',
      program: `
          new Prometheus(chart, 'main', { cluster, serviceMonitors: ObjectSelector.labelled({ prometheus: 'main' }) });
          new ServiceMonitor(chart, 'web', {
            selector: { app: 'web' },
            endpoints: [{ port: 'metrics' }],
        +   labels: { prometheus: 'main' },
          });
      `,
      error: `observability/web: nobody takes it: 'observability/main' takes ServiceMonitors with prometheus=main
  why: the operator says nothing of it: nothing would be scraped
  fix: labels: { prometheus: 'main' }`,
    },
    {
      title: 'Does a Prometheus take PodMonitors of another namespace?',
      shows: 'of its own namespace',
      program: `
          const main = new Prometheus(chart, 'main', {
            cluster,
        -   podMonitors: ObjectSelector.ownNamespace(),
        +   podMonitors: ObjectSelector.all(),
          });
          new PodMonitor(new Chart(app, 'shop', { namespace: 'shop' }), 'web', { selector: { app: 'web' }, endpoints: [{ port: 'metrics' }], prometheus: main });
      `,
      error: `shop/web: nobody takes it: 'observability/main' takes PodMonitors of its own namespace
  why: the operator says nothing of it: nothing would be scraped
  fix: podMonitors: ObjectSelector.all() of 'observability/main', or a chart with namespace: 'observability'`,
    },
    {
      title: 'Why does my second Prometheus take no Probe?',
      shows: 'prometheus=shop',
      program: `
          const probes = new Prometheus(chart, 'probes', { cluster });
        - new Prometheus(chart, 'shop', { cluster, probes: ObjectSelector.labelled({ prometheus: 'shop' }) });
        + new Prometheus(chart, 'shop', { cluster, probes: ObjectSelector.ofOthers({ prometheus: 'shop' }) });
          new Probe(chart, 'frontend', { prober: { address: 'blackbox-exporter:9115' }, targets: ['https://shop.example.com'], prometheus: probes });
      `,
      error: `observability/shop: probes takes those with prometheus=shop, and no Probe of this program
  why: the Probe that is there is taken by others only
  fix: probes: ObjectSelector.ofOthers({ prometheus: 'shop' }) when other programs write them, or this Prometheus as the option prometheus of those it is to take`,
    },
    {
      title: 'Why does my ServiceMonitor find no port?',
      program: `
          const prometheus = new Prometheus(chart, 'main', { cluster });
          new ServiceMonitor(chart, 'prometheus', {
            service: prometheus.headlessService,
        -   endpoints: [{ port: 'metrics' }],
        +   endpoints: [{ port: 'web' }],
          });
      `,
      error: `observability/prometheus: endpoints[0]: port 'metrics' is none of Service 'main-headless'
  why: it has 'web', 'reloader-web': nothing would be scraped
  fix: port: 'web'`,
    },
    {
      title: 'Why is everything scraped twice?',
      shows: "'main', 'main-headless'",
      program: `
          const prometheus = new Prometheus(chart, 'main', { cluster });
          new ServiceMonitor(chart, 'prometheus', {
        -   selector: { 'app.kubernetes.io/instance': 'main' },
        +   service: prometheus.headlessService,
            endpoints: [{ port: 'web' }],
          });
      `,
      error: `observability/prometheus: endpoints[0]: selector takes 'main', 'main-headless', which have the same pods behind port 'web'
  why: each pod would be two targets: everything would be scraped and counted twice
  fix: service: one of them`,
    },
    {
      title: 'Where does a Prometheus have its scrape classes?',
      program: `
          const kubelet = new ScrapeClass('kubelet', { serviceAccountToken: true });
          new Prometheus(chart, 'main', {
            cluster,
        +   scrapeClasses: [kubelet],
          });
          new ScrapeConfigMonitor(chart, 'kubelet', { scrapeConfig: ScrapeJobs.kubelet(), scrapeClass: kubelet });
      `,
      error: `observability/kubelet: scrapeClass 'kubelet' is none of 'observability/main'
  why: it has no classes: the operator rejects the object, and nothing is scraped
  fix: the ScrapeClass among scrapeClasses of 'observability/main'`,
    },
    {
      title: 'How does a monitor show the token of the ServiceAccount?',
      shows: 'serviceAccountToken',
      program: `
          new Prometheus(chart, 'main', {
            cluster,
        +   scrapeClasses: [new ScrapeClass('kubelet', { serviceAccountToken: true })],
          });
          new ScrapeConfigMonitor(chart, 'kubelet', {
            scrapeConfig: ScrapeJobs.kubelet(),
        +   scrapeClass: new ScrapeClass('kubelet', { serviceAccountToken: true }),
          });
      `,
      error: `observability/kubelet: job 'kubelet': serviceAccountToken is on, and there is no scrapeClass
  why: the token is a file of the pod: for files only scrape classes have words
  fix: scrapeClass: new ScrapeClass('kubelet', { serviceAccountToken: true }), which is among scrapeClasses of the Prometheus too`,
    },
    {
      title: 'May a monitor have a higher limit than its Prometheus enforces?',
      shows: '200000',
      program: `
          new Prometheus(chart, 'main', { cluster, enforcedLimits: { samples: 100_000 } });
          new PodMonitor(chart, 'web', {
            selector: { app: 'web' },
            endpoints: [{ port: 'metrics' }],
        -   limits: { samples: 200_000, labels: 40 },
        +   limits: { labels: 40 },
          });
      `,
      error: `observability/web: limits.samples is 200000, and 'observability/main' enforces 100000
  why: the lower one holds: the other says something that is not true
  fix: limits without samples, or at most 100000`,
      otherwise: [['200_000', '100_000']],
    },
    {
      title: 'May a monitor send a password without TLS?',
      shows: 'basicAuth',
      program: `
          new ServiceMonitor(chart, 'web', {
            selector: { app: 'web' },
            endpoints: [{
              port: 'metrics',
              basicAuth: { username: SecretValue.fromSecret('web', 'username'), password: SecretValue.fromSecret('web', 'password') },
        +     scheme: ScrapeScheme.HTTPS,
            }],
          });
      `,
      error: `observability/web: endpoints[0]: basicAuth is given, and targets are asked without TLS
  why: the credential would cross the network in clear text
  fix: scheme: ScrapeScheme.HTTPS`,
    },
    {
      title: 'Does the timeout of a monitor have to be shorter than the interval of its Prometheus?',
      shows: '45s',
      program: `
          new Prometheus(chart, 'main', { cluster, scrapeInterval: Duration.seconds(30) });
          new ServiceMonitor(chart, 'web', {
            selector: { app: 'web' },
        -   endpoints: [{ port: 'metrics', timeout: Duration.seconds(45) }],
        +   endpoints: [{ port: 'metrics', timeout: Duration.seconds(45), interval: Duration.seconds(45) }],
          });
      `,
      error: `observability/web: timeout 45s is longer than the scrapeInterval 30s of 'observability/main'
  why: without an interval of its own it has that one: the operator rejects the object, and nothing is scraped
  fix: interval: a Duration of at least 45s`,
    },
    {
      title: 'What does a Probe call its prober?',
      program: `
          new Probe(chart, 'shop', {
        -   prober: { address: 'http://blackbox-exporter.monitoring.svc:9115' },
        +   prober: { address: 'blackbox-exporter.monitoring.svc:9115' },
            targets: ['https://shop.example.com'],
          });
      `,
      error: `observability/shop: prober: address 'http://blackbox-exporter.monitoring.svc:9115' is not a host with or without a port
  why: the operator rejects the object, and nothing is probed
  fix: address: 'blackbox-exporter.monitoring.svc:9115', with path and scheme`,
    },
  ],
};
