import { Duration } from 'cdk8s';
import { limitFindings } from './limits-document';
import { TempoLimits } from './tempo-limits';
import { nameFindings } from './tenant-name';
import { failOnFindings } from '../../validation';
import { retentionFindings } from '../findings/retention-findings';

/** What a tenant may do, and how long its traces are kept. */
export interface TempoTenantProps extends TempoLimits {
  /**
   * How long its traces are kept. Less than an hour fails.
   *
   * @default - the retention of the Tempo
   */
  readonly retention?: Duration;
}

/**
 * Who writes traces and asks for them by itself: nobody else sees them.
 *
 * @see https://grafana.com/docs/tempo/latest/operations/manage-advanced-systems/multitenancy/
 */
export class TempoTenant {
  /** Its name, which stands in the header X-Scope-OrgID. */
  public readonly name: string;
  /** How long its traces are kept, when that is said. */
  public readonly retention?: Duration;
  /** What it may do, as far as that is said. */
  public readonly limits: TempoLimits;

  /**
   * @param name at most 150 letters, digits and `!-_.*'()`; anything else fails
   * @param props limits and retention
   */
  public constructor(name: string, props: TempoTenantProps = {}) {
    const { retention, ...limits } = { ...props };
    failOnFindings('TempoTenant', [
      ...nameFindings(name),
      ...limitFindings(`'${name}'`, limits),
      ...retention === undefined ? [] : retentionFindings(`retention of '${name}'`, retention),
    ]);
    this.name = name;
    this.retention = retention;
    this.limits = limits;
  }
}
