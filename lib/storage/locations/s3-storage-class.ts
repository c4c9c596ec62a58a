/**
 * The price list under which S3 keeps an object: what storing costs, and what reading and deleting early cost. Classes that have to be
 * restored before they can be read are not among them: Thanos, Loki and Tempo would fail on every object.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
 */
export enum S3StorageClass {
  /** No costs for reading or deleting early. What compactors rewrite belongs here. */
  STANDARD = 'STANDARD',
  /** Moves objects between tiers as they are read; objects below 128 KB stay in the first one. */
  INTELLIGENT_TIERING = 'INTELLIGENT_TIERING',
  /** Every object is paid for 30 days and 128 KB at least, and reading costs. */
  STANDARD_IA = 'STANDARD_IA',
  /** As `STANDARD_IA`, in one zone: lost with it. */
  ONEZONE_IA = 'ONEZONE_IA',
  /** Every object is paid for 90 days and 128 KB at least; reading costs more than with `STANDARD_IA`, and is as quick. */
  GLACIER_IR = 'GLACIER_IR',
}
