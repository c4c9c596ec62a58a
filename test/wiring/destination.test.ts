import { OtlpEndpoint, PodPeer } from '../../lib/wiring';

const AGENT: PodPeer = { namespace: 'observability', labels: { app: 'agent' } };
const SAMPLER: PodPeer = { namespace: 'observability', labels: { app: 'sampler' } };

describe('the consumers of a destination', () => {
  test('are none at first', () => {
    expect(OtlpEndpoint.grpc({ address: 'gateway:4317' })._consumers).toEqual([]);
  });

  test('are the pods that connected, in that order', () => {
    const gateway = OtlpEndpoint.grpc({ address: 'gateway:4317' });
    gateway._connect(SAMPLER);
    gateway._connect(AGENT);

    expect(gateway._consumers).toEqual([SAMPLER, AGENT]);
  });

  test('belong to one destination, not to its address', () => {
    const [one, other] = [1, 2].map(() => OtlpEndpoint.grpc({ address: 'gateway:4317' }));
    one._connect(AGENT);

    expect(other._consumers).toEqual([]);
  });
});
