import { GroupByAttrsProcessor } from '../../../../lib/collector/components/processors/group-by-attrs-processor';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the group-by-attributes processor', () => {
  test('puts records of equal resources together', () => {
    expect(rendered(new GroupByAttrsProcessor())).toEqual({ keys: [] });
  });

  test('moves attributes to resources', () => {
    const keys = ['host.name', 'tenant'];
    const processor = new GroupByAttrsProcessor({ name: 'hosts', keys });
    keys.push('later');

    expect(rendered(processor)).toEqual({ keys: ['host.name', 'tenant'] });
    expect(processor.keys).toEqual(['host.name', 'tenant']);
    expect(processor._id(TESTED)).toBe('groupbyattrs/hosts');
  });

  test.each([
    [['a', 'a'], "keys has 'a' twice"],
    [[''], 'keys has an empty text in it'],
  ])('fails at %j', (keys, what) => {
    expect(problemOf(() => new GroupByAttrsProcessor({ keys }))).toMatchObject({ path: 'GroupByAttrsProcessor', what, fix: "keys: ['host.name']" });
  });
});
