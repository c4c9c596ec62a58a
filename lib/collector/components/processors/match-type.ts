/** How texts are compared. */
export enum MatchType {
  /** They are the same. */
  STRICT = 'strict',
  /** They match an RE2 expression, anywhere unless it has `^` and `$`. */
  REGEXP = 'regexp',
}
