import { SyntaxNode } from '../../../policy/promql/load-grammar';

interface Grammar {
  readonly parser: { parse(text: string): { readonly topNode: SyntaxNode } };
}

/**
 * Loads the grammar of LogQL of Grafana's own editor. Now, not when this library is imported: programs without rules on lines do without it.
 *
 * @see https://github.com/grafana/lezer-logql
 */
export function loadLogqlGrammar(): Grammar {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('@grafana/lezer-logql');
}
