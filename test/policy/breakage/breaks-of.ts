import { Breakage, BreaksProps, CardinalityPolicy, CardinalityPolicyProps } from '../../../lib/policy';

/** What a policy breaks of an alert with an expression, in short. */
export function breaksOf(policy: CardinalityPolicyProps, expr: string, props: BreaksProps = {}): string[] {
  return short(breakages(policy, expr, props));
}

/** The same, in full. */
export function breakages(policy: CardinalityPolicyProps, expr: string, props: BreaksProps = {}): Breakage[] {
  return new CardinalityPolicy(policy).breaks({ rules: [{ groups: [{ name: 'test', rules: [{ alert: 'Test', expr }] }] }], ...props });
}

export function short(found: readonly Breakage[]): string[] {
  return found.map(({ severity, what }) => `${severity}: ${what}`);
}
