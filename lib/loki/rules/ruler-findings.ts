import { Finding } from '../../validation';
import { RulerPlan } from '../document/ruler-block';
import { LokiTenant } from '../tenants/loki-tenant';

/** Judges who evaluates rules against the rules that there are. */
export function rulerFindings(ruler: RulerPlan | undefined, tenants: readonly LokiTenant[]): Finding[] {
  const rules = tenants.flatMap(({ name, ruleGroups }) => ruleGroups.flatMap((group) => group.rules.map((rule) => ({ name, rule }))));
  if (ruler === undefined) {
    return rules.length === 0 ? [] : [{
      what: `the tenant '${rules[0]!.name}' has rules, and there is no ruler`,
      why: 'nobody would evaluate them',
      fix: "ruler: { alertmanagers: [AlertmanagerEndpoint.http({ url: 'http://alertmanager-0.alertmanager-operated.monitoring.svc:9093' })] }",
    }];
  }
  return [
    ...rules.length > 0 ? [] : [{
      what: 'there is a ruler, and no tenant has rules',
      why: 'it would evaluate nothing',
      fix: "new LokiTenant('payments', { ruleGroups: [new LokiRuleGroup('payments', { rules: […] })] }), or no ruler",
    }],
    ...receiverFindings(ruler, rules),
    ...alertmanagerFindings(ruler),
    ...twinFindings(ruler),
  ];
}

function receiverFindings({ alertmanagers, remoteWriteTo }: RulerPlan, rules: readonly { readonly name: string; readonly rule: LokiTenant['ruleGroups'][number]['rules'][number] }[]): Finding[] {
  const alert = rules.find(({ rule }) => rule._isAlert);
  const recording = rules.find(({ rule }) => !rule._isAlert);
  return [
    ...alert === undefined || alertmanagers.length > 0 ? [] : [{
      what: `the tenant '${alert.name}' has the alert '${alert.rule.name}', and there are no alertmanagers`,
      why: 'nobody would be told of it',
      fix: "alertmanagers: [AlertmanagerEndpoint.http({ url: 'http://alertmanager-0.alertmanager-operated.monitoring.svc:9093' })]",
    }],
    ...recording === undefined || remoteWriteTo.length > 0 ? [] : [{
      what: `the tenant '${recording.name}' records '${recording.rule.name}', and remoteWriteTo names nobody`,
      why: 'Loki keeps no metrics: what is recorded would be lost',
      fix: 'remoteWriteTo: [thanos.remoteWriteEndpoint]',
    }],
  ];
}

/** @see https://github.com/grafana/loki/blob/v3.7.6/pkg/ruler/base/notifier.go */
function alertmanagerFindings({ alertmanagers }: RulerPlan): Finding[] {
  const headless = alertmanagers.find(({ everyAddress }) => everyAddress);
  const files = ({ tls: { ca, certificate, key, serverName } }: RulerPlan['alertmanagers'][number]) => JSON.stringify([ca?.path, certificate?.path, key?.path, serverName]);
  return [
    ...headless === undefined ? [] : [{
      what: `alertmanagers has '${headless.url}', which stands for every address of its name`,
      why: 'Loki takes it for one: an alert would reach one replica, and be lost with it',
      fix: `the URL of every replica: AlertmanagerEndpoint.http({ url: '${headless.url.replace('://', '://alertmanager-0.')}' })`,
    }],
    ...new Set(alertmanagers.map(files)).size <= 1 ? [] : [{
      what: 'alertmanagers have different certificates',
      why: 'Loki shows all of them the same, and verifies them alike',
      fix: 'one Tls for all of them',
    }],
  ];
}

function twinFindings({ remoteWriteTo }: RulerPlan): Finding[] {
  const names = remoteWriteTo.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    what: `two destinations of remote write are called '${name}'`, why: 'Loki knows them by their names, and would write to one of them only', fix: `name: '${name}-2' for one of them`,
  }));
}
