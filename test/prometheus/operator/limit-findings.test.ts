import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { enforcedLimitFindings } from '../../../lib/prometheus/operator/limit-findings';

describe('limits and those that no monitor goes beyond', () => {
  test('contradict each other when the usual one is larger, and only then', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), (usual, most) => {
      expect(enforcedLimitFindings({ samples: usual }, { samples: most })).toHaveLength(usual > most ? 1 : 0);
    }));
  });

  test('are mended by the fix', () => {
    expect(enforcedLimitFindings({ bodySize: Size.mebibytes(2) }, { bodySize: Size.mebibytes(1) })).toMatchObject([
      { fix: 'limits: { bodySize: Size.kibibytes(1024) }, or leave it out' },
    ]);
    expect(enforcedLimitFindings({ bodySize: Size.kibibytes(1024) }, { bodySize: Size.mebibytes(1) })).toEqual([]);
  });

  test('do not meet when one of them is not said', () => {
    expect(enforcedLimitFindings({ samples: 1 }, {})).toEqual([]);
    expect(enforcedLimitFindings({}, { samples: 1 })).toEqual([]);
    expect(enforcedLimitFindings({ samples: 2 }, { labels: 1 })).toEqual([]);
  });
});
