export * from './breakage';
