import { DEFAULT_ACTION, DEFAULT_REGEX, DEFAULT_REPLACEMENT, DEFAULT_SEPARATOR, RelabelConfig } from './relabel-config';
import { RELABEL_KEYS, RelabelOption } from './relabel-keys';

/** Plain data for YAML. */
export type PlainRule = { [key: string]: unknown };

/** Options that say no more than silence does. */
const SILENT: { readonly [option in RelabelOption]?: unknown } = {
  separator: DEFAULT_SEPARATOR, regex: DEFAULT_REGEX, modulus: 0, targetLabel: '', replacement: DEFAULT_REPLACEMENT,
};

/** A rule in the words of Prometheus: what goes without saying is left out, but for the action. */
export function prometheusRule(config: RelabelConfig): PlainRule {
  return written(config, ([key]) => key);
}

/**
 * A rule in the words of the custom resources of prometheus-operator.
 *
 * It leaves an empty expression out, for which Prometheus would then take the default: so nothing is asked for in other words.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/promcfg.go
 */
export function operatorRule(config: RelabelConfig): PlainRule {
  return written(config.regex === '' ? { ...config, regex: '^$' } : config, ([, option]) => option);
}

function written(config: RelabelConfig, name: (spelling: readonly [key: string, option: string]) => string): PlainRule {
  const said = (option: RelabelOption): boolean => option === 'action' || !(config[option] === undefined || config[option] === SILENT[option] || isEmptyList(config[option]));
  return Object.fromEntries(Object.entries(RELABEL_KEYS)
    .filter(([, option]) => said(option))
    .map((spelling) => [name(spelling), valueOf(config, spelling[1])]));
}

function valueOf(config: RelabelConfig, option: RelabelOption): unknown {
  const value = option === 'action' ? config.action ?? DEFAULT_ACTION : config[option];
  return Array.isArray(value) ? [...value] : value;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
