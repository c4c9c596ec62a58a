/** A thing that a command works with. */
export type Operand =
  | { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: 'dot'; readonly fields: readonly string[] }
  | { readonly kind: 'function'; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline; readonly fields: readonly string[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'literal' };

/** Commands, each of which takes what the one before has made as its last argument. */
export interface Pipeline {
  readonly commands: readonly (readonly Operand[])[];
}

/** A piece of a template. */
export type TemplateNode =
  | { readonly kind: 'action'; readonly pipeline: Pipeline }
  | { readonly kind: 'if' | 'with' | 'range'; readonly pipeline: Pipeline; readonly body: readonly TemplateNode[]; readonly otherwise: readonly TemplateNode[] }
  | { readonly kind: 'definition'; readonly body: readonly TemplateNode[]; readonly pipeline?: Pipeline };
