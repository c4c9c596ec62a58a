/** Metrics as a page that Prometheus scrapes. */
import { kindOf, Metric, samplesOf } from './otlp-metrics';

export function exposition(metrics: readonly Metric[]): string {
  return metrics.map((metric) => [`# TYPE ${metric.name} ${kindOf(metric)}`, ...samplesOf(metric, {}).map(({ labels: { __name__: name, ...labels }, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
    return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
  })].join('\n')).join('\n').concat('\n');
}

function escaped(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}
