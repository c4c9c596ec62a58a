import { ALWAYS_KEPT, LabelChange, MapLabel } from './policy-plan';
import { anyOf, literalOf } from '../patterns';
import { AnchoredPattern } from '../relabel/anchored-pattern';
import { readTemplate } from '../relabel/template';

/** Labels go away. */
export interface Taking {
  readonly kind: 'taking';
  readonly takes: (label: string) => boolean;
  /** Which they are, in words. */
  readonly words: readonly string[];
}

/** A label gets another name; one that has it already is overwritten. */
export interface Renaming {
  readonly kind: 'renaming';
  readonly from: string;
  readonly to: string;
}

/** A label gets other values. */
export interface Writing {
  readonly kind: 'writing';
  readonly label: string;
  /** The new value: nothing when the label goes away, undefined when it stays as it is. One that is not there is nothing. */
  readonly write: (value: string) => string | undefined;
  /** The value of every label that is there, if it is one for all. */
  readonly constant?: string;
}

/** What a change does to labels. Who acts on series, or reckons what would happen to them, knows these and not every rule of a policy. */
export type LabelEffect = Taking | Renaming | Writing;

/** To read the expressions of a change once is enough; what was read goes when the policy goes. */
const KNOWN = new WeakMap<LabelChange, LabelEffect>();

/** What a change of labels means. */
export function effectOf(change: LabelChange): LabelEffect {
  const effect = KNOWN.get(change) ?? read(change);
  KNOWN.set(change, effect);
  return effect;
}

/** Whether a change takes a label away: one that gets another name is no longer there under its own. */
export function takesLabel(change: LabelChange, label: string): boolean {
  const effect = effectOf(change);
  return effect.kind === 'taking' ? effect.takes(label) : effect.kind === 'renaming' && effect.from === label;
}

/** The label of which a change needs the value. */
export function labelReadBy(change: LabelChange): string | undefined {
  const effect = effectOf(change);
  return effect.kind === 'renaming' ? effect.from : effect.kind === 'writing' ? effect.label : undefined;
}

function read(change: LabelChange): LabelEffect {
  switch (change.kind) {
    case 'dropLabels': return { kind: 'taking', takes: matchesAny(change.patterns), words: change.patterns.map((pattern) => literalOf(pattern) ?? pattern) };
    case 'keepLabels': {
      const isKept = matchesAny([...change.patterns, ...ALWAYS_KEPT]);
      return { kind: 'taking', takes: (label) => !isKept(label), words: ['other labels'] };
    }
    case 'renameLabel': return { kind: 'renaming', from: change.from, to: change.to };
    case 'mapLabel': return { kind: 'writing', label: change.label, write: firstOf(change.cases), constant: constantOf(change.cases) };
  }
}

/** The first case that matches decides. */
function firstOf(cases: MapLabel['cases']): Writing['write'] {
  const compiled = cases.map(({ match, replacement }) => ({ pattern: new AnchoredPattern(match), expand: readTemplate(replacement) }));
  return (value) => {
    const first = compiled.find(({ pattern }) => pattern.matches(value));
    const match = first?.pattern.match(value);
    return first && match && first.expand(match);
  };
}

function constantOf([first]: MapLabel['cases']): string | undefined {
  return first && ['.*', '.+'].includes(first.match) && !first.replacement.includes('$') ? first.replacement : undefined;
}

function matchesAny(patterns: readonly string[]): (text: string) => boolean {
  const pattern = new AnchoredPattern(anyOf(patterns));
  return (text) => pattern.matches(text);
}
