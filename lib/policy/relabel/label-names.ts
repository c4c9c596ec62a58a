/** What may be the name of a label: anything, or what Prometheus 2 allowed. */
export enum LabelNames {
  UTF8 = 'utf8',
  LEGACY = 'legacy',
}

const LEGACY_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const LEGACY_TEMPLATE = /^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+$/;

/** Half of a character: text that UTF-8 cannot write. */
const BROKEN_TEXT = /\p{Surrogate}/u;

/** Whether a label may have a name. */
export function isLabelName(names: LabelNames, name: string): boolean {
  return names === LabelNames.LEGACY ? LEGACY_NAME.test(name) : name !== '' && isLabelValue(name);
}

/** Whether a name may be written, in which groups of an expression are referred to. */
export function isLabelTemplate(names: LabelNames, template: string): boolean {
  return names === LabelNames.LEGACY ? LEGACY_TEMPLATE.test(template) : isLabelName(names, template);
}

/** Whether a label may have a value. */
export function isLabelValue(value: string): boolean {
  return !BROKEN_TEXT.test(value);
}
