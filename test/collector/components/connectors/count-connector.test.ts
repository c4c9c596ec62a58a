import { CountConnector, CountConnectorProps } from '../../../../lib/collector/components/connectors/count-connector';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the count connector', () => {
  test('counts everything, in the metrics of the collector', () => {
    expect(rendered(new CountConnector())).toEqual({});
  });

  test('counts what it is told', () => {
    const connector = new CountConnector({
      name: 'errors',
      spans: { calls: {} },
      spanEvents: { thrown: { conditions: ['spanevent.name == "exception"'] } },
      metrics: { series: { description: 'metrics', conditions: ['IsMatch(metric.name, "^a$")'] } },
      dataPoints: { points: { attributes: [{ key: 'job' }] } },
      logs: { lines: { description: 'log records', attributes: [{ key: 'env', defaultValue: 'none' }] } },
    });

    expect(rendered(connector)).toEqual({
      spans: { calls: {} },
      spanevents: { thrown: { conditions: ['spanevent.name == "exception"'] } },
      metrics: { series: { description: 'metrics', conditions: ['IsMatch(metric.name, "^a$$")'] } },
      datapoints: { points: { attributes: [{ key: 'job' }] } },
      logs: { lines: { description: 'log records', attributes: [{ key: 'env', default_value: 'none' }] } },
    });
    expect(connector._id(TESTED)).toBe('count/errors');
  });

  test.each<[CountConnectorProps, string]>([
    [{ spans: {} }, 'the names of spans is empty'],
    [{ logs: { '': {} } }, 'the names of logs has an empty text in it'],
    [{ spanEvents: { thrown: { conditions: [''] } } }, "the conditions of 'thrown' has an empty text in it"],
    [{ dataPoints: { points: { attributes: [{ key: '' }] } } }, "the attributes of 'points' has an empty text in it"],
    [{ metrics: { series: { attributes: [{ key: 'job' }] } } }, "'series' counts metrics by attributes"],
  ])('fails at %j', (props, what) => {
    expect(problemOf(() => new CountConnector(props))).toMatchObject({ path: 'CountConnector', what });
  });
});
