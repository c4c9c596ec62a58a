/** Agents for tests, and what they become. */
import { Chart, Testing } from 'cdk8s';
import * as YAML from 'yaml';
import { CollectorDaemonSet, CollectorDaemonSetProps, OtlpEndpoint, SecretValue } from '../../lib';
import { at, find, Manifest, manifestsOf } from '../manifests';

export const cluster = { name: 'prod', region: 'us-east-1', environment: 'production' };
export const vendor = OtlpEndpoint.grpc({ name: 'vendor', address: 'vendor.example.com:443', headers: { 'x-api-key': SecretValue.fromSecret('vendor', 'key') } });

export function aChart(namespace: string | undefined = 'observability'): Chart {
  return new Chart(Testing.app(), 'observability', namespace === undefined ? {} : { namespace });
}

export function anAgent(chart: Chart, props: Partial<CollectorDaemonSetProps>): CollectorDaemonSet {
  return new CollectorDaemonSet(chart, 'agent', { cluster, destination: vendor, ...props });
}

export function manifests(props: Partial<CollectorDaemonSetProps>): Manifest[] {
  const chart = aChart();
  anAgent(chart, props);
  return manifestsOf(chart);
}

export function pod(all: readonly Manifest[]): unknown {
  return at(find(all, 'DaemonSet'), 'spec.template.spec');
}

/** A configuration of a collector, as far as tests look into it. */
export interface Configuration {
  readonly receivers: Record<string, Record<string, unknown>>;
  readonly processors: Record<string, Record<string, unknown>>;
  readonly exporters: Record<string, Record<string, unknown>>;
  readonly connectors: Record<string, Record<string, unknown>>;
  readonly service: { readonly pipelines: Record<string, { receivers: string[]; processors: string[]; exporters: string[] }> };
}

export function configuration(all: readonly Manifest[]): Configuration {
  return YAML.parse((find(all, 'ConfigMap').data as Record<string, string>)['collector.yaml']) as Configuration;
}
