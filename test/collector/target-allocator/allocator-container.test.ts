import { allocatorContainer } from '../../../lib/collector/target-allocator/allocator-container';

test('an allocator reads its document, lives when it answers, and is ready when it has jobs', () => {
  const { args, image, probes } = allocatorContainer('registry.example.com/target-allocator:1.2.3');

  expect([args, image]).toEqual([['--config-file=/etc/target-allocator/targetallocator.yaml'], 'registry.example.com/target-allocator:1.2.3']);
  expect(Object.entries(probes).map(([probe, { httpGet }]) => [probe, httpGet?.path, httpGet?.port.value])).toEqual([
    ['startupProbe', '/livez', 8080], ['livenessProbe', '/livez', 8080], ['readinessProbe', '/readyz', 8080],
  ]);
});
