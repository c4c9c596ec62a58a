/** A piece of an expression as the grammar of Prometheus has found it. */
export interface SyntaxNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly isError: boolean };
  readonly firstChild: SyntaxNode | null;
  readonly nextSibling: SyntaxNode | null;
}

interface Grammar {
  readonly parser: { parse(text: string): { readonly topNode: SyntaxNode } };
}

/**
 * Loads the grammar of Prometheus's own editor. Now, not when this library is imported: programs that never ask what a policy breaks do without it.
 *
 * @see https://github.com/prometheus/prometheus/tree/v0.315.0/web/ui/module/lezer-promql
 */
export function loadGrammar(): Grammar {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('@prometheus-io/lezer-promql');
}
