import { CardinalityPolicyProps } from '../../../lib/policy';
import { Fates } from '../../../lib/policy/breakage/fates/fates';
import { PlainLabels } from '../../../lib/policy/breakage/fates/observations';
import { resolvePolicy } from '../../../lib/policy/cardinality/resolve-policy';

/** What a policy does to series: to those that there are, or to all that there could be. */
export function fatesOf(policy: CardinalityPolicyProps, series?: readonly PlainLabels[]): Fates {
  return new Fates(resolvePolicy(policy), series);
}

/** Other values of a label. */
export function mapping(label: string, match: string, replacement: string): CardinalityPolicyProps {
  return { mapLabels: [{ label, match, replacement }] };
}
