import { Size, SizeRoundingBehavior } from 'cdk8s';
import { ScrapeLimits } from '../cardinality-policy-props';

const KEYS: { readonly [limit in keyof Required<ScrapeLimits>]: string } = {
  samples: 'sample_limit',
  labels: 'label_limit',
  labelNameLength: 'label_name_length_limit',
  labelValueLength: 'label_value_length_limit',
  bodySize: 'body_size_limit',
  targets: 'target_limit',
};

/**
 * Limits as they stand in a scrape configuration of Prometheus.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export function limitsOfPrometheus(limits: ScrapeLimits): { [key: string]: number | string } {
  const names = Object.keys(KEYS) as (keyof ScrapeLimits)[];
  return Object.fromEntries(names.flatMap((name) => {
    const limit = limits[name];
    return limit === undefined ? [] : [[KEYS[name], typeof limit === 'number' ? limit : sizeText(limit)]];
  }));
}

/**
 * Limits as they stand in the spec of a ServiceMonitor, PodMonitor or ScrapeConfig.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/Documentation/api-reference/api.md
 */
export function limitsOfOperator(limits: ScrapeLimits): { [key: string]: number | string } {
  const camelCase = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(limitsOfPrometheus(limits)).map(([key, limit]) => [camelCase(key), limit]));
}

/** In whole bytes: Prometheus's kilobytes are of 1024 bytes, whatever they are called. */
function sizeText(size: Size): string {
  return `${Math.floor(size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024)}B`;
}
