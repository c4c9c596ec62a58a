export * from './scrape-config';
