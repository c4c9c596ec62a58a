import { Connector } from '../component';

/** Options of the forward connector. */
export interface ForwardConnectorProps {
  /**
   * What tells it from other connectors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;
}

/**
 * Gives what it takes from some pipelines to others of the same signal: to join them, or to share what comes after.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/connector/forwardconnector/README.md
 */
export class ForwardConnector extends Connector {
  public constructor(props: ForwardConnectorProps = {}) {
    super('forward', props.name);
  }
}
