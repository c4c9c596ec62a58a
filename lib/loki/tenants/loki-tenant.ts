import { Duration } from 'cdk8s';
import { limitFindings, limitsDocument, retentionDocument, retentionFindings } from './limits-document';
import { LokiLimits, LokiStreamRetention } from './loki-limits';
import { failOnFindings, Finding } from '../../validation';
import { nanosecondsOf } from '../../wiring/instant';
import { tenantNameFindings } from '../../wiring/tenant';
import { LokiRuleGroup } from '../rules/loki-rule-group';

/** What a tenant may do, how long its lines are kept, and the rules that are evaluated over them. */
export interface LokiTenantProps extends LokiLimits {
  /**
   * How long its lines are kept. Less than a day fails.
   *
   * @default - the retention of the Loki
   */
  readonly retention?: Duration;

  /**
   * Streams that are kept for another time. A selector that is none, and less than a day, fail.
   *
   * @default - all are kept alike
   */
  readonly retentionStreams?: LokiStreamRetention[];

  /**
   * The instant until which nothing of it is taken, as in RFC 3339: `2026-12-01T00:00:00Z`. Loki answers 260, which collectors take for success: what they
   * send is lost without an error of theirs, and counted by `loki_discarded_samples_total` with the reason `blocked_ingestion`. Anything else than an instant fails.
   *
   * @default - it is not blocked
   * @see https://grafana.com/docs/loki/latest/operations/request-validation-rate-limits/#blocked_ingestion
   */
  readonly blockedUntil?: string;

  /**
   * Rules over its lines. They need a `ruler`, or are a problem; two groups of one name fail.
   *
   * @default - no rules
   */
  readonly ruleGroups?: LokiRuleGroup[];
}

/**
 * Who writes and asks by itself: nobody sees the lines of another, and what one does too much of is refused to it alone.
 *
 * A change of a limit is read by running pods, which are not restarted for it.
 *
 * @see https://grafana.com/docs/loki/latest/operations/multi-tenancy/
 */
export class LokiTenant {
  /** Its name, which every request carries in the header X-Scope-OrgID. */
  public readonly name: string;
  /** How long its lines are kept. */
  public readonly retention?: Duration;
  /** Streams that are kept for another time. */
  public readonly retentionStreams: LokiStreamRetention[];
  /** Rules over its lines. */
  public readonly ruleGroups: LokiRuleGroup[];
  /** The labels that its streams must have; those that `limits` of the Loki says when undefined. */
  public readonly enforcedLabels?: string[];
  private readonly props: LokiTenantProps;

  /**
   * @param name at most 150 letters, digits and `!-_.*'()`; anything else fails, because Loki refuses every request with it
   * @param props what it may do
   */
  public constructor(name: string, props: LokiTenantProps = {}) {
    this.name = name;
    this.props = props;
    this.retention = props.retention;
    this.retentionStreams = [...props.retentionStreams ?? []];
    this.ruleGroups = [...props.ruleGroups ?? []];
    this.enforcedLabels = props.enforcedLabels && [...props.enforcedLabels];
    failOnFindings('LokiTenant', [...tenantNameFindings(name, { program: 'Loki', className: 'LokiTenant' }), ...limitFindings(`'${name}'`, props), ...retentionFindings(`'${name}'`, props), ...blockFindings(name, props.blockedUntil), ...this.groupFindings()]);
  }

  /** What it may do, as far as it says so itself. @internal */
  public get _limits(): LokiLimits {
    return this.props;
  }

  /** Its part of the file of overrides; nothing when it is like everybody. @internal */
  public get _overrides(): { readonly [key: string]: unknown } {
    const { blockedUntil } = this.props;
    return { ...limitsDocument(this.props), ...retentionDocument(this.props), ...blockedUntil === undefined ? {} : { block_ingestion_until: blockedUntil } };
  }

  private groupFindings() {
    const names = this.ruleGroups.map(({ name }) => name);
    return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
      what: `'${this.name}' has two groups of rules called '${name}'`,
      why: 'Loki refuses all rules of the tenant',
      fix: 'one group with the rules of both, or another name',
    }));
  }
}

function blockFindings(name: string, until: string | undefined): Finding[] {
  return until === undefined || nanosecondsOf(until) !== undefined ? [] : [{
    what: `'${name}' is blocked until '${until}'`,
    why: 'it is no instant of RFC 3339: Loki does not start with such a file of overrides, and reads no limit of any tenant from it',
    fix: "blockedUntil: '2026-12-01T00:00:00Z', or leave it out",
  }];
}
