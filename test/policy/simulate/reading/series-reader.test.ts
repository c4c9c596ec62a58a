import * as fc from 'fast-check';
import { readSeries, refusal } from '../dumps';

const answer = (...series: object[]) => JSON.stringify({ status: 'success', data: series });
const refused = (text: string | Buffer) => refusal(() => readSeries(text));

describe('the answer of /api/v1/series', () => {
  test('has the labels of series', () => {
    expect(readSeries(answer({ __name__: 'up', job: 'a' }, { __name__: 'b"\\\n', ä: '😀', empty: '' }))).toEqual([{ __name__: 'up', job: 'a' }, { __name__: 'b"\\\n', ä: '😀' }]);
  });

  test('may be spread over lines, in any order, with more than series', () => {
    expect(readSeries('{ "data" : [\n { "__name__" : "up" }\n ],\n "infos": ["x", {"y": [1, true]}], "warnings": [], "status": "success", "n": -1.5e3 }\n')).toEqual([{ __name__: 'up' }]);
  });

  test('is the same however it is cut', () => {
    const series = Array.from({ length: 9 }, (_, index) => ({ __name__: `a${index}`, label: `ä\n"${index}` }));
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), (size) => expect(readSeries(answer(...series), size)).toEqual(series)));
  });
});

describe('the answer of /api/v1/series is refused', () => {
  test.each<[string, string, string]>([
    ['when it is cut off between texts', '{"status":"success","data":[{"__name__":"up"}', 'dump:1:46: the answer is cut off'],
    ['when it is cut off in a text', '{"status":"success","data":[{"__name__":"u', 'dump:1:41: the answer is cut off: "u'],
    ['when it says that it failed', '{"status":"error","errorType":"bad_data","error":"x"}', "dump:1:11: Prometheus has answered with status 'error'"],
    ['when it warns', '{"status":"success","warnings":["results truncated due to limit"],"data":[{"__name__":"up"}]}', 'dump:1:65: Prometheus warns: results truncated due to limit'],
    ['without data', '{"status":"success"}', 'dump:1:21: the answer has no data'],
    ['without series', answer(), 'dump:1:31: the answer has no series'],
    ['when it is that of another question', '{"status":"success","data":{"headStats":{}}}', 'dump:1:28: data is no list of series'],
    ['for a label that stands twice', '{"data":[{"__name__":"up","a":"1","a":"2"}]}', "dump:1:39: the label 'a' stands twice in one series"],
    ['for a series without a name', answer({ job: 'a' }), 'dump:1:39: a series has no name of a metric'],
    ['for a value that is no text', '{"data":[{"__name__":1}]}', "dump:1:22: there is '1' where it cannot be"],
    ['for what is no JSON', '{"data":[{"__name__":up}]}', "dump:1:22: there is 'up', which is no JSON"],
    ['for a broken escape', '{"data":[{"__name__":"\\x"}]}', 'dump:1:22: "\\\\x" is no JSON'],
    ['for what follows it', '{"status":"success","data":[{"__name__":"up"}]}{', "dump:1:48: there is '{' where it cannot be"],
  ])('%s', (_what, text, where) => expect(refused(text)).toBe(where));

  test('for broken UTF-8', () => {
    expect(refused(Buffer.from('{"data":[{"__name__":"\xFF"}]}', 'latin1'))).toBe('dump:1:22: a text is no UTF-8');
  });

  test('for a text of ten megabytes', () => {
    expect(refused(`{"data":[{"__name__":"${'a'.repeat(10_000_000)}`)).toBe('dump:1:22: a text is longer than 1048576 bytes');
  });
});
