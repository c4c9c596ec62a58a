import { fail } from '../../../validation';
import { Processor } from '../component';
import { AttributeAction } from './attribute-action';

/** Options of the resource processor. */
export interface ResourceProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** Changes of resource attributes, in this order. None fails: the collector refuses an empty list. */
  readonly attributes: AttributeAction[];
}

/**
 * Changes the attributes of the resource from which telemetry comes.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/resourceprocessor/README.md
 */
export class ResourceProcessor extends Processor {
  private readonly actions: AttributeAction[];

  public constructor(props: ResourceProcessorProps) {
    super('resource', props.name);
    this.actions = [...props.attributes];
    if (this.actions.length === 0) {
      fail('ResourceProcessor', {
        what: 'attributes is empty',
        why: 'the collector refuses a resource processor that changes nothing',
        fix: "attributes: [AttributeAction.insert('k8s.cluster.name', 'prod-us-east-1')]",
      });
    }
  }

  /** @internal */
  protected _config(): object {
    return { attributes: this.actions.map((action) => action._render()) };
  }
}
