import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { Release } from '@cdktf/provider-helm/lib/release';
import { Duration } from 'cdk8s';
import { aRelease, aStack, synthesized } from './fixtures';

test('a release is what the typed resource of the provider gives', () => {
  const ours = aStack();
  const first = aRelease(ours, 'first');
  aRelease(ours, 'second', { createNamespace: false, timeout: Duration.minutes(10), values: { replicas: 2 }, after: [first] });

  const typed = aStack();
  new HelmProvider(typed, 'helm');
  const common = { repository: 'https://charts.example.com', chart: 'reloader', version: '1.2.3', namespace: 'tools', atomic: true, wait: true };
  const typedFirst = new Release(typed, 'first', { ...common, name: 'first', createNamespace: true, timeout: 300 });
  new Release(typed, 'second', { ...common, name: 'second', createNamespace: false, timeout: 600, values: ['{"replicas":2}'], dependsOn: [typedFirst] });

  expect(synthesized(ours).resource).toStrictEqual(synthesized(typed).resource);
  expect(synthesized(ours).provider).toStrictEqual(synthesized(typed).provider);
});
