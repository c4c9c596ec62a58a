import { Duration } from 'cdk8s';
import { STATEFUL, STATELESS } from './rulers';
import { RulerPlan, rulerFlags } from '../../../lib/thanos/ruler/flags';
import { rulerEndpointFindings, rulerFindings, rulerFlagFindings } from '../../../lib/thanos/ruler/ruler-invariants';

function whats(plan: Partial<RulerPlan>): string[] {
  return rulerFindings({ ...STATEFUL, ...plan }).map(({ what }) => what);
}

test('a ruler keeps its results, or writes them elsewhere', () => {
  expect([STATEFUL, STATELESS].flatMap(rulerFindings)).toEqual([]);
});

test('a ruler fails to do both, and neither', () => {
  expect(whats({ results: {} })).toEqual(['the ruler has neither blocks nor somebody to write to']);
  expect(whats({ results: { blocks: { retention: Duration.days(2) }, remoteWriteFile: '/etc/write.yaml' } })).toEqual([
    'the ruler has blocks of its own, and writes to somebody else',
  ]);
});

test('a ruler has rules, and a label for each replica', () => {
  expect(whats({ ruleFiles: [], labels: { rule_replica: 'a' } })).toEqual([
    'the ruler has rule_replica="a", and the same label to tell its replicas apart',
    'the ruler has no files of rules',
  ]);
});

test('alerts of all replicas are the same, and their series are not', () => {
  const flags = rulerFlags(STATEFUL);

  expect(rulerFlagFindings(flags, 'rule_replica')).toEqual([]);
  expect(rulerFlagFindings({ ...flags, 'alert.label-drop': undefined }, 'rule_replica').map(({ what }) => what)).toEqual([
    'alerts keep rule_replica, by which the replicas of the ruler differ',
  ]);
  expect(rulerFlagFindings({ ...flags, label: 'ruler="eu"' }, 'rule_replica').map(({ fix }) => fix)).toEqual(['\'label\': [\'rule_replica="$(POD_NAME)"\']']);
});

test('Query asks rulers that have something', () => {
  const ruler = { name: 'rule', address: 'dnssrv+_grpc._tcp.thanos-rule' };

  expect(rulerEndpointFindings([ruler], [{ ...ruler, stateless: false }])).toEqual([]);
  expect(rulerEndpointFindings([], [{ ...ruler, stateless: true }])).toEqual([]);
  expect(rulerEndpointFindings([ruler], [{ ...ruler, stateless: true }]).map(({ what }) => what)).toEqual([
    "Query asks the ruler 'rule' (dnssrv+_grpc._tcp.thanos-rule), which writes its results to somebody else",
  ]);
});
