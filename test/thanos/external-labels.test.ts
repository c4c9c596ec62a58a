import { labelFlags } from '../../lib/thanos/external-labels';

test('external labels are written in the order of their names, quoted as Go quotes', () => {
  expect(labelFlags({ region: 'eu', cluster: 'a "b"\\c' })).toEqual(['cluster="a \\"b\\"\\\\c"', 'region="eu"']);
  expect(labelFlags({})).toEqual([]);
});

test('a variable of the pod stays one', () => {
  expect(labelFlags({ replica: '$(POD_NAME)' })).toEqual(['replica="$(POD_NAME)"']);
});
