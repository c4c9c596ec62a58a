import { findingLines, residue } from '../../../conformance/board/finding-lines';
import { Finding, Verdict } from '../../../conformance/judging/verdict';
import { Waiver } from '../../../conformance/waivers';

const WAIVERS: readonly Waiver[] = [
  { checks: { 'kube-score': ['pull-policy'], 'checkov': ['CKV_1'] }, reason: 'tags never move' },
  { checks: { checkov: ['CKV_2'] }, objects: /^DaemonSet/, reason: 'root reads logs' },
];

function verdict(judge: string, object: string, ...findings: Finding[]): Verdict {
  return { judge, example: 'peer', file: 'a.yaml', object, findings };
}

function critical(check: string): Finding {
  return { check, message: '', grade: 'critical' };
}

function failed(check: string): Finding {
  return { check, message: '' };
}

function values(...verdicts: Verdict[]): Record<string, string> {
  return Object.fromEntries(findingLines(verdicts, WAIVERS).map(({ title, value }) => [title, value]));
}

test('kube-score tells grave findings from others', () => {
  expect(values(verdict('kube-score', 'Deployment a', critical('probes'), { check: 'spread', message: '', grade: 'warning' })))
    .toMatchObject({ 'kube-score: critical': '1', 'kube-score: warnings': '1', 'kube-score: left by the waivers': '2' });
});

test('a check that has much to say of one object is one finding', () => {
  expect(values(verdict('kube-score', 'Deployment a', critical('probes'), critical('probes')), verdict('kube-score', 'Deployment b', critical('probes'))))
    .toMatchObject({ 'kube-score: critical': '2' });
});

test('waivers take away what is right for everybody, of the objects that they name', () => {
  const verdicts = [
    verdict('checkov kubernetes', 'DaemonSet.o.agent', failed('CKV_1'), failed('CKV_2')),
    verdict('checkov kubernetes', 'Deployment.o.cluster', failed('CKV_2'), failed('CKV_3')),
    verdict('kube-score', 'Deployment o/cluster', critical('pull-policy')),
  ];
  expect(values(...verdicts)).toEqual({
    'kube-score: critical': '1',
    'kube-score: warnings': '0',
    'kube-score: left by the waivers': '0',
    'checkov: failed': '4',
    'checkov: left by the waivers': '2',
  });
  expect(residue(verdicts, WAIVERS)).toEqual(['CKV_2 (1)', 'CKV_3 (1)']);
});

test('what is left is listed with the most frequent first', () => {
  expect(residue([verdict('kube-score', 'a', critical('x'), critical('y')), verdict('kube-score', 'b', critical('y'))], WAIVERS)).toEqual(['y (2)', 'x (1)']);
});
