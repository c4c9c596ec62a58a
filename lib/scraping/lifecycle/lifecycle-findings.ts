import { LifecycleSign } from './lifecycle-signs';
import { CardinalityPolicy, RelabelConfig, Relabeling } from '../../policy';
import { Finding } from '../../validation';

type Labels = { readonly [name: string]: string };

/** Who hides a series that has to be seen, in the words of the user; undefined when it stays. */
export type HiddenBy = (series: Labels, isSeen: (labels?: Labels) => boolean) => string | undefined;

/** What a policy hides, and by which of its parts. */
export function hiddenByPolicy(policy: CardinalityPolicy, property: string): HiddenBy {
  return (series, isSeen) => {
    const effect = policy.trace(series).find(({ after }) => !isSeen(after));
    return effect && `${property}.${effect.part}`;
  };
}

/** What relabel rules hide, and which of them does. */
export function hiddenByRules(rules: RelabelConfig[], property: string): HiddenBy {
  const relabeling = Relabeling.of(rules);
  return (series, isSeen) => {
    const effect = relabeling.trace(series).find(({ after }) => !isSeen(after));
    return effect && `${property}[${effect.index}]`;
  };
}

/**
 * Failures of pods that nobody would see any more. It looks at what becomes of a series of each kind, not at how it is written, so that any engine can be
 * asked.
 *
 * @param otherwise what to do when somebody else shows them
 */
export function lifecycleFindings(signs: readonly LifecycleSign[], hiddenBy: HiddenBy, otherwise: string): Finding[] {
  const hidden = new Map<string, LifecycleSign[]>();
  for (const sign of signs) {
    const who = hiddenBy(seriesOf(sign), (labels) => shows(sign, labels));
    if (who !== undefined) {
      hidden.set(who, [...hidden.get(who) ?? [], sign]);
    }
  }
  return [...hidden].map(([who, lost]) => ({
    what: `${who} hides ${listed(lost.map(({ metric }) => metric))}`,
    why: `nobody would see ${listed(lost.map(({ failure }) => failure))}`,
    fix: `let ${listed(lost.map(({ metric }) => metric))} pass${labelsOf(lost)}, or ${otherwise}`,
  }));
}

function seriesOf({ metric, labels, others }: LifecycleSign): Labels {
  return { __name__: metric, ...others, ...labels };
}

/** Under another label a reason can still be read. */
function shows({ metric, labels }: LifecycleSign, after?: Labels): boolean {
  return after?.__name__ === metric && Object.values(labels).every((value) => Object.values(after).includes(value));
}

function labelsOf(lost: readonly LifecycleSign[]): string {
  const names = listed(lost.flatMap(({ labels }) => Object.keys(labels)));
  return names === '' ? '' : `, with ${names}`;
}

function listed(words: readonly string[]): string {
  return [...new Set(words)].join(', ');
}
