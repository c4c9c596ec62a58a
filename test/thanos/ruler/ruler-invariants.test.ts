import { Duration } from 'cdk8s';
import { STATEFUL, STATELESS } from './rulers';
import { RulerPlan, rulerFlags } from '../../../lib/thanos/ruler/flags';
import { rulerFindings, rulerFlagFindings } from '../../../lib/thanos/ruler/ruler-invariants';

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

test('a ruler has a label for each replica', () => {
  expect(whats({ labels: { rule_replica: 'a' } })).toEqual(['the ruler has rule_replica="a", and the same label to tell its replicas apart']);
});

test('alerts of all replicas are the same, and their series are not', () => {
  const flags = rulerFlags(STATEFUL);

  expect(rulerFlagFindings(flags, 'rule_replica')).toEqual([]);
  expect(rulerFlagFindings({ ...flags, 'alert.label-drop': undefined }, 'rule_replica').map(({ what }) => what)).toEqual([
    'alerts keep rule_replica, by which the replicas of the ruler differ',
  ]);
  expect(rulerFlagFindings({ ...flags, label: 'ruler="eu"' }, 'rule_replica').map(({ fix }) => fix)).toEqual(['--label=rule_replica="$(POD_NAME)"']);
});
