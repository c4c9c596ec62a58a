import { CardinalityPolicy, RelabelConfig } from '../../policy';
import { scrapeRelabeling } from '../../policy/cardinality/compilers/series-relabeling';
import { operatorRule } from '../../policy/relabel/relabel-writers';
import { Finding } from '../../validation';

/** What happens to series: what a program says, and then what a policy leaves. */
export function seriesRelabelings({ metricRelabelings = [], cardinality }: {
  readonly metricRelabelings?: readonly RelabelConfig[]; readonly cardinality?: CardinalityPolicy;
}): RelabelConfig[] {
  return [...metricRelabelings, ...cardinality ? scrapeRelabeling(cardinality._plan).document : []];
}

/** Rules in the words of the operator; undefined when there are none, which some of its resources refuse as a list. */
export function relabelingSpec(rules: readonly RelabelConfig[] = []): object[] | undefined {
  return rules.length === 0 ? undefined : rules.map(operatorRule);
}

/** What of a policy relabel rules have no words for. */
export function inexpressibleFindings({ _plan: plan }: CardinalityPolicy): Finding[] {
  return scrapeRelabeling(plan).findings.map((finding) => ({ ...finding, what: `cardinality: ${finding.what}` }));
}
