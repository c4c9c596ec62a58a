import { discoveredEndpoint, jobWith, targetsOf } from './discovered';
import { behindServices } from '../../lib/scraping/endpoint-rules';

const labels = (others: Record<string, string>, chosenPort?: string) =>
  targetsOf([jobWith(behindServices(chosenPort))], discoveredEndpoint({}, others))[0]?.labels;

describe('what is behind a Service', () => {
  test('is on the node of its pod, or on that of its slice', () => {
    expect(labels({})).toMatchObject({ node: 'node-1' });
    expect(labels({ __meta_kubernetes_pod_node_name: '' })).toMatchObject({ node: 'node-1' });
    expect(labels({ __meta_kubernetes_pod_node_name: '', __meta_kubernetes_endpointslice_endpoint_node_name: '' })).not.toHaveProperty('node');
  });

  test('has a container where it is known: not at a port of the choice of somebody', () => {
    expect(labels({})).toMatchObject({ container: 'app' });
    expect(labels({ chosen: '' }, 'chosen')).toMatchObject({ container: 'app' });
    expect(labels({ chosen: '9102' }, 'chosen')).not.toHaveProperty('container');
  });
});
