import { namesOf, severity, Verdict } from './verdict';
import { GaugeMerge } from '../../cardinality/cardinality-policy-props';
import { Selector } from '../../promql/expression';
import { Flow } from '../../promql/output-labels';
import { Fates } from '../fates/fates';
import { Loss, Merge } from '../fates/series-fate';
import { ImplicitMatch, Takeover } from '../needs/implicit-matches';
import { Absorption, Reading } from '../needs/readings';

/** Series that are no longer what they were, though nothing is missing that anybody named. */
export interface ShapeChange {
  readonly part: string;
  readonly selector: Selector;
  /** A label that changes; nothing when they only become fewer. */
  readonly label?: string;
  /** Whether it is known that they do. */
  readonly sure: boolean;
}

/** Series that become one, where that is not the same to who reads them. */
export function mergedReadings(fates: Fates, { selector, absorbed }: Reading): ShapeChange[] {
  return fates.of(selector).merges.filter((merge) => !isSame(merge, absorbed, selector)).map(({ part, sure }) => ({ part, selector, sure }));
}

/** Whether an aggregation gives the same when some of its series were made one before. */
function isSame({ gauges }: Merge, absorbed: Absorption | undefined, { metric = '' }: Selector): boolean {
  const isAdded = /_(?:total|count|sum|bucket)$/.test(metric);
  switch (absorbed) {
    case 'presence': return true;
    case 'sum': return isAdded || gauges === GaugeMerge.SUM;
    case 'max': return !isAdded && gauges === GaugeMerge.MAX;
    case 'min': return !isAdded && gauges === GaugeMerge.MIN;
    case undefined: return false;
  }
}

/** Labels that a result had and has no longer, or has with other values. */
export function lostFlows(fates: Fates, flow: Flow): ShapeChange[] {
  return lossesOf(fates, flow).map(({ part, label, sure }) => ({ part, selector: flow.selector, label, sure }));
}

/** What is left out anyway cannot be lost; but a label with a new name is none of those that are left out. */
function lossesOf(fates: Fates, { selector, without }: Flow): readonly Loss[] {
  return fates.of(selector).losses.filter(({ label, to = label }) => !without.includes(label) || !without.includes(to));
}

/** Sides that are matched on labels that one of them loses. What both lose is a changed shape only. */
export function lostMatching(fates: Fates, { operator, left, right }: ImplicitMatch, mayBeError: (selector: Selector) => boolean): Verdict[] {
  const losses = (flows: readonly Flow[]) => flows.flatMap((flow) => lossesOf(fates, flow).map((loss) => ({ ...loss, selector: flow.selector })));
  const onOneSide = (mine: readonly Flow[], theirs: readonly Flow[]) => {
    const alike = losses(theirs);
    return losses(mine).filter(({ label }) => !alike.some((other) => other.label === label)).map(({ kind, part, label, to = label, sure, selector }) => ({
      severity: severity(kind !== 'mapped' && sure && mayBeError(selector) && theirs.some((flow) => fates.of(flow.selector).mayHave(label))),
      part,
      what: `${part} ${kind === 'mapped' ? 'writes other values to' : 'takes'} '${label}' ${kind === 'mapped' ? 'of' : 'from'} ${namesOf(selector)}, which '${operator}' matches on all labels with series of which it does not`,
      why: 'no series would have the same labels on the other side',
      fix: `${isName(label) ? `ignoring (${[...new Set([label, to])].join(', ')})` : 'on (…) with labels that stay'}, or the same rule for both sides`,
    }));
  };
  return [...onOneSide(left, right), ...onOneSide(right, left)];
}

/** Whether a label is one, and no words for several. */
function isName(label: string): boolean {
  return /^[a-zA-Z_]\w*$/.test(label);
}

/** Labels that get the name of one that is written anew: what they said is lost. */
export function overwritten(fates: Fates, { labels, by }: Takeover): ShapeChange[] {
  return by.flatMap((flow) => lossesOf(fates, flow).filter(({ to }) => to !== undefined && labels.includes(to))
    .map(({ part, label, sure }) => ({ part, selector: flow.selector, label, sure })));
}

const SHOWN = 3;

/** One warning for each part of a policy, whatever number of series it changes. */
export function shapeWarnings(changes: readonly ShapeChange[]): Verdict[] {
  return [...new Set(changes.map(({ part }) => part))].map((part) => {
    const own = changes.filter((change) => change.part === part);
    const names = [...new Set(own.map(({ selector }) => namesOf(selector)))];
    const labels = [...new Set(own.flatMap(({ label }) => (label === undefined ? [] : [`'${label}'`])))];
    const shown = `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''}`;
    const verb = own.some(({ sure }) => sure) ? 'makes' : 'may make';
    return {
      severity: severity(false),
      part,
      what: labels.length > 0 ? `${part} changes ${labels.join(', ')} of ${shown}: the result has other labels` : `${part} ${verb} several series of ${shown} one`,
      why: 'the expression would give fewer series, or values of several together',
      fix: 'name the labels that matter: sum by (…)',
    };
  });
}
