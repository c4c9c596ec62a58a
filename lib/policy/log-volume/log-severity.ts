/** How bad something is. */
export enum LogSeverity {
  /** Everything that has a severity. */
  TRACE = 'TRACE',
  /** For who looks for a fault. */
  DEBUG = 'DEBUG',
  /** What happens as it should. */
  INFO = 'INFO',
  /** What may lead to a fault. */
  WARN = 'WARN',
  /** What has failed. */
  ERROR = 'ERROR',
  /** What ends the program. */
  FATAL = 'FATAL',
}
