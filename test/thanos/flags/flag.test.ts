import { pathOrContent } from '../../../lib/thanos/flags/flag';

test('a document is handed over as a file or as its text, never both', () => {
  expect(pathOrContent('tracing.config')).toEqual([
    { name: 'tracing.config-file', type: 'string' },
    { name: 'tracing.config', type: 'string', excludes: ['tracing.config-file'] },
  ]);
});

test('what holds for a document holds for both of its flags', () => {
  expect(pathOrContent('query.config', { hidden: true, since: '0.42.0', excludes: ['query'] })).toEqual([
    { name: 'query.config-file', type: 'string', hidden: true, since: '0.42.0', excludes: ['query'] },
    { name: 'query.config', type: 'string', hidden: true, since: '0.42.0', excludes: ['query.config-file', 'query'] },
  ]);
});
