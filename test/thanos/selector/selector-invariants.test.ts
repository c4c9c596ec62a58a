import { RelabelAction } from '../../../lib/policy/relabel/relabel-config';
import { shardSelector } from '../../../lib/thanos/selector/selector';
import { selectorFindings } from '../../../lib/thanos/selector/selector-invariants';

test('a selector keeps, drops and hashes', () => {
  expect(selectorFindings([{ action: RelabelAction.DROP, sourceLabels: ['cluster'], regex: 'test-.*' }, ...shardSelector(['cluster'], 2, 0)])).toEqual([]);
});

test.each([RelabelAction.LABELDROP, RelabelAction.REPLACE, undefined])('a selector fails to change labels: %s', (action) => {
  expect(selectorFindings([{ action, regex: 'cluster' }])).toEqual([{
    what: `rule 0 of the selector has the action ${action ?? 'replace'}`,
    why: 'Thanos does not start (unsupported relabel action): it selects blocks by their labels, and changes none',
    fix: 'action: one of keep, drop, hashmod',
  }]);
});

test('a selector fails on what Prometheus refuses', () => {
  expect(selectorFindings([
    { action: RelabelAction.HASHMOD, sourceLabels: ['cluster'], targetLabel: 'shard' },
    { action: RelabelAction.KEEP, sourceLabels: ['cluster'], regex: '(?=eu)' },
    { action: RelabelAction.KEEP, sourceLabels: [''], regex: 'eu' },
    { action: RelabelAction.HASHMOD, sourceLabels: ['cluster'], targetLabel: 'shard', modulus: 1.5 },
  ]).map(({ what }) => what)).toEqual([
    'rule 0 of the selector: relabel configuration for hashmod requires non-zero modulus',
    expect.stringMatching(/^rule 1 of the selector: regex '\(\?=eu\)' is no RE2 expression/),
    'rule 2 of the selector: "" is not a valid label name',
    'rule 3 of the selector: modulus is 1.5, and has to be a whole number below 2^53',
  ]);
});
