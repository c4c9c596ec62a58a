import { ottlString } from './ottl-text';
import { literalOf, quoted } from '../../../patterns';

/** Where in a collector a policy acts, and what names and labels are there. */
export interface Vantage {
  /** What no policy drops, as a condition. */
  readonly exempt?: string;
  /** A path to the name that the metric has in Prometheus. */
  readonly name: string;
  /** The attribute of data points that is a label in Prometheus; undefined when it is none of theirs. */
  readonly attributeOf: (label: string) => string | undefined;
  /** A path to a label, to ask for it; undefined when it cannot be asked for. */
  readonly pathOf: (label: string) => string | undefined;
  /** Expressions on labels as expressions on attributes of data points; undefined when that cannot be known. */
  readonly keysOf: (pattern: string) => string | undefined;
}

/** Labels of the target, in the words of the receiver that scrapes. */
const OF_TARGET: { readonly [label: string]: string } = { job: 'service.name', instance: 'service.instance.id' };

/** Labels that a collector has in another shape: bounds of buckets are no attributes. */
const NEVER_ATTRIBUTES = ['le', 'quantile'];

export function attributePath(key: string): string {
  return `datapoint.attributes[${ottlString(key)}]`;
}

/** Behind a receiver that scrapes: names and labels are those of Prometheus. */
export const SCRAPED: Vantage = {
  // what Prometheus says of a scrape does not pass its rules either
  exempt: 'IsMatch(metric.name, "^(?:up|scrape_(?:duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added|timeout_seconds|sample_limit|body_size_bytes))$")',
  name: 'metric.name',
  attributeOf: (label) => label in OF_TARGET || NEVER_ATTRIBUTES.includes(label) ? undefined : label,
  pathOf: (label) => label in OF_TARGET ? `resource.attributes[${ottlString(OF_TARGET[label]!)}]` : NEVER_ATTRIBUTES.includes(label) ? undefined : attributePath(label),
  keysOf: (pattern) => pattern,
};

/** The name in Prometheus of a metric of OpenTelemetry, while a policy acts. */
export const PROMETHEUS_NAME = 'metric.metadata["prometheus_name"]';

/**
 * Behind a receiver of OTLP: names are translated, attributes are named one by one.
 *
 * @param attributes attributes by the labels that they become, where these differ
 */
export function translated(attributes: { readonly [label: string]: string }): Vantage {
  const attributeOf = (label: string) => label in OF_TARGET || NEVER_ATTRIBUTES.includes(label) ? undefined : attributes[label] ?? label;
  return {
    name: PROMETHEUS_NAME,
    attributeOf,
    pathOf: (label) => {
      const attribute = attributeOf(label);
      return attribute === undefined ? undefined : attributePath(attribute);
    },
    keysOf: (pattern) => {
      const label = literalOf(pattern);
      const attribute = label === undefined ? undefined : attributeOf(label);
      return attribute === undefined ? undefined : quoted(attribute);
    },
  };
}
