import { Duration } from 'cdk8s';
import { LogDedupProcessor, LogDedupProcessorProps } from '../../../../lib/collector/components/processors/log-dedup-processor';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the log deduplication processor', () => {
  test('counts equal records for ten seconds', () => {
    expect(rendered(new LogDedupProcessor())).toEqual({ interval: '10s', log_count_attribute: 'log_count', timezone: 'UTC' });
  });

  test('counts some records, whatever else they say', () => {
    const processor = new LogDedupProcessor({
      name: 'errors',
      interval: Duration.minutes(1),
      logCountAttribute: 'times',
      timezone: 'Europe/Berlin',
      excludeFields: ['attributes.request\\.id', 'body.timestamp'],
      conditions: ['log.severity_number >= SEVERITY_NUMBER_ERROR'],
    });

    expect(rendered(processor)).toEqual({
      interval: '60s',
      log_count_attribute: 'times',
      timezone: 'Europe/Berlin',
      exclude_fields: ['attributes.request\\.id', 'body.timestamp'],
      conditions: ['log.severity_number >= SEVERITY_NUMBER_ERROR'],
    });
    expect(processor._id(TESTED)).toBe('log_dedup/errors');
    expect(processor._id({ collectorVersion: '0.150.0' })).toBe('logdedup/errors');
    expect(processor.interval).toEqual(Duration.minutes(1));
  });

  test('compares some fields only', () => {
    expect(rendered(new LogDedupProcessor({ includeFields: ['attributes', 'body.message'] }))).toMatchObject({ include_fields: ['attributes', 'body.message'] });
  });

  test.each<[LogDedupProcessorProps, string]>([
    [{ interval: Duration.seconds(0) }, 'interval is 0'],
    [{ logCountAttribute: '' }, 'logCountAttribute is empty'],
    [{ timezone: 'Mars/Olympus' }, "timezone 'Mars/Olympus' is unknown"],
    [{ timezone: 'europe/berlin' }, "timezone 'europe/berlin' is unknown"],
    [{ excludeFields: ['attributes.a'], includeFields: ['attributes.b'] }, 'excludeFields attributes.a and includeFields attributes.b'],
    [{ excludeFields: ['body'] }, "'body' in excludeFields is not a field of a record"],
    [{ includeFields: ['severity'] }, "'severity' in includeFields is not a field of a record"],
    [{ excludeFields: ['attributes.a', 'attributes.a'] }, "excludeFields has 'attributes.a' twice"],
    [{ includeFields: [] }, 'includeFields is empty'],
    [{ conditions: [''] }, 'conditions has an empty text in it'],
  ])('fails at %j', (props, what) => {
    expect(problemOf(() => new LogDedupProcessor(props))).toMatchObject({ path: 'LogDedupProcessor', what });
  });

  test.each([
    ['body', "excludeFields: ['attributes.request_id']"],
    ['request_id', "excludeFields: ['attributes.request_id']"],
  ])('says how to mend %s', (field, fix) => {
    expect(problemOf(() => new LogDedupProcessor({ excludeFields: [field] }))).toMatchObject({ fix });
  });
});
