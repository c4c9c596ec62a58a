/** What two engines leave, compared. */
import { identityOf } from './expected-samples';
import { SampleOf } from './otlp-metrics';

const SHOWN = 3;

/** Samples that only one side has; undefined when both have the same. */
export function differenceBetween(ours: readonly SampleOf[], real: readonly SampleOf[]): string | undefined {
  const [expected, found] = [lines(ours), lines(real)];
  const missing = expected.filter((line) => !found.includes(line));
  const more = found.filter((line) => !expected.includes(line));
  return missing.length === 0 && more.length === 0 && expected.length === found.length
    ? undefined
    : `  only the library (of ${expected.length}): ${missing.slice(0, SHOWN).join('\n    ')}\n  only the collector (of ${found.length}): ${more.slice(0, SHOWN).join('\n    ')}`;
}

function lines(samples: readonly SampleOf[]): string[] {
  return samples.map((sample) => `${identityOf({ ...sample, labels: present(sample.labels) })} ${sample.value.toPrecision(12)}`);
}

/** A label without a value is none. */
function present(labels: SampleOf['labels']): SampleOf['labels'] {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}
