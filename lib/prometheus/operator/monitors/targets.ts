import { KnownPorts } from './found-targets';
import { MonitorEndpoint, TargetOptions } from './monitor-options';
import { TargetNamespaces } from './target-namespaces';
import { watching } from '../../../kubernetes/api-access';
import { Finding } from '../../../validation';
import { ScrapeRights } from '../selection/scrape-rights';

/** What whoever knows labels of nodes has to read. */
export const NODES: ScrapeRights = { clusterRules: [watching('', 'nodes')] };

/** What the resource of a monitor says of labels of its targets. */
export function targetSpec({ jobLabel, podTargetLabels, attachNodeMetadata }: TargetOptions): object {
  return { jobLabel, podTargetLabels, attachMetadata: attachNodeMetadata === undefined ? undefined : { node: attachNodeMetadata } };
}

/** Where targets are looked for. @param found the namespace of an object of this program @param own that of the monitor */
export function namespaceSelector(namespaces: TargetNamespaces | undefined, found: string | undefined, own: string | undefined): object | undefined {
  return found === undefined || found === own ? namespaces?._spec : { matchNames: [found] };
}

/** What is wrong when there are no endpoints. */
export function noEndpoints(endpoints: readonly MonitorEndpoint[] | undefined, known: KnownPorts | undefined): Finding[] {
  if (endpoints ? endpoints.length > 0 : known?.ports.length === 1 && (known.ports[0]!.name ?? known.ports[0]!.number) !== undefined) {
    return [];
  }
  const names = known?.ports.flatMap(({ name }) => name ?? []) ?? [];
  const fix = `endpoints: [{ port: '${names[0] ?? 'metrics'}' }]`;
  return endpoints ?? !known ? [{ what: 'it has no endpoints', why: 'nothing would be scraped', fix }] : [{
    what: `it has no endpoints, and ${known.of} has ${portsInWords(known, names)}`,
    why: known.ports.length === 0 ? 'nothing would be scraped' : 'which of them has metrics is not known',
    fix,
  }];
}

function portsInWords({ ports }: KnownPorts, names: readonly string[]): string {
  return ports.length === 0 ? 'no ports' : names.length === 0 ? 'ports without names' : `the ports '${names.join("', '")}'`;
}
