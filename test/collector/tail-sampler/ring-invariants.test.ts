import { ringFindings } from '../../../lib/collector/tail-sampler/ring-invariants';

const tier = (path: string, collectorVersion: string) => ({ path, collectorVersion });

describe('routers of one sampler', () => {
  test.each([
    ['one of them', [tier('gateway', '0.156.0')]],
    ['nobody', []],
    ['two of one version', [tier('a', '0.161.0'), tier('b', '0.161.0')]],
    ['two that spread alike', [tier('a', '0.157.0'), tier('b', '0.161.0')]],
    ['two that spread alike, as it was before', [tier('a', '0.150.0'), tier('b', '0.156.0')]],
  ])('agree: %s', (_, tiers) => {
    expect(ringFindings(tiers)).toEqual([]);
  });

  test('fail when they spread traces in different ways, whichever comes first', () => {
    const finding = {
      what: 'new routes with collector 0.161.0, and old with 0.156.0',
      why: 'from 0.157.0 on the collector spreads traces in another way: spans of one trace would go to different samplers',
      fix: "versions: new VersionCatalog({ collector: '0.161.0' }) for old",
    };

    expect(ringFindings([tier('new', '0.161.0'), tier('old', '0.156.0')])).toEqual([finding]);
    expect(ringFindings([tier('old', '0.156.0'), tier('new', '0.161.0')])).toEqual([finding]);
  });
});
