import { configMapFindings } from '../../lib/kubernetes/config-map-size';

describe('the size of a ConfigMap', () => {
  test('is one mebibyte at most, counted in bytes', () => {
    expect(configMapFindings({ 'a.yaml': 'a'.repeat(1024 * 1024) })).toEqual([]);
    expect(configMapFindings({ 'a.yaml': 'ä'.repeat(600 * 1024), 'b.yaml': 'b' })).toMatchObject([{ what: 'its ConfigMap has 1.2 MiB, most of it in a.yaml' }]);
  });
});
