import { Size } from 'cdk8s';
import { Destination, DestinationProtocol, ITracesDestination, Tls } from '../../wiring';
import { ServedPlace } from '../../wiring/endpoint';
import { BackendResolver } from '../components/exporters/backend-resolver';
import { LoadBalancingExporter, RoutingKey } from '../components/exporters/load-balancing-exporter';
import { SendingQueueOptions } from '../components/exporters/sending-queue';

/** Collectors that send to samplers by trace id. */
export interface RoutingTier {
  /** The path of their construct. */
  readonly path: string;
  readonly collectorVersion: string;
}

/** What is known of samplers to which collectors send by trace id. */
export interface TraceIdDestinationProps {
  /** The headless Service of the samplers. */
  readonly place: ServedPlace;
  readonly name: string;
  /** How each of them is found. */
  readonly resolver: BackendResolver;
  readonly maxReceiveSize: Size;
}

/** Samplers, to one of which all spans of a trace go: whoever takes them as a destination is their routing tier. */
export class TraceIdDestination extends Destination implements ITracesDestination {
  public readonly tracesDestination: Destination;
  public readonly resolver: BackendResolver;
  private readonly tiers: RoutingTier[] = [];

  public constructor({ place, name, resolver, maxReceiveSize }: TraceIdDestinationProps) {
    super({
      ...place, name, protocol: DestinationProtocol.OTLP_BY_TRACE_ID, url: `${place.host}:${place.port}`, tls: Tls.plaintext(), headers: {}, maxReceiveSize,
    });
    this.resolver = resolver._servedBy(place.servedBy);
    this.tracesDestination = this;
  }

  /** Records collectors that route. */
  public _addRouters(tier: RoutingTier): void {
    this.tiers.push(tier);
  }

  /** The collectors that route. */
  public get _routers(): readonly RoutingTier[] {
    return this.tiers;
  }
}

/** Sends each trace to the sampler that holds the rest of it. */
export class TraceIdExporter extends LoadBalancingExporter {
  public constructor(private readonly samplers: TraceIdDestination, queue: SendingQueueOptions) {
    super({ name: samplers.name, resolver: samplers.resolver, routingKey: RoutingKey.TRACE_ID, tls: samplers.tls, queue });
  }

  /** Its batches are made before a sampler is chosen: each part of one is no larger. @internal */
  public get _destination(): Destination {
    return this.samplers;
  }
}
