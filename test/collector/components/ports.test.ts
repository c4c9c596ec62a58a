import { requirePort } from '../../../lib/collector/components/ports';
import { problemOf } from '../documents';

describe('a port', () => {
  test.each([1, 4317, 65_535])('may be %d', (port) => {
    expect(requirePort('OtlpReceiver', 'grpcPort', port)).toBe(port);
  });

  test.each([0, -1, 65_536, 4317.5, NaN, Infinity])('fails when it is %d', (port) => {
    expect(problemOf(() => requirePort('OtlpReceiver', 'grpcPort', port))).toMatchObject({
      path: 'OtlpReceiver',
      what: `grpcPort ${port} is not a port`,
      fix: 'grpcPort: a whole number from 1 to 65535; above 1023, because the pod is not root',
    });
  });
});
