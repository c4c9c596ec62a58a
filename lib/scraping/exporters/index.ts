export type { ExporterOptions } from './exporter-options';
export * from './kube-state-metrics';
export * from './kube-state-metrics-props';
export * from './node-exporter';
export * from './node-exporter-props';
