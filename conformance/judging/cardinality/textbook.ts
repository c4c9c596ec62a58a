/**
 * The case of the textbook, small: requests by method, path and code, and by the pod and instance of who asked. What is left is the product of the first three, and
 * every series counts what all that are in it have counted.
 */
import { Metric, SampleOf } from './otlp-metrics';

const METHODS = ['GET', 'POST'];
const PATHS = ['/api/users/1', '/api/users/2', '/api/users/3?page=2', '/static/a.js', '/assets/b.css'];
const LEFT: readonly (readonly [path: string, merged: number])[] = [['/api/users', 3], ['/static', 2]];
const CODES = ['200', '404'];
const PODS = ['cart-1', 'cart-2', 'cart-3'];
const INSTANCES = ['10.0.0.1', '10.0.0.2'];
/** What each series has counted. */
const COUNT = 7;

const AT = '1795000000000000000';
const attributes = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([key, stringValue]) => ({ key, value: { stringValue } }));

export const TEXTBOOK: Metric = {
  name: 'http_requests_total',
  sum: {
    aggregationTemporality: 2,
    isMonotonic: true,
    dataPoints: METHODS.flatMap((method) => PATHS.flatMap((path) => CODES.flatMap((code) => PODS.flatMap((pod) => INSTANCES.map((instance) => ({
      timeUnixNano: AT,
      startTimeUnixNano: AT,
      asDouble: COUNT,
      attributes: attributes({ method, path, status_code: code, client_pod: pod, client_instance: instance }),
    })))))),
  },
};

/** What must be left of it: counted by hand, not by the interpreter. */
export function textbookAnswer(target: Readonly<Record<string, string>>): SampleOf[] {
  return METHODS.flatMap((method) => LEFT.flatMap(([path, merged]) => CODES.map((code): SampleOf => ({
    kind: 'counter',
    labels: { ...target, __name__: TEXTBOOK.name, method, path, status_code: code },
    value: COUNT * merged * PODS.length * INSTANCES.length,
  }))));
}
