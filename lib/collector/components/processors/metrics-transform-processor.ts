import { fail } from '../../../validation';
import { Processor } from '../component';
import { MetricTransform } from './metric-transform';

/** Options of the metrics transform processor. */
export interface MetricsTransformProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** What becomes of metrics, in this order; the later see what the earlier made. None fails. */
  readonly transforms: MetricTransform[];
}

/**
 * Renames, copies, combines and aggregates metrics. `TransformProcessor` does what this one cannot.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/metricstransformprocessor/README.md
 */
export class MetricsTransformProcessor extends Processor {
  private readonly transforms: MetricTransform[];

  public constructor(props: MetricsTransformProcessorProps) {
    super('metrics_transform', props.name);
    this.transforms = [...props.transforms];
    if (this.transforms.length === 0) {
      fail('MetricsTransformProcessor', {
        what: 'transforms is empty',
        why: 'it would change nothing',
        fix: "transforms: [MetricTransform.rename('system.cpu.usage', 'system.cpu.usage_time')]",
      });
    }
  }

  /** @internal */
  protected _config(): object {
    return { transforms: this.transforms.map((transform) => transform._render()) };
  }
}
