import { RuleGroup } from '../../policy/rules';

/** Rules, for whoever the operator makes evaluate them. */
export interface PrometheusRulesProps {
  /**
   * The groups, each of which has a name of its own. Two of one name, none at all, and more than 512 KiB of them are problems.
   */
  readonly groups: RuleGroup[];

  /**
   * The name of the object. What Kubernetes takes for none is a problem.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Labels of the object, by which a Prometheus of the operator takes it (`rules` of `Prometheus`). What Kubernetes takes for none is a problem.
   *
   * @default - none: it is taken by who takes all of them
   */
  readonly labels?: { readonly [name: string]: string };
}
