import { ThanosTenantWriteLimits, ThanosWriteLimits } from './write-limits';
import { Finding } from '../../validation';

/** Judges what may be written. */
export function writeLimitFindings(limits: ThanosWriteLimits): Finding[] {
  const { maxConcurrency, everyTenant, tenants = {} } = limits;
  const every = Object.entries(tenants).map(([tenant, its]) => [`tenants.${tenant}`, its] as const);
  return [
    ...wholeFindings('maxConcurrency', maxConcurrency),
    ...[...everyTenant ? [['everyTenant', everyTenant] as const] : [], ...every].flatMap(([where, its]) => [
      ...wholeFindings(`${where}.request.series`, its.request?.series),
      ...wholeFindings(`${where}.request.samples`, its.request?.samples),
      ...wholeFindings(`${where}.headSeries`, its.headSeries),
    ]),
    ...urlFindings(limits),
  ];
}

function wholeFindings(property: string, value: number | undefined): Finding[] {
  return value === undefined || (Number.isSafeInteger(value) && value >= 0)
    ? []
    : [{
      what: `${property} is ${value}`,
      why: 'Thanos counts whole numbers, and does not start with another',
      fix: `${property}: ${Math.max(0, Math.round(value) || 0)} (0 is no limit)`,
    }];
}

function urlFindings({ metaMonitoringUrl, everyTenant, tenants = {} }: ThanosWriteLimits): Finding[] {
  const limited = ([everyTenant, ...Object.values(tenants)] as (ThanosTenantWriteLimits | undefined)[]).some((its) => (its?.headSeries ?? 0) > 0);
  if (metaMonitoringUrl === undefined) {
    return limited ? [{
      what: 'headSeries limits the series of tenants, and there is no metaMonitoringUrl',
      why: 'Thanos asks there how many series a tenant has: without it the limit is ignored, and no error says so',
      fix: "metaMonitoringUrl: 'http://thanos-query:10902', or leave headSeries out",
    }] : [];
  }
  return /^https?:\/\/[^/]+/.test(metaMonitoringUrl) ? [] : [{
    what: `metaMonitoringUrl is '${metaMonitoringUrl}'`,
    why: 'Thanos does not start without a scheme and a host (is not a valid meta-monitoring URL)',
    fix: "metaMonitoringUrl: 'http://thanos-query:10902'",
  }];
}
