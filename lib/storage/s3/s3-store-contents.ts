/** What a store holds. It decides what a lifecycle may do to it: most backends rewrite and delete their own objects, an archive never does. */
export enum S3StoreContents {
  /** Blocks of Thanos: compacted and deleted by its compactor. */
  THANOS_BLOCKS = 'thanos-blocks',

  /** Chunks of Loki in a folder per tenant, its index in `index/`, its rules and markers beside them. */
  LOKI_CHUNKS = 'loki-chunks',

  /** Blocks of Tempo: compacted and deleted by its compactor. */
  TEMPO_BLOCKS = 'tempo-blocks',

  /** Objects that are written once and never again, for example audit logs: the bucket itself lets them expire, and may lock them. */
  ARCHIVE = 'archive',
}
