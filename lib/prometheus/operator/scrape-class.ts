import { inexpressibleFindings } from './relabelings';
import { ScrapeClassProps } from './scrape-class-props';
import { requireRelabellings } from '../../policy/relabel/relabel-requirements';
import { fail, failOnFindings } from '../../validation';

/**
 * How targets of a kind are scraped: one value, for the Prometheus that has the class and for the monitors that are of it.
 *
 * It is the only way to files of the pods of a Prometheus, its token among them: monitors refer to Secrets.
 *
 * @see https://prometheus-operator.dev/docs/developer/scrapeclass/
 */
export class ScrapeClass {
  /** Its name. */
  public readonly name: string;
  /** What it says. @internal */
  public readonly _props: ScrapeClassProps;

  /**
   * @param name its name, for example `kubelet`; an empty one fails
   * @param props what it says; contradictions fail
   */
  public constructor(name: string, props: ScrapeClassProps = {}) {
    const caller = `ScrapeClass '${name}'`;
    this.name = name;
    this._props = props;
    if (name === '') {
      fail('ScrapeClass', { what: 'its name is empty', why: 'the API server refuses it', fix: "new ScrapeClass('kubelet', …)" });
    }
    requireTransport(caller, props);
    requireRelabellings(caller, 'relabelings', props.relabelings ?? []);
    requireRelabellings(caller, 'metricRelabelings', props.metricRelabelings ?? []);
    failOnFindings(caller, props.cardinality ? inexpressibleFindings(props.cardinality) : []);
    if (Object.keys(props.cardinality?._plan.limits ?? {}).length > 0) {
      fail(caller, { what: 'cardinality has limits', why: 'a class has no words for them', fix: 'a policy without limits, and limits of the Prometheus' });
    }
  }
}

function requireTransport(caller: string, { tls, clusterCa, insecureSkipVerify, authorization, serviceAccountToken }: ScrapeClassProps): void {
  if (tls && !tls.enabled) {
    fail(caller, { what: 'tls is Tls.plaintext()', why: 'the scheme of an endpoint says that', fix: 'leave tls out' });
  }
  if (tls && clusterCa) {
    fail(caller, { what: 'tls and clusterCa are both given', why: 'one authority would be forgotten', fix: 'leave clusterCa out' });
  }
  if (insecureSkipVerify && (clusterCa || tls?.ca)) {
    fail(caller, { what: 'insecureSkipVerify is on, with an authority to ask', why: 'it would never be asked', fix: 'leave insecureSkipVerify out' });
  }
  if (authorization && serviceAccountToken) {
    fail(caller, { what: 'authorization and serviceAccountToken are both given', why: 'a target is shown one credential', fix: 'leave one of them out' });
  }
  if (authorization?.prefix.trim().toLowerCase() === 'basic') {
    fail(caller, {
      what: 'authorization has the scheme Basic',
      why: 'the operator refuses it, and with it the whole configuration',
      fix: `a token: SecretValue.fromSecret('${authorization.secretName}', '${authorization.key}'), or basicAuth of the endpoints`,
    });
  }
}
