import { LabelSelector, selects, selectorText } from '../../../../lib/prometheus/operator/selection/label-selector';

const expression = (key: string, operator: string, values?: string[]): LabelSelector => ({ matchExpressions: [{ key, operator, values }] });

describe('a label selector', () => {
  test.each<[string, LabelSelector, object, boolean]>([
    ['', {}, {}, true],
    ['team=shop', { matchLabels: { team: 'shop' } }, { team: 'shop', app: 'web' }, true],
    ['team=shop', { matchLabels: { team: 'shop' } }, { team: 'pay' }, false],
    ['team=shop', { matchLabels: { team: 'shop' } }, {}, false],
    ['team=shop,app=web', { matchLabels: { team: 'shop', app: 'web' } }, { team: 'shop' }, false],
    ['team in (shop, pay)', expression('team', 'In', ['shop', 'pay']), { team: 'pay' }, true],
    ['team in (shop, pay)', expression('team', 'In', ['shop', 'pay']), { team: 'web' }, false],
    ['team!=shop', expression('team', 'NotIn', ['shop']), {}, true],
    ['team!=shop', expression('team', 'NotIn', ['shop']), { team: 'shop' }, false],
    ['team notin (shop, pay)', expression('team', 'NotIn', ['shop', 'pay']), { team: 'web' }, true],
    ['team', expression('team', 'Exists'), { team: '' }, true],
    ['team', expression('team', 'Exists'), {}, false],
    ['!team', expression('team', 'DoesNotExist'), {}, true],
    ['!team', expression('team', 'DoesNotExist'), { team: 'shop' }, false],
    ['toString', expression('toString', 'Exists'), {}, false],
    ['team', expression('team', 'Unheard'), { team: 'shop' }, false],
  ])('asks for labels as Kubernetes does: %s %#', (text, selector, labels, is) => {
    expect([selectorText(selector), selects(selector, labels as { [name: string]: string })]).toEqual([text, is]);
  });
});
