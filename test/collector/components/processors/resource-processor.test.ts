import { AttributeAction, ResourceProcessor } from '../../../../lib/collector/components';
import { needed, problemOf, rendered, TESTED } from '../../documents';

describe('the resource processor', () => {
  test('changes attributes in the order in which they were given', () => {
    const processor = new ResourceProcessor({
      attributes: [AttributeAction.insert('k8s.cluster.name', 'prod'), AttributeAction.remove('host.id')],
    });

    expect(rendered(processor)).toEqual({
      attributes: [
        { key: 'k8s.cluster.name', value: 'prod', action: 'insert' },
        { key: 'host.id', action: 'delete' },
      ],
    });
  });

  test('writes a dollar sign so that it arrives as one', () => {
    const processor = new ResourceProcessor({ attributes: [AttributeAction.insert('price', '$5 or ${env:HOME}')] });

    expect(rendered(processor)).toEqual({ attributes: [{ key: 'price', value: '$$5 or $${env:HOME}', action: 'insert' }] });
  });

  test('is not changed by what happens to the list later', () => {
    const attributes = [AttributeAction.insert('team', 'red')];
    const processor = new ResourceProcessor({ attributes });
    attributes.push(AttributeAction.remove('team'));

    expect(rendered(processor)).toEqual({ attributes: [{ key: 'team', value: 'red', action: 'insert' }] });
  });

  test('has the name that it was given', () => {
    expect(new ResourceProcessor({ name: 'cluster', attributes: [AttributeAction.remove('a')] })._id(TESTED)).toBe('resource/cluster');
  });

  test('needs nothing from the pod', () => {
    expect(needed(new ResourceProcessor({ attributes: [AttributeAction.remove('a')] }))).toEqual({});
  });

  test('fails without a change', () => {
    expect(problemOf(() => new ResourceProcessor({ attributes: [] }))).toMatchObject({
      path: 'ResourceProcessor',
      what: 'attributes is empty',
      fix: "attributes: [AttributeAction.insert('k8s.cluster.name', 'prod-us-east-1')]",
    });
  });
});
