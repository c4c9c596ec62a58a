import { OttlErrorMode, TransformProcessor } from '../../../../lib/collector/components';
import { problemOf, rendered } from '../../documents';

describe('the transform processor', () => {
  test('changes by signal, and lets pass a record on which a statement fails', () => {
    const processor = new TransformProcessor({
      traceStatements: ['set(span.name, "x")'],
      metricStatements: ['delete_key(datapoint.attributes, "request_id")'],
      logStatements: ['set(log.severity_text, "INFO")', 'set(log.body, "")'],
    });

    expect(rendered(processor)).toEqual({
      error_mode: 'ignore',
      trace_statements: ['set(span.name, "x")'],
      metric_statements: ['delete_key(datapoint.attributes, "request_id")'],
      log_statements: ['set(log.severity_text, "INFO")', 'set(log.body, "")'],
    });
  });

  test.each(Object.values(OttlErrorMode))('may answer a failing statement with %s', (errorMode) => {
    expect(rendered(new TransformProcessor({ errorMode, logStatements: ['set(log.body, "")'] }))).toEqual({
      error_mode: errorMode, log_statements: ['set(log.body, "")'],
    });
  });

  test('takes references to groups as OTTL has them: the collector sees one dollar sign again', () => {
    expect(rendered(new TransformProcessor({ logStatements: ['replace_pattern(log.body, "(a)(b)", "$2$1")'] }))).toMatchObject({
      log_statements: ['replace_pattern(log.body, "(a)(b)", "$$2$$1")'],
    });
  });

  test.each([{}, { logStatements: [] }, { traceStatements: [], metricStatements: [], logStatements: [] }])('fails without a statement: %j', (props) => {
    expect(problemOf(() => new TransformProcessor(props))).toMatchObject({
      path: 'TransformProcessor',
      what: 'there is no statement',
      fix: 'metricStatements: [\'delete_key(datapoint.attributes, "request_id")\']',
    });
  });
});
