import { mergeValues } from './merge-values';
import { ChartValues } from './release-plan';

/** A value of a chart that this library sets, and why its default will not do. */
export interface HardenedValue {
  /** The keys on the way to it, for example `webhook.replicaCount`. */
  readonly key: string;
  readonly value: unknown;
  readonly because: string;
}

/** Rows as the chart takes them. */
export function chartValues(rows: readonly HardenedValue[]): ChartValues {
  return rows.map(({ key, value }) => nest(key.split('.'), value)).reduce(mergeValues, {});
}

function nest([key, ...below]: readonly string[], value: unknown): ChartValues {
  return { [key]: below.length === 0 ? value : nest(below, value) };
}

/** What a container may use: no more memory than it is counted with, and as much CPU as there is, or its probes would fail when it is needed. */
export function containerResources(cpu: string, memory: string, memoryLimit: string): ChartValues {
  return { requests: { cpu, memory }, limits: { memory: memoryLimit } };
}

/** An annotation with which Helm leaves an object alone when its release is removed. */
export const KEEP = { 'helm.sh/resource-policy': 'keep' };
