/** What is done to a record, when something holds of it. */
export interface LogStatement {
  readonly statement: string;
  readonly if?: string;
}

/** What is no text is not read as one. */
export const IS_TEXT = 'IsString(log.body)';
