export type { AnnotationScrapingOptions, TierDefault } from './annotation-scraping-options';
export * from './exporters';
export type { KubeletScrapingOptions } from './kubelet';
export * from './scrape-config';
export * from './scrape-jobs';
export * from './scrape-tier';
export type { TargetSelection } from './selected-targets';
