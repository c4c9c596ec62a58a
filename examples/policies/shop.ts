/**
 * One policy for what is measured: the platform's, then a team's. It has a file of its own, so that tests and the command line can ask it:
 * `npx cdk8s-observability cardinality simulate --policy examples/policies/shop.ts metrics.txt`.
 */
import { Duration } from 'cdk8s';
import { CardinalityPolicies, CardinalityPolicy, GaugeMerge } from 'cdk8s-observability';

const platformPolicy = CardinalityPolicies.cadvisor()
  .and(CardinalityPolicies.goRuntime())
  .and(new CardinalityPolicy({ limits: { samples: 20_000, labels: 40, labelValueLength: 512 }, budget: { seriesPerTarget: 5_000, series: 2_000_000 } }));

const shopPolicy = new CardinalityPolicy({
  keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 0.5, 1, 5] }],
  // four methods, fifty paths and twenty codes are left of two hundred million series
  forSeries: [{
    metrics: 'http_requests_total|http_request_duration_seconds_(?:bucket|sum|count)',
    dropLabels: ['client_pod', 'client_instance', 'request_id'],
    mapLabels: [
      { label: 'path', match: '(/api/[^/?]+).*', replacement: '$1' },
      { label: 'path', match: '/(?:static|assets)/.*', replacement: '/static' },
    ],
  }],
  aggregate: [{ metric: 'http_requests_total', by: ['namespace', 'path', 'status_code'], window: Duration.minutes(5) }],
  mergeGauges: GaugeMerge.SUM,
});

export const policy = platformPolicy.and(shopPolicy);
