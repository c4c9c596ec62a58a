import { datasourcesOf, isMixed } from '../../../../lib/policy/breakage/documents/dashboard-datasources';

const asks = datasourcesOf([{ type: 'datasource', name: 'ds', query: 'loki' }, { type: 'custom', name: 'kind', query: 'loki' }]);

describe('whom a panel asks', () => {
  test.each([undefined, null, 'a name of somebody', 'prometheus', { type: 'prometheus', uid: 'x' }, { type: 'grafana-amazonprometheus-datasource' }, { uid: 'x' }, '$other', '${other}', '$kind', 'my $ds', '$ds.'])(
    'is Prometheus for %j, or nobody says otherwise', (datasource) => {
      expect(asks(datasource)).toBe(true);
    },
  );

  test.each(['$ds', '${ds}', '${ds:raw}', '[[ds]]', { uid: '${ds}' }, { type: 'loki', uid: 'x' }, '-- Grafana --'])('is somebody else for %j', (datasource) => {
    expect(asks(datasource)).toBe(false);
  });
});

describe('whether queries of a panel say for themselves whom they ask', () => {
  test.each(['-- Mixed --', { uid: '-- Mixed --' }, { type: 'datasource', uid: 'x' }, { type: 'grafana' }])('they do with %j', (datasource) => {
    expect(isMixed(datasource)).toBe(true);
  });

  test.each([undefined, null, 'prometheus', { type: 'prometheus', uid: 'x' }, { type: 'datasource', uid: '-- Grafana --' }])('they do not with %j', (datasource) => {
    expect(isMixed(datasource)).toBe(false);
  });
});
