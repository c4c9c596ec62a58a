export * from './filesystem-location';
export * from './object-store';
export * from './s3-encryption';
export * from './s3-location';
export * from './s3/s3-access-log-bucket';
export * from './s3/s3-access-logs';
export * from './s3/s3-object-store';
export * from './s3/s3-object-store-props';
