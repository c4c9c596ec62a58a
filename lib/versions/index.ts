export { CollectorDistribution } from './repositories';
export { isAtLeast, OLDEST_COLLECTOR, TESTED_CHARTS } from './tested-versions';
export { VersionCatalog } from './version-catalog';
export type { VersionCatalogProps } from './version-catalog-props';
