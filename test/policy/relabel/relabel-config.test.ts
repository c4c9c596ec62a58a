import { RelabelAction, RelabelConfig, relabelling, requireRelabelling } from '../../../lib/policy/relabel/relabel-config';
import { problemOf } from '../../collector/documents';

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
    { action: UPPERCASE, sourceLabels: ['a'], targetLabel: 'b', replacement: '$1' },
    { action: LABELDROP, regex: 'a', separator: ';', replacement: '$1', modulus: 0 },
    { action: DROPEQUAL, sourceLabels: ['a'], targetLabel: 'b', separator: ';', replacement: '$1' },
    { action: KEEP, sourceLabels: ['a'], regex: 'a)|(?:b' },
    { sourceLabels: ['a b'], targetLabel: 'é.$1' },
  ])('may be %j', (config) => {
    expect(() => requireRelabelling('PrometheusReceiver', 'relabelConfigs', config)).not.toThrow();
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
    [{ action: HASHMOD, targetLabel: 'a', modulus: 2 ** 53 }, 'hashmod has modulus 9007199254740992'],
    [{ action: LABELMAP, replacement: '' }, 'labelmap has an empty replacement'],
    [{ targetLabel: '\ud83d' }, "replace has targetLabel '\ud83d', which no label may have for a name"],
    [{ sourceLabels: ['\ud83d'], targetLabel: 'a' }, 'replace has a broken name in sourceLabels'],
    [{ action: 'rename' as RelabelAction, targetLabel: 'a' }, 'rename is no action'],
    [{ action: LOWERCASE, targetLabel: 'a', replacement: 'b' }, 'lowercase knows no replacement, and replacement is given'],
    [{ action: UPPERCASE, targetLabel: 'a', replacement: '' }, 'uppercase knows no replacement, and replacement is given'],
    [{ action: LABELDROP, separator: '' }, 'labeldrop knows regex only, and separator is given'],
    [{ action: DROPEQUAL, targetLabel: 'a', regex: '(.*)' }, 'dropequal knows sourceLabels and targetLabel only, and regex is given'],
    [{ action: LABELDROP, sourceLabels: ['a'] }, 'labeldrop knows regex only, and sourceLabels is given'],
    [{ action: LABELKEEP, replacement: 'a' }, 'labelkeep knows regex only, and replacement is given'],
    [{ action: KEEPEQUAL, targetLabel: 'a', regex: 'b' }, 'keepequal knows sourceLabels and targetLabel only, and regex is given'],
  ])('fails: %#', (config, what) => {
    expect(problemOf(() => requireRelabelling('PrometheusReceiver', 'relabelConfigs', config))).toMatchObject({ path: 'PrometheusReceiver', what: `relabelConfigs: ${what}` });
  });

  test('fails on what RE2 does not understand', () => {
    expect(problemOf(() => requireRelabelling('PrometheusReceiver', 'relabelConfigs', { action: KEEP, regex: '(' }))).toMatchObject({
      path: 'PrometheusReceiver', what: "relabelConfigs: regex '(' is no RE2 expression: missing closing ): `(`",
    });
  });

  test('fails on what RE2 does not understand between anchors: an open quotation swallows what follows', () => {
    expect(problemOf(() => requireRelabelling('Relabeling', 'configs', { action: KEEP, regex: '\\Qa' }))).toMatchObject({
      path: 'Relabeling', what: "configs: regex '\\Qa' is no RE2 expression: missing closing ): `^(?s:\\Qa)$`",
    });
  });
});
