import { ALWAYS_KEPT, LabelChange, MapLabel } from './policy-plan';
import { anyOf } from '../patterns';
import { AnchoredPattern } from '../relabel/anchored-pattern';
import { readTemplate } from '../relabel/template';

/** Whether a change takes labels away, by their names. One that gets another name is no longer there under its own. */
export function takesLabel(change: LabelChange): (label: string) => boolean {
  switch (change.kind) {
    case 'dropLabels': return matchesAny(change.patterns);
    case 'keepLabels': {
      const isKept = matchesAny([...change.patterns, ...ALWAYS_KEPT]);
      return (label) => !isKept(label);
    }
    case 'renameLabel': return (label) => label === change.from;
    case 'mapLabel': return () => false;
  }
}

/** What a mapping makes of values: the first case that matches decides. Undefined when none does; nothing when the label goes away. */
export function mapsValue({ cases }: MapLabel): (value: string) => string | undefined {
  const compiled = cases.map(({ match, replacement }) => ({ pattern: new AnchoredPattern(match), expand: readTemplate(replacement) }));
  return (value) => {
    const first = compiled.find(({ pattern }) => pattern.matches(value));
    const match = first?.pattern.match(value);
    return first && match && first.expand(match);
  };
}

function matchesAny(patterns: readonly string[]): (text: string) => boolean {
  const pattern = new AnchoredPattern(anyOf(patterns));
  return (text) => pattern.matches(text);
}
