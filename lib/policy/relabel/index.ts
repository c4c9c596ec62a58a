export { LabelNames } from './label-names';
export { RelabelAction } from './relabel-config';
export type { RelabelConfig } from './relabel-config';
export * from './relabeling';
