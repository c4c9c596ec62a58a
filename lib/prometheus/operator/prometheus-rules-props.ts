import { MonitoringObjectOptions } from './monitoring-object-options';
import { RuleGroup } from '../../policy/rules';

/** Rules, for whoever the operator makes evaluate them. */
export interface PrometheusRulesProps extends MonitoringObjectOptions {
  /**
   * The groups, each of which has a name of its own. Two of one name, none at all, and more than 512 KiB of them are problems; so is what `prometheus`, if it is
   * given, does not know: experimental functions.
   */
  readonly groups: RuleGroup[];
}
