import { Duration } from 'cdk8s';
import { groupFindings } from './group-findings';
import { RuleDocument, RuleGroupDocument } from './rule-document';
import { documentFindings, groupsOfFile, tidied } from './rule-file';
import { RuleGroupProps } from './rule-group-props';
import { failOnFindings } from '../../validation';
import { decided } from '../../wiring/mapping';
import { prometheusDuration } from '../relabel/prometheus-duration';

/**
 * Rules that Prometheus, its operator and Thanos evaluate one after the other, all at the same points in time.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule_group
 */
export class RuleGroup {
  /**
   * A group that is plain data, from a mixin or a policy of somebody else. What Prometheus refuses in it fails; what it takes is taken, whatever its names and
   * texts are.
   *
   * @param document what stands below `groups:` in a file of rules: a map with name and rules
   */
  public static fromDocument(document: { [key: string]: unknown }): RuleGroup {
    failOnFindings('RuleGroup.fromDocument', documentFindings([document]));
    return new RuleGroup(String(document.name), { rules: [], _document: tidied(document) });
  }

  /**
   * The groups of a file of rules, or of the spec of a PrometheusRule, that was read as YAML or JSON. What Prometheus refuses in them fails.
   *
   * @param file a map with groups
   */
  public static fromFile(file: { [key: string]: unknown }): RuleGroup[] {
    const groups = groupsOfFile('RuleGroup.fromFile', file);
    return groups.map((document) => new RuleGroup(String(document.name), { rules: [], _document: document }));
  }

  /**
   * What a file of rules holds, for who evaluates rules and gets none from this library. Two groups of one name fail.
   *
   * @param groups the groups of the file
   */
  public static toFile(groups: RuleGroup[]): { [key: string]: unknown } {
    const documents = groups.map((group) => group.toDocument());
    failOnFindings('RuleGroup.toFile', documentFindings(documents));
    return { groups: documents };
  }

  /** Its name; no two groups of a file have the same. */
  public readonly name: string;
  private readonly document: RuleGroupDocument;

  /**
   * @param name what it is called; empty fails
   * @param props its rules, and how often they are evaluated
   */
  public constructor(name: string, props: RuleGroupProps) {
    this.name = name;
    this.document = props._document ?? documentOf(name, props);
    failOnFindings('RuleGroup', props._document ? [] : [...groupFindings(name, props), ...documentFindings([this.document])]);
  }

  /** As it stands below `groups:` in a file of rules, and in a PrometheusRule. */
  public toDocument(): { [key: string]: unknown } {
    return { ...this.document };
  }

  /** Whether it can tell anybody anything. @internal */
  public _hasAlerts(): boolean {
    const { rules } = this.document;
    return Array.isArray(rules) && (rules as readonly RuleDocument[]).some(({ alert }) => typeof alert === 'string' && alert !== '');
  }
}

function documentOf(name: string, { rules, interval, labels = {}, limit, queryOffset, partialResponseStrategy }: RuleGroupProps): RuleGroupDocument {
  const written = (duration: Duration | undefined) => duration && prometheusDuration(duration.toMilliseconds({ integral: false }));
  return decided({
    name,
    interval: written(interval),
    query_offset: written(queryOffset),
    limit,
    labels: Object.keys(labels).length === 0 ? undefined : labels,
    partial_response_strategy: partialResponseStrategy as string | undefined,
    rules: rules.map((rule) => rule._document()),
  });
}
