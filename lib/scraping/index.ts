export * from './exporters';
export * from './scrape-config';
