import { rendered } from './documents';
import { seriesIdentity } from '../../lib/collector/series-identity';

describe('what only attributes of resources tell apart', () => {
  const [instance, labels, restarts, ...others] = (rendered(seriesIdentity()) as { metric_statements: string[] }).metric_statements;

  test('is the pod, of an application that does not say which of its replicas it is', () => {
    expect(instance).toBe('set(resource.attributes["service.instance.id"], Concat([resource.attributes["k8s.namespace.name"], resource.attributes["k8s.pod.name"]], ".")) '
      + 'where resource.attributes["service.name"] != nil and resource.attributes["service.instance.id"] == nil '
      + 'and resource.attributes["k8s.namespace.name"] != nil and resource.attributes["k8s.pod.name"] != nil');
  });

  test('becomes labels, of what is no application', () => {
    expect(labels).toBe('merge_maps(datapoint.attributes, resource.attributes, "insert") where resource.attributes["service.name"] == nil');
  });

  test('is not the container that a restart replaces', () => {
    expect(restarts).toBe('delete_key(datapoint.attributes, "container.id") where resource.attributes["service.name"] == nil');
    expect(others).toEqual([]);
  });
});
