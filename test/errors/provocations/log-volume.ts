import { Provocations } from '../provocation';

export const LOG_VOLUME: Provocations = {
  room: 'Log policies',
  page: 'log-volume-policy.md',
  provocations: [
    {
      title: 'Why must secrets be looked for before lines are cut?',
      program: `
          new LogVolumePolicy({
            rules: [
        -     LogRule.truncate('long-lines'),
        -     LogRule.redact('secrets', { secrets: [LogSecret.BEARER_TOKEN] }),
        +     LogRule.redact('secrets', { secrets: [LogSecret.BEARER_TOKEN] }),
        +     LogRule.truncate('long-lines'),
            ],
          });
      `,
      error: `LogVolumePolicy: the rule 'secrets' looks for secrets after 'long-lines' has cut records
  why: a secret that is cut in two is found no more, and its beginning leaves the node
  fix: 'secrets' before 'long-lines'`,
    },
    {
      title: 'Can a rule drop errors?',
      program: `
          new LogVolumePolicy({
        -   rules: [LogRule.dropBelow('trial', { severity: LogSeverity.FATAL })],
        +   rules: [LogRule.dropBelow('trial', { severity: LogSeverity.FATAL, evenErrors: true })],
          });
      `,
      error: `LogVolumePolicy: rules[0] 'trial' is about what is below FATAL, without evenErrors
  why: ERROR would stay: no rule drops it by accident
  fix: LogSeverity.ERROR; or evenErrors: true, when that is meant`,
    },
    {
      title: 'Until when does an exception hold?',
      program: `
          const checkout = LogCondition.resourceAttribute('k8s.deployment.name', ['checkout']);
          new LogVolumePolicy({
            rules: [LogRule.dropBelow('debug', {
              severity: LogSeverity.INFO,
        -     except: [{ when: checkout, until: '2026-12-01' }],
        +     except: [{ when: checkout, until: '2026-12-01T00:00:00Z' }],
            })],
          });
      `,
      error: `LogVolumePolicy: rules[0] 'debug': except[0].until is '2026-12-01'
  why: the collector compares it with the time of records: an instant of RFC 3339, from 1971 to 2261
  fix: until: '2026-12-01T00:00:00Z'`,
    },
    {
      title: 'Why does an agent take no log policy?',
      program: `
          const logVolume = new LogVolumePolicy({ rules: [LogRule.truncate('long-lines')] });
        - new CollectorDaemonSet(chart, 'agent', { cluster, destination: vendor, hostMetrics: {}, logVolume });
        + new CollectorDaemonSet(chart, 'agent', { cluster, destination: vendor, hostMetrics: {}, containerLogs: {}, logVolume });
      `,
      error: `observability/agent: logVolume is about logs, and nothing gives any
  why: the policy would never act
  fix: containerLogs: {}, or otlp: {}`,
    },
    {
      title: 'Why does nothing take a route of logs?',
      program: `
          const logVolume = new LogVolumePolicy({ rules: [LogRule.classify('auditors', { when: LogCondition.namespace(['audit-log']), logClass: 'audit' })] });
          const archive = OtlpEndpoint.http({ name: 'archive', url: 'https://archive.example.com' });
          new CollectorDaemonSet(chart, 'agent', {
            cluster, destination: vendor, containerLogs: {}, logVolume,
        -   logRoutes: [{ logClass: 'auditors', to: archive }],
        +   logRoutes: [{ logClass: 'audit', to: archive }],
          });
      `,
      error: `observability/agent: logRoutes has the class 'auditors', and logVolume says 'audit'
  why: nothing would take the route
  fix: one of these, or LogRule.classify(…, { when: …, logClass: 'auditors' })`,
    },
    {
      title: 'What does a price of logs need?',
      program: `
          const policy = new LogVolumePolicy({ rules: [LogRule.truncate('long-lines')] });
        - policy.predict([{ body: 'a line' }], { pricePerGibibyte: 0.5 });
        + policy.predict([{ body: 'a line' }], { covers: Duration.minutes(1), pricePerGibibyte: 0.5 });
      `,
      error: `LogVolumePolicy: pricePerGibibyte is 0.5, and covers is not said
  why: costs are those of a day
  fix: covers: Duration.minutes(1)`,
    },
  ],
};
