import { RelabelAction, RelabelConfig } from '../../policy/relabel/relabel-config';
import { prometheusRule } from '../../policy/relabel/relabel-writers';

/** The label into which the number of a shard is written; no label of a series, because Thanos keeps it nowhere. */
const SHARD_LABEL = 'shard';

/** The document of `--selector.relabel-config-file`: which blocks, or whose series, a component takes. */
export function selectorDocument(rules: readonly RelabelConfig[]): object[] {
  return rules.map(prometheusRule);
}

/**
 * One of several shards, by a hash over labels. Labels that something does not have count as empty.
 *
 * @param shard from 0
 */
export function shardSelector(labels: readonly string[], shards: number, shard: number): RelabelConfig[] {
  return [
    { action: RelabelAction.HASHMOD, sourceLabels: [...labels], targetLabel: SHARD_LABEL, modulus: shards },
    { action: RelabelAction.KEEP, sourceLabels: [SHARD_LABEL], regex: String(shard) },
  ];
}
