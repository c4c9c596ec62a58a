/** How requests are compressed. */
export enum Compression {
  /** What every server takes. */
  GZIP = 'gzip',
  /** Smaller and quicker, where the server takes it. */
  ZSTD = 'zstd',
  /** Quick, not small. */
  SNAPPY = 'snappy',
  /** Not at all. */
  NONE = 'none',
}
