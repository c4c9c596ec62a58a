import { AttributeAction } from '../../../../lib/collector/components';
import { problemOf } from '../../documents';

describe('a change of an attribute', () => {
  test.each([
    ['sets what is not there', AttributeAction.insert('team', 'red'), { key: 'team', value: 'red', action: 'insert' }],
    ['changes what is there', AttributeAction.update('team', 'red'), { key: 'team', value: 'red', action: 'update' }],
    ['sets in any case', AttributeAction.upsert('team', 'red'), { key: 'team', value: 'red', action: 'upsert' }],
    ['copies', AttributeAction.insertFrom('team', 'owner'), { key: 'team', from_attribute: 'owner', action: 'insert' }],
    ['takes away', AttributeAction.remove('user.email'), { key: 'user.email', action: 'delete' }],
    ['takes away by name', AttributeAction.removeMatching('^user\\.'), { pattern: '^user\\.', action: 'delete' }],
    ['hides who', AttributeAction.hash('user.id'), { key: 'user.id', action: 'hash' }],
    [
      'reads parts',
      AttributeAction.extract('url.path', '^/api/(?P<service>[^/]+)/'),
      { key: 'url.path', pattern: '^/api/(?P<service>[^/]+)/', action: 'extract' },
    ],
  ])('%s', (_title, action, rendered) => {
    expect(action._render()).toEqual(rendered);
  });

  test('takes a named group in the short form of newer engines too', () => {
    expect(AttributeAction.extract('url.path', '^/(?<service>.+)')._render()).toMatchObject({ pattern: '^/(?<service>.+)' });
  });

  test.each(['^/api/', '^/api/([^/]+)', '^/api/(?:v1)'])('fails on %s, which names no group', (pattern) => {
    expect(problemOf(() => AttributeAction.extract('url.path', pattern))).toMatchObject({
      path: 'AttributeAction.extract',
      what: `'${pattern}' has a group without a name, or no group`,
      fix: "'^/api/(?P<service>[^/]+)/'",
    });
  });
});
