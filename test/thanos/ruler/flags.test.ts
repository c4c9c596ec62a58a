import { STATEFUL, STATELESS } from './rulers';
import { thanosArguments } from '../../../lib/thanos/flags/thanos-arguments';
import { rulerFlags } from '../../../lib/thanos/ruler/flags';

test('a ruler has blocks of its own', () => {
  expect(rulerFlags(STATEFUL)).toStrictEqual({
    'label': ['rule_replica="$(POD_NAME)"', 'ruler="eu"'],
    'alert.label-drop': ['rule_replica'],
    'data-dir': '/var/thanos/rule',
    'rule-file': ['/etc/rules/*.yaml'],
    'query.config-file': '/etc/query.yaml',
    'alertmanagers.config-file': '/etc/alertmanagers.yaml',
    'alert.query-url': 'https://query.example.com',
    'eval-interval': '30s',
    'objstore.config-file': '/etc/objstore.yaml',
    'tsdb.retention': '2d',
    'remote-write.config-file': undefined,
    'restore-ignored-label': undefined,
  });
});

test('a ruler writes elsewhere, and finds the state of its alerts there, whichever replica has written it', () => {
  expect(rulerFlags(STATELESS)).toMatchObject({
    'objstore.config-file': undefined,
    'tsdb.retention': undefined,
    'remote-write.config-file': '/etc/remote-write.yaml',
    'restore-ignored-label': ['rule_replica'],
  });
});

test.each(['0.38.0', '0.42.4'])('Thanos %s knows every flag', (version) => {
  expect([STATEFUL, STATELESS].flatMap((plan) => thanosArguments({ component: 'rule', version, values: rulerFlags(plan) }).findings)).toEqual([]);
});
