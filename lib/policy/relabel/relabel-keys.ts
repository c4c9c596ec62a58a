import { RelabelConfig } from './relabel-config';

export type RelabelOption = keyof RelabelConfig;

/** Options by what Prometheus calls them, in its order. */
export const RELABEL_KEYS = {
  source_labels: 'sourceLabels',
  separator: 'separator',
  regex: 'regex',
  modulus: 'modulus',
  target_label: 'targetLabel',
  replacement: 'replacement',
  action: 'action',
} as const satisfies { readonly [key: string]: RelabelOption };

export type RelabelKey = keyof typeof RELABEL_KEYS;

/** What an option is called where rules were written: errors name it so. */
export type Spelling = (option: RelabelOption) => string;

/** As this library calls it. */
export const asOption: Spelling = (option) => option;

/** As Prometheus calls it. */
export const asKey: Spelling = (option) => Object.entries(RELABEL_KEYS).find(([, each]) => each === option)![0];
