import { Finding } from '../../../../validation';

const PARTS = ['_bucket', '_sum', '_count'];

/** Expressions that are about the buckets of histograms and not about the rest: a collector has the whole or nothing. */
export function histogramParts(part: string, patterns: readonly string[]): Finding[] {
  const names = patterns.flatMap((pattern) => pattern.split('|'));
  return names.filter((name) => name.endsWith('_bucket')).flatMap((name) => {
    const histogram = name.slice(0, -'_bucket'.length);
    return PARTS.every((end) => names.includes(`${histogram}${end}`)) ? [] : [{
      what: `${part} is about '${name}' only`,
      why: 'a histogram is one thing in a collector: its buckets come and go with its sum and its count',
      fix: `'${histogram}_(?:bucket|sum|count)', for the whole histogram; keepBuckets, for fewer buckets`,
    }];
  });
}
