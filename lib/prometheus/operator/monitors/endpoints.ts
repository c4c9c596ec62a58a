import { KnownPorts } from './found-targets';
import { MonitorEndpoint, MonitorOptions } from './monitor-options';
import { inOptions, scrapeFindings } from './scrape-findings';
import { amountFindings } from '../../../policy/cardinality/amount-findings';
import { limitsOfOperator } from '../../../policy/cardinality/compilers/limits';
import { lower } from '../../../policy/cardinality/compose-policies';
import { requireRelabellings } from '../../../policy/relabel/relabel-requirements';
import { Finding } from '../../../validation';
import { inexpressibleFindings } from '../relabelings';

/** Of an object of this program, one whose only port is asked needs no endpoints. */
export function endpointsOf(endpoints: readonly MonitorEndpoint[] | undefined, known: () => KnownPorts | undefined): readonly MonitorEndpoint[] {
  if (endpoints) {
    return endpoints;
  }
  const [only, ...others] = known()?.ports ?? [];
  return only === undefined || others.length > 0 ? [] : [only.name === undefined ? { portNumber: only.number } : { port: only.name }];
}

/** Fails on rules that Prometheus refuses. */
export function requireEndpoints(caller: string, endpoints: readonly MonitorEndpoint[] = []): void {
  endpoints.forEach(({ relabelings = [], metricRelabelings = [] }, index) => {
    requireRelabellings(caller, `endpoints[${index}].relabelings`, relabelings);
    requireRelabellings(caller, `endpoints[${index}].metricRelabelings`, metricRelabelings);
  });
}

/** What is wrong with endpoints. @param known ports that targets have, where they are of this program */
export function endpointFindings(endpoints: readonly MonitorEndpoint[], known: KnownPorts | undefined): Finding[] {
  return endpoints.flatMap((endpoint, index) => inOptions(`endpoints[${index}]`, [
    ...portFindings(endpoint, known), ...pathFindings(endpoint), ...scrapeFindings(endpoint),
  ]));
}

/** What is wrong with what every monitor is told. */
export function monitorFindings({ limits = {}, cardinality }: MonitorOptions): Finding[] {
  return [...amountFindings('limits', limits), ...cardinality ? inexpressibleFindings(cardinality) : []];
}

/** What the resource of a monitor says of its targets together. */
export function monitorSpec({ limits = {}, cardinality, scrapeClass, fallbackScrapeProtocol }: MonitorOptions): object {
  return {
    ...limitsOfOperator(lower(limits, cardinality?._plan.limits ?? {})),
    scrapeClass: scrapeClass?.name,
    fallbackScrapeProtocol,
  };
}

function portFindings({ port, portNumber }: MonitorEndpoint, known: KnownPorts | undefined): Finding[] {
  const names = known?.ports.flatMap(({ name }) => name ?? []) ?? [];
  if ((port === undefined) === (portNumber === undefined)) {
    return [{
      what: port === undefined ? 'it has neither port nor portNumber' : `port is '${port}', and portNumber ${portNumber}`,
      why: port === undefined ? 'every port of every target would be scraped' : 'the name would win',
      fix: `port: '${port ?? names[0] ?? 'metrics'}'`,
    }];
  }
  return [
    ...portNumber === undefined || (Number.isInteger(portNumber) && portNumber >= 1 && portNumber <= 65535) ? [] : [{
      what: `portNumber is ${portNumber}`, why: 'ports go from 1 to 65535: the API server refuses the object, or nothing is scraped', fix: 'portNumber: 8080',
    }],
    ...port === undefined || known === undefined || names.includes(port) ? [] : [{
      what: `port '${port}' is none of ${known.of}`,
      why: names.length === 0 ? 'none of its ports has a name: nothing would be scraped' : `it has '${names.join("', '")}': nothing would be scraped`,
      fix: names.length === 0 ? `name: '${port}' at the port there` : `port: '${names[0]}'`,
    }],
  ];
}

function pathFindings({ path }: MonitorEndpoint): Finding[] {
  return path === undefined || path.startsWith('/') ? [] : [{ what: `path '${path}' does not begin with a slash`, why: 'no target would have it', fix: `path: '/${path}'` }];
}
