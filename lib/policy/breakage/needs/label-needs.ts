import { ALL, isLive, Live, livePartsOf } from './live-labels';
import { Aggregation, Binary, Call, Expression } from '../../promql/expression';
import { Origin, originsOf } from '../../promql/label-origins';
import { outputOf, textOf } from '../../promql/output-labels';

/** A label of some series that an expression counts on. */
export interface Need extends Origin {
  /** What is done with it: `the expression groups by it`. */
  readonly use: string;
}

/**
 * The labels that an expression names, and those on which it matches series without naming them. A label that it writes for nobody to look at
 * needs nothing.
 */
export function labelNeeds(expression: Expression, live: Live = ALL): Need[] {
  return [...ownNeeds(expression, live), ...livePartsOf(expression, live).flatMap(([part, inner]) => labelNeeds(part, inner))];
}

function ownNeeds(expression: Expression, live: Live): Need[] {
  switch (expression.kind) {
    case 'aggregation': return needsOfAggregation(expression);
    case 'call': return needsOfCall(expression, live);
    case 'binary': return needsOfBinary(expression, live);
    default: return [];
  }
}

function needsOfAggregation({ grouping, labels, of }: Aggregation): Need[] {
  return grouping === 'by' ? labels.flatMap((label) => needs(of, label, 'the expression groups by it')) : [];
}

function needsOfCall({ name, arguments: given }: Call, live: Live): Need[] {
  const [of, ...others] = given;
  const isForNobody = (name === 'label_replace' || name === 'label_join') && !isLive(live, textOf(others[0]));
  const named = (labels: readonly string[]) => of && !isForNobody ? labels.filter((label) => label !== '').flatMap((label) => needs(of, label, `its ${name} reads it`)) : [];
  switch (name) {
    case 'label_replace': return named([textOf(others[2])]);
    case 'label_join': return named(others.slice(2).map(textOf));
    case 'sort_by_label':
    case 'sort_by_label_desc': return named(others.map(textOf));
    case 'histogram_quantile':
    case 'histogram_quantiles':
    case 'histogram_fraction': return given.flatMap((argument) => needs(argument, 'le', `its ${name} reads it`));
    default: return [];
  }
}

function needsOfBinary({ operator, matching, left, right }: Binary, live: Live): Need[] {
  const { kind, labels, many, include } = matching;
  const sides = [left, right];
  const written = kind === 'on' ? sides.flatMap((side) => labels.flatMap((label) => needs(side, label, 'the expression matches on it'))) : [];
  const one = many === 'left' ? right : left;
  const taken = many ? include.filter((label) => isLive(live, label)).flatMap((label) => needs(one, label, `the expression takes it over with group_${many}`)) : [];
  return [...written, ...taken, ...kind === 'on' ? [] : needsOfOtherSide(operator, sides, labels)];
}

/** What one side is known to have, the other must have too, or no series find each other. `or` takes both in any case. */
function needsOfOtherSide(operator: string, [left, right]: readonly Expression[], ignored: readonly string[]): Need[] {
  const [ofLeft, ofRight] = [outputOf(left!), outputOf(right!)];
  const lacking = (mine: readonly string[], theirs: readonly string[]) => mine.filter((label) => !ignored.includes(label) && !theirs.includes(label));
  const use = `'${operator}' matches on it`;
  return operator === 'or' ? [] : [
    ...lacking(ofLeft.names, ofRight.names).flatMap((label) => needs(right!, label, use)),
    ...lacking(ofRight.names, ofLeft.names).flatMap((label) => needs(left!, label, use)),
  ];
}

/** What somebody does with a label of a result. */
export function needs(expression: Expression, label: string, use: string): Need[] {
  return originsOf(expression, label).map((origin) => ({ ...origin, use }));
}
