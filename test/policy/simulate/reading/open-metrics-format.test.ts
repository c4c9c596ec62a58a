import { readOpenMetrics, refusal } from '../dumps';

const refused = (page: string) => refusal(() => readOpenMetrics(page));

describe('a page of OpenMetrics', () => {
  test('has series, exemplars, times in seconds, and an end', () => {
    const page = [
      '# HELP a help', '# TYPE a histogram', '# UNIT a_seconds seconds',
      'a_bucket{le="1",x="y"} 1 1700000000.5 # {trace_id="abc",x="}"} 0.5 1700000000.1', 'a_bucket{le="+Inf"} 1 # {} 1', 'a_count 1', 'a_created 1.7e9', '{"b.c",d="e"} NaN', '# EOF', '',
    ].join('\n');
    expect(readOpenMetrics(page)).toEqual([
      { __name__: 'a_bucket', le: '1.0', x: 'y' }, { __name__: 'a_bucket', le: '+Inf' }, { __name__: 'a_count' }, { __name__: 'a_created' }, { __name__: 'b.c', d: 'e' },
    ]);
  });

  test('may end without a line feed', () => expect(readOpenMetrics('a 1\n# EOF')).toHaveLength(1));

  test('has types that the text format does not have', () => {
    expect(readOpenMetrics('# TYPE a stateset\n# TYPE b info\n# TYPE c gaugehistogram\n# TYPE d unknown\na{a="x"} 1\n# EOF\n')).toHaveLength(1);
  });
});

describe('a page of OpenMetrics is refused', () => {
  test.each([
    ['without an end', 'a 1\n', 'dump:1:4: the page does not end with # EOF'],
    ['when something follows the end', 'a 1\n# EOF\nb 1\n', 'dump:3:1: there is something after # EOF'],
    ['for an empty line', 'a 1\n\n# EOF\n', 'dump:2:1: there is an empty line'],
    ['for a comment', '# hello\na 1\n# EOF\n', "dump:1:1: '# hello' is no HELP, TYPE, UNIT or EOF, which are the only comments"],
    ['for the type of the text format', '# TYPE a untyped\na 1\n# EOF\n', "dump:1:1: 'untyped' is no type of a metric"],
    ['for a unit that the name does not have', '# UNIT a seconds\na 1\n# EOF\n', "dump:1:1: the unit 'seconds' is not the end of the name 'a'"],
    ['for blanks between labels', 'a{x="1", y="2"} 1\n# EOF\n', "dump:1:9: there is ' y=\"2\"} 1' where a label or } is expected"],
    ['for labels without commas', 'a{x="1"y="2"} 1\n# EOF\n', "dump:1:8: there is 'y=\"2\"} 1' where a comma or } is expected"],
    ['for two spaces', 'a  1\n# EOF\n', 'dump:1:3: the value is missing'],
    ['for a time that is none', 'a 1 x\n# EOF\n', "dump:1:5: the time is 'x', which is no number"],
    ['for a time without end', 'a 1 +Inf\n# EOF\n', "dump:1:9: the time is '+Inf'"],
    ['for something that is no exemplar', 'a 1 1 2\n# EOF\n', "dump:1:6: there is ' 2' where an exemplar or the end of the line is expected"],
    ['for an exemplar without a value', 'a 1 # {x="y"}\n# EOF\n', "dump:1:14: there is '' where one space and the value of the exemplar are expected"],
    ['for an exemplar with a name', 'a 1 # {"x"} 1\n# EOF\n', "dump:1:11: the metric has a second name: 'x'"],
  ])('%s', (_what, page, where) => expect(refused(page)).toBe(where));
});
