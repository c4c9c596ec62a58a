import { AttributeAction } from '../../../../lib/collector/components/processors/attribute-action';
import { AttributesProcessor } from '../../../../lib/collector/components/processors/attributes-processor';
import { problemOf, rendered, TESTED } from '../../documents';

const actions = [AttributeAction.hash('user.email'), AttributeAction.insert('price', '5$')];

describe('the attributes processor', () => {
  test('changes attributes of all records, in the order in which it is told', () => {
    expect(rendered(new AttributesProcessor({ actions }))).toEqual({
      actions: [{ key: 'user.email', action: 'hash' }, { key: 'price', value: '5$$', action: 'insert' }],
    });
  });

  test('changes those of some records only', () => {
    expect(rendered(new AttributesProcessor({ actions, include: { services: ['shop'] }, exclude: { spanNames: ['GET /$'] } }))).toMatchObject({
      include: { match_type: 'strict', services: ['shop'] },
      exclude: { match_type: 'strict', span_names: ['GET /$$'] },
    });
  });

  test('has the name that it is given, and needs nothing', () => {
    const processor = new AttributesProcessor({ name: 'emails', actions });

    expect(processor._id(TESTED)).toBe('attributes/emails');
    expect(processor._needs(TESTED)).toMatchObject({ variables: [] });
    expect(processor._extensions()).toEqual([]);
  });

  test('fails without a change', () => {
    expect(problemOf(() => new AttributesProcessor({ actions: [] }))).toMatchObject({
      path: 'AttributesProcessor',
      what: 'actions is empty',
      fix: "actions: [AttributeAction.hash('user.email')]",
    });
  });

  test('fails on records that do not exist', () => {
    expect(problemOf(() => new AttributesProcessor({ actions, include: { services: ['shop'], metricNames: ['up'] } }))).toMatchObject({
      path: 'AttributesProcessor',
      what: 'include.services, include.metricNames together',
    });
  });
});
