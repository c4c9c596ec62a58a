import { NetworkPeer } from '../../lib/wiring';

describe('a network peer', () => {
  test('may be every pod of a namespace', () => {
    expect(NetworkPeer.podsOf('payments')).toMatchObject({ namespace: 'payments', labels: undefined, cidr: undefined });
  });

  test('may be some pods of a namespace', () => {
    expect(NetworkPeer.podsOf('payments', { app: 'api' })).toMatchObject({ namespace: 'payments', labels: { app: 'api' }, cidr: undefined });
  });

  test('may be every pod of the cluster', () => {
    expect(NetworkPeer.anyPod()).toMatchObject({ namespace: undefined, labels: undefined, cidr: undefined });
  });

  test('may be a range of addresses', () => {
    expect(NetworkPeer.addresses('10.0.0.0/8')).toMatchObject({ namespace: undefined, labels: undefined, cidr: '10.0.0.0/8' });
  });

  test('keeps its labels when the program changes the object it gave', () => {
    const labels: { [name: string]: string } = { app: 'api' };
    const peer = NetworkPeer.podsOf('payments', labels);
    labels.app = 'other';

    expect(peer.labels).toEqual({ app: 'api' });
  });

  test.each(['10.1.2.3/32', '0.0.0.0/0', 'fd00::/8', '::/0'])('may be the addresses %s', (cidr) => {
    expect(NetworkPeer.addresses(cidr).cidr).toBe(cidr);
  });

  test.each([
    ['10.0.0.7', '10.0.0.7/32'],
    ['fd00::7', 'fd00::7/128'],
    ['10.0.0.0/33', '10.0.0.0/8'],
    ['fd00::/129', '10.0.0.0/8'],
    ['300.0.0.0/8', '10.0.0.0/8'],
    ['10.0.0/8', '10.0.0.0/8'],
    ['payments.example.com/8', '10.0.0.0/8'],
    ['', '10.0.0.0/8'],
  ])("fails on the addresses '%s' and offers %s", (cidr, fix) => {
    expect(() => NetworkPeer.addresses(cidr)).toThrow(
      `NetworkPeer.addresses: '${cidr}' is not a range of addresses\n`
      + '  why: Kubernetes refuses the NetworkPolicy\n'
      + `  fix: NetworkPeer.addresses('${fix}')\n`,
    );
  });

  test.each(['Payments', 'pay.ments', '-payments', '', 'a'.repeat(64)])("fails on the namespace '%s'", (namespace) => {
    expect(() => NetworkPeer.podsOf(namespace)).toThrow(
      `NetworkPeer.podsOf: '${namespace}' is not the name of a namespace\n`
      + '  why: Kubernetes takes at most 63 lower-case letters, digits and -: the policy would let nobody in\n'
      + "  fix: NetworkPeer.podsOf('payments')\n",
    );
  });
});
