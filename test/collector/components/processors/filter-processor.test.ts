import { FilterProcessor, OttlErrorMode } from '../../../../lib/collector/components';
import { problemOf, rendered } from '../../documents';

describe('the filter processor', () => {
  test('drops by signal, and lets pass a record on which a condition fails', () => {
    const processor = new FilterProcessor({
      traceConditions: ['span.attributes["http.route"] == "/healthz"', 'span.name == "ping"'],
      metricConditions: ['metric.name == "up"'],
      logConditions: ['log.severity_number < SEVERITY_NUMBER_INFO'],
    });

    expect(rendered(processor)).toEqual({
      error_mode: 'ignore',
      trace_conditions: ['span.attributes["http.route"] == "/healthz"', 'span.name == "ping"'],
      metric_conditions: ['metric.name == "up"'],
      log_conditions: ['log.severity_number < SEVERITY_NUMBER_INFO'],
    });
  });

  test.each(Object.values(OttlErrorMode))('may answer a failing condition with %s', (errorMode) => {
    expect(rendered(new FilterProcessor({ errorMode, logConditions: ['true'] }))).toEqual({ error_mode: errorMode, log_conditions: ['true'] });
  });

  test('writes the dollar sign of an expression so that it arrives as one', () => {
    expect(rendered(new FilterProcessor({ traceConditions: ['IsMatch(span.name, "^GET /health$")'] }))).toMatchObject({
      trace_conditions: ['IsMatch(span.name, "^GET /health$$")'],
    });
  });

  test.each([{}, { traceConditions: [] }, { traceConditions: [], metricConditions: [], logConditions: [] }])('fails without a condition: %j', (props) => {
    expect(problemOf(() => new FilterProcessor(props))).toMatchObject({
      path: 'FilterProcessor',
      what: 'there is no condition',
      fix: "logConditions: ['log.severity_number < SEVERITY_NUMBER_INFO']",
    });
  });
});
