import { aChart, cluster, configuration, manifests, vendor } from './agents';
import { rendered } from './documents';
import { CollectorDaemonSetProps, GatewayStatefulSet, LogCondition, LogRule, LogSecret, LogSeverity, LogVolumePolicy, LogVolumeProcessors } from '../../lib';
import { manifestsOf } from '../manifests';

const { body, namespace } = LogCondition;
const debug = LogRule.dropBelow('debug', { severity: LogSeverity.INFO, when: namespace(['shop']) });
const policy = new LogVolumePolicy({ rules: [debug] });

describe('rules in a collector', () => {
  test('that drop are conditions, in which ERROR is never meant', () => {
    expect(LogVolumeProcessors.of(policy).map((one) => rendered(one))).toEqual([{
      error_mode: 'ignore',
      log_conditions: [
        '((resource.attributes["k8s.namespace.name"] == "shop") and (log.severity_number != SEVERITY_NUMBER_UNSPECIFIED and log.severity_number < SEVERITY_NUMBER_INFO)) and log.severity_number < SEVERITY_NUMBER_ERROR',
      ],
    }]);
  });

  test('that keep a share read the body only of what is text', () => {
    const half = LogRule.keepShare('half', { when: namespace(['shop']), percent: 50 });
    const [processor] = LogVolumeProcessors.of(new LogVolumePolicy({ rules: [half] }));
    const { log_conditions: [beyond] } = rendered(processor!) as { readonly log_conditions: readonly string[] };
    const above = (other: string) => `SHA256(Concat(["half", log.time_unix_nano, ${other}], "\\n")) >= "80000000"`;

    expect(beyond).toContain(`((IsString(log.body) and ${above('log.body')}) or (not IsString(log.body) and ${above('log.observed_time_unix_nano')}))`);
  });

  test('are as few processors as their order allows', () => {
    const black = LogRule.redact('black', { secrets: [LogSecret.pattern('dollar', '"\\$1')] });
    const rules = [debug, LogRule.drop('noise', { when: body('a'), evenErrors: true }), black, LogRule.classify('class', { when: body('b'), logClass: 'x' }), LogRule.drop('last', { when: body('c') })];
    const processors = LogVolumeProcessors.of(new LogVolumePolicy({ rules }), { name: 'own' });

    expect(processors.map(({ type, name }) => `${type}/${name}`)).toEqual(['filter/own-0', 'transform/own-1', 'filter/own-2']);
    expect(rendered(processors[0]!)).toMatchObject({ log_conditions: [expect.any(String), '(IsString(log.body) and IsMatch(log.body, "a"))'] });
    expect(rendered(processors[1]!)).toEqual({
      error_mode: 'ignore',
      log_statements: [
        'replace_pattern(log.body, "\\"\\\\$$1", "[redacted dollar]") where IsString(log.body)',
        'replace_all_patterns(log.attributes, "value", "\\"\\\\$$1", "[redacted dollar]")',
        'set(log.cache["rule-3"], true) where (IsString(log.body) and IsMatch(log.body, "b"))',
        'set(log.attributes["log.class"], "x") where log.cache["rule-3"] == true',
      ],
    });
  });
});

describe('a secret', () => {
  const statements = (...secrets: LogSecret[]) => {
    const processors = LogVolumeProcessors.of(new LogVolumePolicy({ rules: [LogRule.redact('black', { secrets })] }));
    return (rendered(processors[0]!) as { readonly log_statements: readonly string[] }).log_statements;
  };

  test('that has marks is tried on what has one of them, in body and attributes', () => {
    expect(statements(LogSecret.EMAIL)).toEqual([
      'set(log.cache["rule-0-text"], ToKeyValueString(log.attributes))',
      'set(log.cache["rule-0-text"], Concat([log.body, log.cache["rule-0-text"]], " ")) where IsString(log.body)',
      'set(log.cache["rule-0-text"], ToLowerCase(log.cache["rule-0-text"]))',
      'set(log.cache["rule-0-email"], true) where Index(log.cache["rule-0-text"], "@") >= 0',
      expect.stringMatching(/^replace_pattern\(log\.body, .* where log\.cache\["rule-0-email"\] == true and IsString\(log\.body\)$/),
      expect.stringMatching(/^replace_all_patterns\(log\.attributes, "value", .* where log\.cache\["rule-0-email"\] == true$/),
    ]);
  });

  test('without marks is tried on everything', () => {
    expect(statements(LogSecret.CARD_NUMBER)).toEqual([expect.stringMatching(/^replace_pattern.* where IsString\(log\.body\)$/), expect.not.stringContaining(' where ')]);
  });

  test('has a text of its record that is put together once', () => {
    expect(statements(LogSecret.EMAIL, LogSecret.API_KEY, LogSecret.CARD_NUMBER).filter((statement) => statement.includes('ToLowerCase'))).toHaveLength(1);
  });
});

describe('a policy of an agent', () => {
  const processorsOf = (props: Partial<CollectorDaemonSetProps>, signal = 'logs') => configuration(manifests(props)).service.pipelines[signal]!.processors;

  test('acts on logs, behind what Kubernetes knows', () => {
    const processors = processorsOf({ containerLogs: {}, logVolume: policy });
    expect(processors.at(-1)).toBe('filter/log-volume-0');
    expect(processors.indexOf('k8s_attributes')).toBeGreaterThan(-1);
    expect(processorsOf({ otlp: {}, logVolume: policy }, 'traces')).not.toContain('filter/log-volume-0');
  });

  test('has severities read off lines', () => {
    const readers = (props: Partial<CollectorDaemonSetProps>) => JSON.stringify(configuration(manifests(props)).receivers);
    expect(readers({ containerLogs: {}, logVolume: policy })).toBe(readers({ containerLogs: { minimumSeverity: LogSeverity.TRACE } }));
    expect(readers({ containerLogs: {}, logVolume: policy })).not.toBe(readers({ containerLogs: {} }));
  });

  test('fails where nothing gives logs', () => {
    expect(() => manifests({ hostMetrics: {}, logVolume: policy })).toThrow('logVolume is about logs, and nothing gives any');
  });

  test('fails where it asks for a namespace that nobody knows', () => {
    const metadata = ['k8s.pod.name'];
    expect(() => manifests({ otlp: {}, logVolume: policy, kubernetesMetadata: { metadata } })).toThrow('logVolume asks for k8s.namespace.name');
    expect(() => manifests({ otlp: {}, logVolume: policy, kubernetesMetadata: { metadata: [...metadata, 'k8s.namespace.name'] } })).not.toThrow();
    expect(() => manifests({ otlp: {}, logVolume: new LogVolumePolicy({ rules: [LogRule.truncate('cut')] }), kubernetesMetadata: { metadata } })).not.toThrow();
    const excepted = LogRule.drop('all', { when: body('a'), except: [{ when: namespace(['shop']), until: '2026-12-01T00:00:00Z' }] });
    expect(() => manifests({ otlp: {}, logVolume: new LogVolumePolicy({ rules: [excepted] }), kubernetesMetadata: { metadata } })).toThrow('logVolume asks for k8s.namespace.name');
  });
});

test('a policy of a gateway acts on logs, last', () => {
  const chart = aChart();
  new GatewayStatefulSet(chart, 'gateway', { cluster, destination: vendor, logVolume: policy });
  const { pipelines } = configuration(manifestsOf(chart)).service;
  expect(pipelines.logs!.processors.at(-1)).toBe('filter/log-volume-0');
  expect(pipelines.traces!.processors).not.toContain('filter/log-volume-0');
});
