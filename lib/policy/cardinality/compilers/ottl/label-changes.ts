import { anyOf, quoted } from '../../../patterns';
import { effectOf } from '../../label-effects';
import { LabelChange, MapLabel } from '../../policy-plan';
import { areIndependent } from '../independent-mappings';
import { ottlPattern, ottlString, where } from './ottl-text';
import { attributePath, Vantage } from './vantage';

const ATTRIBUTES = 'datapoint.attributes';

/** Attributes that statements leave for later ones. */
export const MARKER = '__tmp_cardinality';

/** Statements on data points for one change of labels; undefined when it cannot be said there. */
export function statementsOf(change: LabelChange, vantage: Vantage, selected: string | undefined): string[] | undefined {
  switch (change.kind) {
    case 'dropLabels': {
      const keys = allKnown(change.patterns.map(vantage.keysOf));
      return keys && [where(`delete_matching_keys(${ATTRIBUTES}, ${ottlPattern(anyOf(keys))})`, selected)];
    }
    case 'keepLabels': {
      const keys = allKnown(change.patterns.map(vantage.keysOf));
      return keys && [where(`keep_matching_keys(${ATTRIBUTES}, ${ottlPattern(anyOf([...keys, `${quoted(MARKER)}.*`]))})`, selected)];
    }
    case 'renameLabel': {
      const [from, to] = [vantage.attributeOf(change.from), vantage.attributeOf(change.to)];
      return from === undefined || to === undefined ? undefined : [
        where(`set(${attributePath(to)}, ${attributePath(from)})`, `${attributePath(from)} != nil`, `${attributePath(from)} != ""`, selected),
        where(`delete_key(${ATTRIBUTES}, ${ottlString(from)})`, selected),
      ];
    }
    case 'mapLabel': {
      const attribute = vantage.attributeOf(change.label);
      return attribute === undefined ? undefined : mappingStatements(attribute, change, selected);
    }
  }
}

function allKnown(keys: readonly (string | undefined)[]): string[] | undefined {
  const known = keys.filter((key) => key !== undefined);
  return known.length === keys.length ? known : undefined;
}

function mappingStatements(attribute: string, change: MapLabel, selected: string | undefined): string[] {
  const { cases } = change;
  const path = attributePath(attribute);
  // Prometheus knows texts only. Of all data points, or those that are selected would differ from the others
  const text = where(`set(${path}, String(${path}))`, `${path} != nil`);
  return [
    text,
    ...areIndependent(cases) ? cases.map((one) => replacing(path, one, selected)) : firstOf(path, cases, selected),
    ...whenAbsent(path, change, selected),
    where(`delete_key(${ATTRIBUTES}, ${ottlString(attribute)})`, `${path} == ""`),
  ];
}

function replacing(path: string, { match, replacement }: MapLabel['cases'][number], ...conditions: (string | undefined)[]): string {
  return where(`replace_pattern(${path}, ${ottlPattern(match)}, ${ottlString(replacement)})`, ...[`${path} != nil`, ...conditions]);
}

/** Which mapping it is to be is decided before the first one writes. */
function firstOf(path: string, cases: MapLabel['cases'], selected: string | undefined): string[] {
  const choice = attributePath(`${MARKER}_case`);
  return [
    ...cases.map(({ match }, index) => where(`set(${choice}, ${index})`, `${choice} == nil`, `IsMatch(${path}, ${ottlPattern(match)})`, selected)),
    ...cases.map((one, index) => replacing(path, one, `${choice} == ${index}`)),
    `delete_key(${ATTRIBUTES}, ${ottlString(`${MARKER}_case`)})`,
  ];
}

/** What a mapping makes of nothing is known before. */
function whenAbsent(path: string, change: MapLabel, selected: string | undefined): string[] {
  const effect = effectOf(change);
  const written = (effect.kind === 'writing' ? effect.write('') : undefined) ?? '';
  return written === '' ? [] : [where(`set(${path}, ${ottlString(written)})`, `${path} == nil`, selected)];
}
