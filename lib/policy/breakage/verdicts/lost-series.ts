import { namesOf, severity, unlessSure, Verdict } from './verdict';
import { Selector } from '../../promql/expression';
import { Fates } from '../fates/fates';
import { allowedValues } from '../fates/matcher-test';
import { Thinning } from '../fates/series-fate';

/** How far a verdict on series of a selector can go. */
export interface Weight {
  /** Whether it may be an error: the policy surely has to do with the series. */
  readonly sure: boolean;
  /** Why not, in words. */
  readonly doubt: string;
}

/** Series that a policy drops. */
export function lostSeries(fates: Fates, selector: Selector, { sure, doubt }: Weight): Verdict[] {
  const { drops, thinned } = fates.of(selector);
  const worst = drops.find((drop) => drop.sure) ?? drops[0];
  return [
    ...worst ? [{
      severity: severity(worst.sure && sure),
      part: worst.part,
      what: `${worst.part} ${verbOf(worst.part)} ${unlessSure(worst.sure, 'some of ')}${namesOf(selector)}${doubt}`,
      why: worst.sure ? 'the expression would find nothing there' : 'the expression would miss what these series say, if it reads them',
      fix: fixOf(worst.part, selector),
    }] : [],
    ...thinned && !worst?.sure ? thinnedBuckets(thinned, selector, sure) : [],
  ];
}

function verbOf(part: string): string {
  return part.endsWith('keepMetrics') ? 'does not keep' : part.includes('keepBuckets') ? 'keeps no such bucket of' : 'drops';
}

function fixOf(part: string, selector: Selector): string {
  const name = namesOf(selector);
  return part.endsWith('keepMetrics') ? `${part}: ${name} too` : part.includes('keepBuckets') ? `${part}.le: these bounds too` : `leave ${name} out of ${part}, or out of the expression`;
}

/** How rules ask for a bound in both of its spellings. */
const BOTH_SPELLINGS = /\((?:\?:)?\\\.0\)\?/g;

/** Bounds are numbers: `1` and `1.0` are one. */
function thinnedBuckets({ part, le }: Thinning, selector: Selector, sure: boolean): Verdict[] {
  const asked = selector.matchers.find(({ label }) => label === 'le');
  const bounds = asked && allowedValues({ ...asked, value: asked.value.replace(BOTH_SPELLINGS, '') });
  if (!bounds) {
    return [{
      severity: severity(false),
      part,
      what: `${part} leaves the buckets ${le.join(', ')} and +Inf of ${namesOf(selector)}`,
      why: 'quantiles fall between fewer bounds: their values change',
      fix: `${part}.le: the bounds around the values that matter`,
    }];
  }
  const gone = bounds.filter((bound) => !/^\+?Inf$/i.test(bound) && !le.includes(Number(bound)));
  return gone.length === 0 ? [] : [{
    severity: severity(sure && gone.length === bounds.length),
    part,
    what: `${part} does not keep the bucket ${gone.join(', ')} of ${namesOf(selector)}`,
    why: 'the expression asks for it by its bound and would find nothing',
    fix: `${part}.le: ${gone.join(', ')} too`,
  }];
}
