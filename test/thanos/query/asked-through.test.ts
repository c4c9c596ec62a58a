import { askedThrough, registerQuery, replicasThrough } from '../../../lib/thanos/query/asked-through';
import { StoreApi } from '../../../lib/wiring';

function store(name: string, ...replicaLabels: string[]): StoreApi {
  return StoreApi.at({ address: `${name}.example.com:10901`, replicaLabels });
}

/** A Query as others see it. */
function query(name: string, asked: StoreApi[], furtherReplicaLabels: string[] = []): StoreApi {
  const api = store(name);
  registerQuery(api, { asked, furtherReplicaLabels });
  return api;
}

const [SIDECAR, RULER] = [store('sidecar', 'prometheus_replica'), store('ruler', 'rule_replica')];

test('a Query asks through other Queries, each once', () => {
  const [one, other] = [query('one', [SIDECAR]), query('other', [SIDECAR, RULER])];

  expect(askedThrough({ asked: [one, other], furtherReplicaLabels: [] })).toEqual([one, SIDECAR, other, RULER]);
});

test('replicas are those of everybody at the end, and the labels that some Query was told', () => {
  const below = query('below', [SIDECAR], ['shard']);

  expect(replicasThrough({ asked: [below, RULER], furtherReplicaLabels: ['prometheus_replica', 'zone'] })).toEqual([
    { replicaLabel: 'prometheus_replica', copies: 'independent' }, { replicaLabel: 'rule_replica', copies: 'independent' },
    { replicaLabel: 'zone', copies: 'independent' }, { replicaLabel: 'shard', copies: 'independent' },
  ]);
});

test('a circle comes to an end', () => {
  const asked = [SIDECAR];
  const one = query('one', asked);
  const other = query('other', [one]);
  asked.push(other);

  expect(askedThrough({ asked, furtherReplicaLabels: [] })).toEqual([SIDECAR, other, one]);
  expect(replicasThrough({ asked, furtherReplicaLabels: [] })).toEqual([{ replicaLabel: 'prometheus_replica', copies: 'independent' }]);
});
