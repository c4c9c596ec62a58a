import { RuleReader } from './rule-document';
import { Finding } from '../../validation';
import { isMapping } from '../../wiring/mapping';
import { isLabelName, isLabelValue, LabelNames } from '../relabel/label-names';

/** What is refused of labels and annotations. */
export function labelFindings(where: string, key: 'labels' | 'annotations', labels: unknown, { program }: RuleReader): Finding[] {
  const why = `${program} refuses the file`;
  if (labels === undefined || labels === null) {
    return [];
  }
  if (!isMapping(labels)) {
    return [{ what: `${where} has ${key} that are no map`, why, fix: `${key}: { team: 'shop' }` }];
  }
  return Object.entries(labels).flatMap(([name, value]) => [
    ...isLabelName(LabelNames.UTF8, name) && !(key === 'labels' && name === '__name__') ? [] : [{
      what: `${where}: ${key} has '${name}'`, why: `${why} (invalid ${key === 'labels' ? 'label' : 'annotation'} name)`, fix: 'a name of letters, digits and underscores',
    }],
    ...isText(value) ? [] : [{ what: `${where}: ${key}.${name} is ${JSON.stringify(value)}`, why, fix: `${key}: { ${name}: 'a text' }` }],
  ]);
}

/** Numbers and booleans are read as texts. */
function isText(value: unknown): boolean {
  return typeof value === 'string' ? isLabelValue(value) : ['number', 'boolean'].includes(typeof value) || value === null;
}
