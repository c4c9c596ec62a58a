import { CardinalityPolicy } from '../../policy';
import { Compiled } from '../../policy/cardinality/compilers/compiled';
import { lokiOtlpConfig } from '../../policy/cardinality/compilers/loki-labels';

/** A platform that says nothing of labels. */
const NO_POLICY = { steps: [], aggregations: [], limits: {}, budget: {} };

/** `limits_config.otlp_config`, and what is wrong with it. */
export function otlpBlock(policy?: CardinalityPolicy, indexLabels?: readonly string[]): Compiled<{ [key: string]: unknown }> {
  return lokiOtlpConfig(policy?._plan ?? NO_POLICY, indexLabels);
}

/** The attributes that are labels of streams. */
export function streamLabels(policy?: CardinalityPolicy, indexLabels?: readonly string[]): string[] {
  const { resource_attributes: { attributes_config: rules } } = otlpBlock(policy, indexLabels).document as {
    resource_attributes: { attributes_config: { attributes: string[] }[] };
  };
  return rules.flatMap(({ attributes }) => attributes);
}
