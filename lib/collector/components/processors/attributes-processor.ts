import { fail } from '../../../validation';
import { Processor } from '../component';
import { AttributeAction } from './attribute-action';
import { matchConfig, RecordMatch, requireMatches } from './record-match';

/** Options of the attributes processor. */
export interface AttributesProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** Changes of the attributes of spans, points and log records, in this order. None fails: the collector refuses an empty list. */
  readonly actions: AttributeAction[];

  /**
   * Which records are changed. What no signal knows fails.
   *
   * @default - all
   */
  readonly include?: RecordMatch;

  /**
   * Which records are left as they are, even when they are included. What no signal knows fails.
   *
   * @default - none
   */
  readonly exclude?: RecordMatch;
}

/**
 * Changes the attributes of spans, points and log records. Those of their resource are `ResourceProcessor`'s.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/attributesprocessor/README.md
 */
export class AttributesProcessor extends Processor {
  private readonly props: AttributesProcessorProps;
  private readonly actions: AttributeAction[];

  public constructor(props: AttributesProcessorProps) {
    super('attributes', props.name);
    this.props = props;
    this.actions = [...props.actions];
    if (this.actions.length === 0) {
      fail('AttributesProcessor', {
        what: 'actions is empty',
        why: 'the collector refuses an attributes processor that changes nothing',
        fix: "actions: [AttributeAction.hash('user.email')]",
      });
    }
    requireMatches('AttributesProcessor', props.include, props.exclude);
  }

  /** @internal */
  protected _config(): object {
    return {
      include: matchConfig(this.props.include),
      exclude: matchConfig(this.props.exclude),
      actions: this.actions.map((action) => action._render()),
    };
  }
}
