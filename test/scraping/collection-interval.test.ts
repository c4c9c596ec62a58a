import { Duration } from 'cdk8s';
import { requireInterval } from '../../lib/scraping/collection-interval';

test('there is some time between two collections', () => {
  expect(requireInterval('observability/agent', 'interval', Duration.millis(1)).toMilliseconds()).toBe(1);
  expect(() => requireInterval('observability/agent', 'interval', Duration.seconds(0))).toThrow(
    'observability/agent: interval is 0s\n  why: the collector does not start with it\n  fix: interval: Duration.seconds(30)',
  );
});

test('whoever has another reason says it', () => {
  expect(() => requireInterval('a', 'interval', Duration.seconds(0), 'nothing would be scraped')).toThrow('why: nothing would be scraped\n');
});
