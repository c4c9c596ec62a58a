/**
 * What happens when an OTTL expression fails on a record.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/README.md
 */
export enum OttlErrorMode {
  /** The error is logged and the record goes on. */
  IGNORE = 'ignore',
  /** The record goes on without a word. */
  SILENT = 'silent',
  /** The whole batch is refused. */
  PROPAGATE = 'propagate',
}
