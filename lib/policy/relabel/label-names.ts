/** What may be the name of a label that a rule writes. */
export enum LabelNames {
  /** Anything that UTF-8 can write. */
  UTF8 = 'utf8',

  /** What Prometheus 2 allowed, and Prometheus 3 does with `metric_name_validation_scheme: legacy`: letters, digits and underscores. */
  LEGACY = 'legacy',
}

const LEGACY_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Says the same as the expression of Prometheus, whose repetitions in repetitions would take JavaScript for ever. */
const LEGACY_TEMPLATE = /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*$/;

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
