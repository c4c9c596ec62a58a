import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { Connector } from '../component';
import { requireAscending } from './buckets';
import { requirePositive, requireTexts, requireWhole } from '../bounds';

/** Options of the service graph connector. */
export interface ServiceGraphConnectorProps {
  /**
   * What tells it from other connectors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Attributes of spans that tell edges apart, besides client, server, failure and kind of connection. Every value makes new series.
   *
   * @default - none
   */
  readonly dimensions?: string[];

  /**
   * The upper bounds of the buckets of latencies. Ascending, or it fails.
   *
   * @default - 16 buckets from 2 milliseconds to 15 seconds
   */
  readonly latencyHistogramBuckets?: Duration[];

  /**
   * The most buckets of an exponential histogram of latencies. Fails together with `latencyHistogramBuckets`.
   *
   * @default - explicit buckets
   */
  readonly exponentialHistogramMaxSize?: number;

  /**
   * How many edges wait for their other end at once: half of the requests in a second times `storeTtl`, and more. What comes beyond is dropped.
   *
   * @default 1000
   */
  readonly storeMaxItems?: number;

  /**
   * How long an edge waits for its other end. Longer than the slowest request that is to be seen. Zero fails.
   *
   * @default Duration.seconds(2)
   */
  readonly storeTtl?: Duration;

  /**
   * How often series that nobody uses are forgotten. Zero fails.
   *
   * @default Duration.minutes(1)
   */
  readonly cacheLoop?: Duration;

  /**
   * How often edges that waited too long are forgotten. Zero fails.
   *
   * @default Duration.seconds(2)
   */
  readonly storeExpirationLoop?: Duration;

  /**
   * Attributes that name the other end of an edge which never sent a span, such as a database; the first that is there does.
   *
   * @default - those of the collector: `peer.service`, `db.name`, `db.system` and the like
   */
  readonly virtualNodePeerAttributes?: string[];

  /**
   * Whether a label says which end of an edge never sent a span.
   *
   * @default false
   */
  readonly virtualNodeExtraLabel?: boolean;

  /**
   * How often metrics are sent. Zero: with every batch of spans.
   *
   * @default Duration.seconds(60)
   */
  readonly metricsFlushInterval?: Duration;

  /**
   * Attributes that name a database; the first that is there does.
   *
   * @default - `db.name`
   */
  readonly databaseNameAttributes?: string[];
}

const CALLER = 'ServiceGraphConnector';

/**
 * Makes metrics of who calls whom, how often, how long and with which success.
 *
 * The spans of a trace have to come to one collector: with more than one replica there is a `LoadBalancingExporter` in front.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/connector/servicegraphconnector/README.md
 */
export class ServiceGraphConnector extends Connector {
  private readonly props: ServiceGraphConnectorProps;

  public constructor(props: ServiceGraphConnectorProps = {}) {
    super('service_graph', props.name);
    this.props = props;
    requireTexts(CALLER, 'dimensions', props.dimensions, 'http.route');
    requireTexts(CALLER, 'virtualNodePeerAttributes', props.virtualNodePeerAttributes, 'peer.service');
    requireTexts(CALLER, 'databaseNameAttributes', props.databaseNameAttributes, 'db.namespace');
    requireAscending(CALLER, 'latencyHistogramBuckets', props.latencyHistogramBuckets);
    requireWhole(CALLER, 'exponentialHistogramMaxSize', props.exponentialHistogramMaxSize, 1, 2 ** 31 - 1);
    requireWhole(CALLER, 'storeMaxItems', props.storeMaxItems, 1);
    requirePositive(CALLER, 'storeTtl', props.storeTtl, 'Duration.seconds(2)');
    requirePositive(CALLER, 'cacheLoop', props.cacheLoop, 'Duration.minutes(1)');
    requirePositive(CALLER, 'storeExpirationLoop', props.storeExpirationLoop, 'Duration.seconds(2)');
    if (props.latencyHistogramBuckets && props.exponentialHistogramMaxSize !== undefined) {
      fail(CALLER, {
        what: `latencyHistogramBuckets and exponentialHistogramMaxSize ${props.exponentialHistogramMaxSize}`,
        why: 'the collector refuses both together',
        fix: 'leave exponentialHistogramMaxSize out, or latencyHistogramBuckets',
      });
    }
  }

  /** @internal */
  protected _config(): object {
    return {
      dimensions: this.props.dimensions,
      latency_histogram_buckets: this.props.latencyHistogramBuckets,
      exponential_histogram_max_size: this.props.exponentialHistogramMaxSize,
      store: { max_items: this.props.storeMaxItems ?? 1000, ttl: this.props.storeTtl ?? Duration.seconds(2) },
      cache_loop: this.props.cacheLoop ?? Duration.minutes(1),
      store_expiration_loop: this.props.storeExpirationLoop ?? Duration.seconds(2),
      virtual_node_peer_attributes: this.props.virtualNodePeerAttributes,
      virtual_node_extra_label: this.props.virtualNodeExtraLabel,
      metrics_flush_interval: this.props.metricsFlushInterval ?? Duration.seconds(60),
      database_name_attributes: this.props.databaseNameAttributes,
    };
  }
}
