export * from './collector';
export * from './observability-app';
export * from './policy';
export * from './prerequisites';
export * from './storage';
export type { Problem } from './validation/problem';
export * from './wiring';
export { CollectorDistribution, VersionCatalog } from './versions';
export type { VersionCatalogProps } from './versions';
