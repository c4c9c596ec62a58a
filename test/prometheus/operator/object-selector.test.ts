import { ObjectSelector } from '../../../lib';

describe('which objects a Prometheus takes', () => {
  test.each([
    ['all', ObjectSelector.all(), {}, {}],
    ['those of its namespace', ObjectSelector.ownNamespace(), {}, undefined],
    ['none', ObjectSelector.none(), undefined, undefined],
    ['those with a label, everywhere', ObjectSelector.labelled({ team: 'shop' }), { matchLabels: { team: 'shop' } }, {}],
    [
      'those with a label, in some namespaces', ObjectSelector.labelled({ team: 'shop' }, { stage: 'prod' }),
      { matchLabels: { team: 'shop' } }, { matchLabels: { stage: 'prod' } },
    ],
  ])('is %s', (_, selector, serviceMonitorSelector, serviceMonitorNamespaceSelector) => {
    expect(selector._spec('serviceMonitor')).toEqual({ serviceMonitorSelector, serviceMonitorNamespaceSelector });
  });
});
