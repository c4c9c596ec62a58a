import { ShownLabel } from '../statement';

const ACTION = /\{\{([^]*?)\}\}/g;
const LABEL = /(?:\$labels|\$?\.Labels)\.([A-Za-z_]\w*)|\bindex\s+(?:\$labels|\$?\.Labels)\s+"([^"]+)"/g;
const QUERY = /\bquery\s+("(?:[^"\\]|\\.)*"|`[^`]*`)/g;

/**
 * The labels of an alert that a template shows: `{{ $labels.pod }}`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export function labelsInTemplate(template: string, use: string): ShownLabel[] {
  const actions = [...template.matchAll(ACTION)].map(([, action]) => action!);
  const labels = actions.flatMap((action) => [...action.matchAll(LABEL)].map(([, dotted, indexed]) => (dotted ?? indexed)!));
  return [...new Set(labels)].map((label) => ({ label, use }));
}

/** The expressions that a template evaluates itself, those that it puts together apart. */
export function queriesInTemplate(template: string): string[] {
  return [...template.matchAll(ACTION)].flatMap(([, action]) => [...action!.matchAll(QUERY)].map(([, text]) => text!));
}
