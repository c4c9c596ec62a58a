import { RelabelAction, RelabelConfig, relabelling, requireRelabelling } from '../../../../lib/collector/components/receivers/relabel-config';
import { problemOf } from '../../documents';

const { DROP, DROPEQUAL, HASHMOD, KEEP, KEEPEQUAL, LABELDROP, LABELKEEP, LABELMAP, LOWERCASE, REPLACE, UPPERCASE } = RelabelAction;

describe('a relabelling', () => {
  test('replaces, unless it is told otherwise', () => {
    expect(relabelling({ sourceLabels: ['a', 'b'], separator: '/', regex: '(.+)/(.+)', replacement: '$2', targetLabel: 'c' })).toEqual({
      source_labels: ['a', 'b'], separator: '/', regex: '(.+)/(.+)', replacement: '$2', target_label: 'c', action: 'replace',
    });
    expect(relabelling({ action: HASHMOD, sourceLabels: ['a'], modulus: 3, targetLabel: 'shard' })).toEqual({
      source_labels: ['a'], modulus: 3, target_label: 'shard', action: 'hashmod',
    });
  });

  test.each<RelabelConfig>([
    { targetLabel: 'a', replacement: '' },
    { action: KEEP, sourceLabels: ['a'], regex: 'true' },
    { action: DROP, sourceLabels: ['a'] },
    { action: LABELMAP, regex: '__meta_kubernetes_pod_label_(.+)' },
    { action: LABELDROP, regex: 'pod_template_hash' },
    { action: LABELKEEP, regex: 'a|b' },
    { action: KEEPEQUAL, sourceLabels: ['a'], targetLabel: 'b' },
    { action: DROPEQUAL, sourceLabels: ['a'], targetLabel: 'b' },
    { action: HASHMOD, sourceLabels: ['a'], targetLabel: 'b', modulus: 1 },
    { action: LOWERCASE, sourceLabels: ['a'], targetLabel: 'b' },
    { action: UPPERCASE, sourceLabels: ['a'], targetLabel: 'b' },
  ])('may be %j', (config) => {
    expect(() => requireRelabelling('relabelConfigs', config)).not.toThrow();
  });

  test.each<[RelabelConfig, string]>([
    [{ sourceLabels: ['a'] }, 'replace has no targetLabel'],
    [{ sourceLabels: ['a', ''], targetLabel: 'b' }, 'replace has an empty name in sourceLabels'],
    [{ action: REPLACE, targetLabel: '' }, 'replace has no targetLabel'],
    [{ action: LOWERCASE }, 'lowercase has no targetLabel'],
    [{ action: UPPERCASE }, 'uppercase has no targetLabel'],
    [{ action: KEEPEQUAL }, 'keepequal has no targetLabel'],
    [{ action: DROPEQUAL }, 'dropequal has no targetLabel'],
    [{ action: HASHMOD, modulus: 2 }, 'hashmod has no targetLabel'],
    [{ action: HASHMOD, targetLabel: 'a' }, 'hashmod has no modulus'],
    [{ action: HASHMOD, targetLabel: 'a', modulus: 0 }, 'hashmod has no modulus'],
    [{ action: HASHMOD, targetLabel: 'a', modulus: -1 }, 'hashmod has modulus -1'],
    [{ action: HASHMOD, targetLabel: 'a', modulus: 1.5 }, 'hashmod has modulus 1.5'],
    [{ action: LABELMAP, replacement: '' }, 'labelmap has an empty replacement'],
    [{ action: LABELDROP, sourceLabels: ['a'] }, 'labeldrop knows regex only, and sourceLabels is given'],
    [{ action: LABELKEEP, replacement: 'a' }, 'labelkeep knows regex only, and replacement is given'],
    [{ action: KEEPEQUAL, targetLabel: 'a', regex: 'b' }, 'keepequal knows sourceLabels and targetLabel only, and regex is given'],
  ])('fails: %#', (config, what) => {
    expect(problemOf(() => requireRelabelling('relabelConfigs', config))).toMatchObject({ path: 'PrometheusReceiver', what: `relabelConfigs: ${what}` });
  });

  test('fails on what RE2 does not understand', () => {
    expect(problemOf(() => requireRelabelling('relabelConfigs', { action: KEEP, regex: '(' }))).toMatchObject({
      path: 'PrometheusReceiver', what: "relabelConfigs: regex '(' is no RE2 expression: missing closing ): `(`",
    });
  });
});
