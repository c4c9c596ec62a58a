import { Duration } from 'cdk8s';
import { ServiceGraphConnector, ServiceGraphConnectorProps } from '../../../../lib/collector/components/connectors/service-graph-connector';
import { problemOf, rendered, TESTED } from '../../documents';

/* Not judged: the collector of the conformance run does not have this connector. Its keys are those of its source. */
describe('the service graph connector', () => {
  test('has a thousand edges wait for two seconds', () => {
    expect(rendered(new ServiceGraphConnector())).toEqual({
      store: { max_items: 1000, ttl: '2s' }, cache_loop: '60s', store_expiration_loop: '2s', metrics_flush_interval: '60s',
    });
  });

  test('does everything as it is told', () => {
    const connector = new ServiceGraphConnector({
      name: 'edges',
      dimensions: ['http.route'],
      latencyHistogramBuckets: [Duration.millis(10), Duration.seconds(1)],
      storeMaxItems: 5000,
      storeTtl: Duration.seconds(10),
      cacheLoop: Duration.minutes(5),
      storeExpirationLoop: Duration.seconds(3),
      virtualNodePeerAttributes: ['peer.service'],
      virtualNodeExtraLabel: true,
      metricsFlushInterval: Duration.seconds(0),
      databaseNameAttributes: ['db.namespace'],
    });

    expect(rendered(connector)).toEqual({
      dimensions: ['http.route'],
      latency_histogram_buckets: ['10ms', '1s'],
      store: { max_items: 5000, ttl: '10s' },
      cache_loop: '300s',
      store_expiration_loop: '3s',
      virtual_node_peer_attributes: ['peer.service'],
      virtual_node_extra_label: true,
      metrics_flush_interval: '0s',
      database_name_attributes: ['db.namespace'],
    });
    expect(connector._id(TESTED)).toBe('service_graph/edges');
    expect(connector._id({ collectorVersion: '0.153.0' })).toBe('servicegraph/edges');
  });

  test('has exponential histograms', () => {
    expect(rendered(new ServiceGraphConnector({ exponentialHistogramMaxSize: 160 }))).toMatchObject({ exponential_histogram_max_size: 160 });
  });

  test.each<[ServiceGraphConnectorProps, string]>([
    [{ dimensions: [] }, 'dimensions is empty'],
    [{ latencyHistogramBuckets: [Duration.millis(2), Duration.millis(1)] }, 'latencyHistogramBuckets is 2 ms, 1 ms'],
    [{ exponentialHistogramMaxSize: 0 }, 'exponentialHistogramMaxSize is 0'],
    [{ latencyHistogramBuckets: [Duration.millis(2)], exponentialHistogramMaxSize: 9 }, 'latencyHistogramBuckets and exponentialHistogramMaxSize 9'],
    [{ storeMaxItems: 0 }, 'storeMaxItems is 0'],
    [{ storeTtl: Duration.seconds(0) }, 'storeTtl is 0'],
    [{ cacheLoop: Duration.seconds(0) }, 'cacheLoop is 0'],
    [{ storeExpirationLoop: Duration.seconds(0) }, 'storeExpirationLoop is 0'],
    [{ virtualNodePeerAttributes: [''] }, 'virtualNodePeerAttributes has an empty text in it'],
    [{ databaseNameAttributes: [] }, 'databaseNameAttributes is empty'],
  ])('fails: %#', (props, what) => {
    expect(problemOf(() => new ServiceGraphConnector(props))).toMatchObject({ path: 'ServiceGraphConnector', what });
  });
});
