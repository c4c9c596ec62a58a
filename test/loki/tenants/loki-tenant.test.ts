import { Duration } from 'cdk8s';
import { LokiAlertRule, LokiRuleGroup, LokiTenant } from '../../../lib';
import { problemOf } from '../../collector/documents';

test('what it was told can be read, and changes no more', () => {
  const retentionStreams = [{ selector: '{app="x"}', retention: Duration.days(2) }];
  const enforcedLabels = ['service_name'];
  const tenant = new LokiTenant('a', { retentionStreams, enforcedLabels });
  retentionStreams.pop();
  enforcedLabels.pop();

  expect(tenant.retentionStreams).toHaveLength(1);
  expect(tenant.enforcedLabels).toEqual(['service_name']);
  expect(new LokiTenant('b')).toMatchObject({ retentionStreams: [], ruleGroups: [], enforcedLabels: undefined });
});

test.each(['2026-12-01T00:00:00Z', '2026-12-01T00:00:00.25+01:00'])('it is blocked until %s', (blockedUntil) => {
  expect(new LokiTenant('a', { blockedUntil })._overrides).toEqual({ block_ingestion_until: blockedUntil });
});

test.each(['', 'tomorrow', '2026-12-01', '2026-02-30T00:00:00Z', '1796083200'])("it is not blocked until '%s'", (blockedUntil) => {
  expect(problemOf(() => new LokiTenant('a', { blockedUntil }))).toMatchObject({ path: 'LokiTenant', what: `'a' is blocked until '${blockedUntil}'` });
});

test('a name that is none is told of in its own words', () => {
  expect(problemOf(() => new LokiTenant('a b'))).toMatchObject({ why: expect.stringContaining('Loki') as string, fix: "new LokiTenant('a-b')" });
});

test('groups of rules have names of their own', () => {
  const group = (name: string) => new LokiRuleGroup(name, { rules: [new LokiAlertRule('A', { expr: 'rate({app="a"}[5m])' })] });

  expect(new LokiTenant('a', { ruleGroups: [group('g'), group('h')] }).ruleGroups).toHaveLength(2);
  expect(problemOf(() => new LokiTenant('a', { ruleGroups: [group('g'), group('h'), group('g')] })).what).toBe("'a' has two groups of rules called 'g'");
});
