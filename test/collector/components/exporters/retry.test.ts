import { Duration } from 'cdk8s';
import { toDocument } from '../../../../lib/collector/components/expansion';
import { requireRetry, retryConfig } from '../../../../lib/collector/components/exporters/retry';
import { problemOf } from '../../documents';

describe('retries', () => {
  test('never end', () => {
    expect(toDocument(retryConfig({}))).toEqual({ enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: '0s' });
  });

  test('have the pauses that they are given', () => {
    const options = { initialInterval: Duration.millis(100), maxInterval: Duration.seconds(5), maxElapsedTime: Duration.minutes(10) };

    expect(toDocument(retryConfig(options))).toEqual({ enabled: true, initial_interval: '100ms', max_interval: '5s', max_elapsed_time: '600s' });
  });

  test('can be off', () => {
    expect(retryConfig({ enabled: false })).toEqual({ enabled: false });
    expect(() => requireRetry('exporter otlp_grpc', { enabled: false })).not.toThrow();
  });

  test('fails on pauses of what is off: nobody would make them', () => {
    expect(problemOf(() => requireRetry('exporter otlp_grpc', { enabled: false, maxElapsedTime: Duration.seconds(1) }))).toMatchObject({
      path: 'exporter otlp_grpc',
      what: 'the retry is off, and maxElapsedTime is given',
      fix: 'leave maxElapsedTime or enabled: false out',
    });
  });

  test('may end after the longest pause, not before', () => {
    expect(() => requireRetry('exporter otlp_grpc', { maxElapsedTime: Duration.seconds(30) })).not.toThrow();
    expect(problemOf(() => requireRetry('exporter otlp_grpc', { maxElapsedTime: Duration.seconds(20) }))).toMatchObject({
      path: 'exporter otlp_grpc',
      what: 'requests are given up after 20 s, before the longest pause of 30 s',
      fix: 'maxInterval: Duration.seconds(10), or no maxElapsedTime: then nothing is given up',
    });
  });

  test('fails on a first pause that is longer than all of them together', () => {
    const options = { initialInterval: Duration.minutes(1), maxInterval: Duration.seconds(5), maxElapsedTime: Duration.seconds(10) };

    expect(problemOf(() => requireRetry('exporter otlp_grpc', options))).toMatchObject({
      what: 'requests are given up after 10 s, before the longest pause of 60 s',
    });
  });
});
