import { PodPeer } from './peer';

/** What is known of a place to which pods connect. */
export interface EndpointProps {
  /** The host alone. */
  readonly host: string;
  /** The port alone. */
  readonly port: number;
  /**
   * The pods that serve it, when they belong to this program.
   *
   * @default - an outside system
   */
  readonly servedBy?: PodPeer;
}

/** Where pods of this program serve. */
export type ServedPlace = Required<EndpointProps>;

/** A place to which pods connect. It records who does, so that the network policies of both ends follow from the wiring. */
export abstract class Endpoint {
  /** The host alone. */
  public readonly host: string;
  /** The port alone. */
  public readonly port: number;
  /** The pods that serve it, when they belong to this program. */
  public readonly servedBy?: PodPeer;
  private readonly connected: PodPeer[] = [];

  protected constructor(props: EndpointProps) {
    this.host = props.host;
    this.port = props.port;
    this.servedBy = props.servedBy;
  }

  /** Records pods that connect. @internal */
  public _connect(consumer: PodPeer): void {
    this.connected.push(consumer);
  }

  /** The pods that connect. @internal */
  public get _consumers(): readonly PodPeer[] {
    return this.connected;
  }
}
