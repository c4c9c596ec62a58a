import { requireTexts } from '../bounds';
import { Processor } from '../component';

/** Options of the group-by-attributes processor. */
export interface GroupByAttrsProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Attributes of records that become attributes of their resource. An empty one, or one that is there twice, fails.
   *
   * @default - none: records of equal resources are put together, which makes batches smaller
   */
  readonly keys?: string[];
}

/**
 * Moves attributes of records to their resource, and puts records of equal resources together.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/groupbyattrsprocessor/README.md
 */
export class GroupByAttrsProcessor extends Processor {
  /** Attributes of records that become attributes of their resource. */
  public readonly keys: string[];

  public constructor(props: GroupByAttrsProcessorProps = {}) {
    super('groupbyattrs', props.name);
    this.keys = [...(props.keys ?? [])];
    if (this.keys.length > 0) {
      requireTexts('GroupByAttrsProcessor', 'keys', this.keys, 'host.name');
    }
  }

  /** @internal */
  protected _config(): object {
    return { keys: this.keys };
  }
}
