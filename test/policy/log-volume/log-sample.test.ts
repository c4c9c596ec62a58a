import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogSample } from '../../../lib';

const text = (value: string) => ({ stringValue: value });

function request(logRecords: readonly object[]): string {
  return JSON.stringify({ resourceLogs: [{ resource: { attributes: [{ key: 'k8s.namespace.name', value: text('shop') }, { key: 'replicas', value: { intValue: '3' } }] }, scopeLogs: [{ logRecords }] }] });
}

describe('a sample of what a collector wrote', () => {
  test('has records in the words of policies', () => {
    const { records, withoutText } = LogSample.parse(`${request([
      { timeUnixNano: '1764244800000000001', severityNumber: 9, body: text('a line'), attributes: [{ key: 'team', value: text('web') }, { key: 'took', value: { doubleValue: 1 } }] },
    ])}\n\n${request([{ body: text('another') }])}\n`);

    expect(records).toEqual([
      { body: 'a line', severityNumber: 9, time: '2025-11-27T12:00:00.000000001Z', attributes: { team: 'web' }, resourceAttributes: { 'k8s.namespace.name': 'shop' } },
      { body: 'another', severityNumber: 0, attributes: {}, resourceAttributes: { 'k8s.namespace.name': 'shop' } },
    ]);
    expect(withoutText).toBe(0);
  });

  test('counts records whose body is no text, and has none of them', () => {
    const { records, withoutText } = LogSample.parse(request([{ body: { kvlistValue: { values: [] } } }, {}, { body: text('') }]));

    expect(records.map(({ body }) => body)).toEqual(['']);
    expect(withoutText).toBe(2);
  });

  test('is read from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'log-sample-')), 'logs.json');
    writeFileSync(path, request([{ body: text('a line') }]));

    expect(LogSample.readFile(path).records).toHaveLength(1);
    writeFileSync(path, `${request([])}\nplain`);
    expect(() => LogSample.readFile(path)).toThrow(`${path}:2 is no request of logs: 'plain'`);
    expect(() => LogSample.readFile(`${path}.gone`)).toThrow('cannot be read: ENOENT');
  });

  test.each(['plain text', '{"resourceSpans":[]}', 'null', '5', '{"resourceLogs":{}}'])('fails on %s', (line) => {
    expect(() => LogSample.parse(line)).toThrow(`LogSample: the text:1 is no request of logs: '${line}'`);
  });

  test('of a time that a collector cannot count has records without one', () => {
    expect(LogSample.parse(request([{ body: text('a'), timeUnixNano: '0' }, { body: text('b'), timeUnixNano: 1 }])).records.map(({ time }) => time)).toEqual([undefined, undefined]);
  });
});
