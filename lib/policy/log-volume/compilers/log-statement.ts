import { allOf, ottlString } from '../../cardinality/compilers/ottl/ottl-text';

/** What is done to a record, when something holds of it. */
export interface LogStatement {
  readonly statement: string;
  readonly if?: string;
}

/** What is no text is not read as one. */
export const IS_TEXT = 'IsString(log.body)';

/** What is known of a record until the processor is done with it. */
export function remembered(name: string): string {
  return `log.cache[${ottlString(name)}]`;
}

/** Statements about records of which something holds. It is asked once, before them: what they change may be what it asks for. */
export function onlyWhere(condition: string, name: string, statements: readonly LogStatement[]): LogStatement[] {
  const holds = remembered(name);
  return [
    { statement: `set(${holds}, true)`, if: condition },
    ...statements.map((each) => ({ ...each, if: allOf([`${holds} == true`, each.if]) })),
  ];
}
