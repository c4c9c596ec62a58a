import { RE2JS } from 're2js';
import { problemOf, rendered } from './documents';
import { FileLogReceiver } from '../../lib/collector/components/receivers/file-log-receiver';
import { containerLogsFilter, ContainerLogsOptions, containerLogsReceiver } from '../../lib/collector/container-logs';
import { LogSeverity } from '../../lib/policy';

const OWN = { name: 'agent', namespace: 'observability', container: 'collector' };

function conditionsOf(options: ContainerLogsOptions): readonly string[] {
  const filter = containerLogsFilter(options);
  return filter === undefined ? [] : (rendered(filter) as { log_conditions: readonly string[] }).log_conditions;
}

/** Whether a condition on the body drops a line: its expressions are run. */
function drops(line: string, options: ContainerLogsOptions = {}): boolean {
  return conditionsOf(options).some((condition) => {
    const [, pattern] = /IsMatch\(log\.body, (".*")\)$/.exec(condition) ?? [];
    return pattern !== undefined && RE2JS.compile(JSON.parse(pattern) as string).matcher(line).find();
  });
}

function fileLog(options: ContainerLogsOptions): Record<string, unknown> {
  return rendered(containerLogsReceiver(options, OWN)) as Record<string, unknown>;
}

describe('the lines of health checks', () => {
  test.each([
    '10.0.0.1 - - [26/Nov/2026:10:00:00 +0000] "GET /anything HTTP/1.1" 200 2 "-" "kube-probe/1.34"',
    '10.0.0.1 - - [26/Nov/2026:10:00:00 +0000] "HEAD / HTTP/2.0" 204 0 "-" "ELB-HealthChecker/2.0"',
    '"GET /healthz HTTP/1.1" 200 2',
    '"GET /readyz?verbose HTTP/1.1" 200 1024 "-" "curl/8.0"',
    '"GET /-/ready HTTP/1.1" 200 0',
    '{"status":200,"path":"/x","user_agent":"kube-probe/1.34"}',
    '{"userAgent":"GoogleHC/1.0","http_status_code":"204"}',
  ])('are dropped when the check went well: %s', (line) => {
    expect(drops(line)).toBe(true);
    expect(drops(line, { dropHealthChecks: false })).toBe(false);
  });

  test.each([
    '"GET /healthz HTTP/1.1" 503 2',
    '10.0.0.1 "GET /ready HTTP/1.1" 500 2 "-" "kube-probe/1.34"',
    '{"status":503,"user_agent":"kube-probe/1.34"}',
    '"GET /healthzebra HTTP/1.1" 200 2',
    '"POST /healthz HTTP/1.1" 200 2',
    '"GET /orders HTTP/1.1" 200 2 "-" "Mozilla/5.0"',
    'starting kube-probe/1.34 emulation',
    '{"message":"healthz returned 200"}',
  ])('are kept when it failed, and so are lines of anything else: %s', (line) => {
    expect(drops(line)).toBe(false);
  });
});

describe('records that are not bad enough', () => {
  test('are dropped when they have a severity, and only those of containers', () => {
    expect(conditionsOf({ minimumSeverity: LogSeverity.WARN, dropHealthChecks: false })).toEqual([
      'log.attributes["log.iostream"] != nil and log.severity_number != SEVERITY_NUMBER_UNSPECIFIED and log.severity_number < SEVERITY_NUMBER_WARN',
    ]);
  });

  test('have their severity read off plain lines as well', () => {
    const operators = (options: ContainerLogsOptions) => (fileLog(options).operators as { id: string }[]).map(({ id }) => id);
    expect(operators({ minimumSeverity: LogSeverity.INFO })).toEqual(expect.arrayContaining(['severity-1', 'severity-2', 'severity-3']));
    expect(operators({}).filter((id) => id.startsWith('severity'))).toEqual([]);
  });
});

test('nothing is filtered when everything is wanted', () => {
  expect(containerLogsFilter({ dropHealthChecks: false })).toBeUndefined();
});

describe('the files that are read', () => {
  test('are those of every container but its own, from the beginning, and remembered', () => {
    expect(fileLog({})).toMatchObject({
      include: ['/var/log/pods/*/*/*.log', '/var/log/pods/*/*/*.log.2*'],
      exclude: ['/var/log/pods/*/*/*.log.2*.tmp', '/var/log/pods/observability_agent-*_*/collector/*'],
      compression: 'auto',
      start_at: 'beginning',
      storage: 'file_storage/positions',
      retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
    });
  });

  test('are those of the namespaces that are wanted', () => {
    expect(fileLog({ includeNamespaces: ['payments'], excludeNamespaces: ['kube-system'] })).toMatchObject({
      include: ['/var/log/pods/payments_*/*/*.log', '/var/log/pods/payments_*/*/*.log.2*'],
      exclude: ['/var/log/pods/*/*/*.tmp', '/var/log/pods/observability_agent-*_*/collector/*', '/var/log/pods/kube-system_*/*/*'],
    });
  });

  test('are never its own, whatever its namespace', () => {
    expect(rendered(containerLogsReceiver({}, { ...OWN, namespace: undefined }))).toMatchObject({
      exclude: expect.arrayContaining(['/var/log/pods/*_agent-*_*/collector/*']) as string[],
    });
  });

  test.each<[ContainerLogsOptions, string]>([
    [{ includeNamespaces: ['Payments'] }, "includeNamespaces has 'Payments', which is not the name of a namespace"],
    [{ excludeNamespaces: ['a_b'] }, "excludeNamespaces has 'a_b', which is not the name of a namespace"],
    [{ includeNamespaces: [] }, 'includeNamespaces is empty'],
  ])('fail: %#', (options, what) => {
    expect(problemOf(() => containerLogsReceiver(options, OWN))).toMatchObject({ path: 'containerLogs', what });
  });

  test('are read by a receiver with its own name', () => {
    expect(containerLogsReceiver({}, OWN)).toBeInstanceOf(FileLogReceiver);
    expect(containerLogsReceiver({}, OWN).name).toBe('containers');
  });
});
