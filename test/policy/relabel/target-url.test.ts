import { targetUrl } from '../../../lib/policy/relabel/target-url';

const url = (given: Partial<Parameters<typeof targetUrl>[0]>) => targetUrl({ scheme: 'http', address: '10.0.0.7:8080', path: '/metrics', params: new Map(), ...given });

describe('the URL of a target', () => {
  test.each([
    [url({}), 'http://10.0.0.7:8080/metrics'],
    [url({ scheme: 'https', address: '[::1]:9090' }), 'https://[::1]:9090/metrics'],
    [url({ path: 'metrics' }), 'http://10.0.0.7:8080/metrics'],
    [url({ path: '' }), 'http://10.0.0.7:8080'],
    [url({ path: '*' }), 'http://10.0.0.7:8080/*'],
    [url({ path: '/a*(b)!' }), 'http://10.0.0.7:8080/a%2A%28b%29%21'],
    [url({ path: '/é b%20' }), 'http://10.0.0.7:8080/%C3%A9%20b%2520'],
    [url({ scheme: '' }), '//10.0.0.7:8080/metrics'],
    [url({ address: 'a b' }), 'http://a%20b/metrics'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });

  test('has no query in its path: a question mark is escaped', () => {
    expect(url({ path: '/metrics?format=prometheus' })).toBe('http://10.0.0.7:8080/metrics%3Fformat=prometheus');
  });

  test('has its parameters in the order of their names', () => {
    const params = new Map([['module', ['http_2xx']], ['match[]', ['{a="b c"}', 'up']], ['empty', []], ['a', ['']]]);

    expect(url({ params })).toBe('http://10.0.0.7:8080/metrics?a=&match%5B%5D=%7Ba%3D%22b+c%22%7D&match%5B%5D=up&module=http_2xx');
  });
});
