import { k8s } from 'cdk8s-plus-30';
import { httpProbes } from '../../lib/workload/http-probes';

const SERVER = { port: 3100, ready: '/ready', alive: '/alive' };
const asked = (path: string) => ({ httpGet: { path, port: k8s.IntOrString.fromNumber(3100) } });

test('who loads is waited for as long as it may take, and by whether it is ready', () => {
  const { failureThreshold, periodSeconds, ...startup } = httpProbes(SERVER, 30).startupProbe;

  expect(startup).toMatchObject(asked('/ready'));
  expect(failureThreshold! * periodSeconds!).toBe(30 * 60);
});

test('who loads nothing is waited for a minute, and by whether it lives', () => {
  const { failureThreshold, periodSeconds, ...startup } = httpProbes(SERVER).startupProbe;

  expect(startup).toMatchObject(asked('/alive'));
  expect(failureThreshold! * periodSeconds!).toBe(60);
});

test('traffic ends soon after it is no longer ready, and it is restarted late', () => {
  const { livenessProbe, readinessProbe } = httpProbes(SERVER, 30);

  expect(livenessProbe).toMatchObject(asked('/alive'));
  expect(readinessProbe).toMatchObject(asked('/ready'));
  expect([livenessProbe, readinessProbe].map(({ failureThreshold, periodSeconds }) => failureThreshold! * periodSeconds!)).toEqual([240, 15]);
});
