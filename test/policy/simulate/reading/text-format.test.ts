import * as fc from 'fast-check';
import { readText, refusal } from '../dumps';

const refused = (page: string | Buffer) => refusal(() => readText(page));

describe('a page of the text format', () => {
  test('has series with labels, with and without times', () => {
    expect(readText('up 1\nhttp_requests_total{method="GET",code="200"} 1.5e3 1700000000000\n')).toEqual([
      { __name__: 'up' },
      { __name__: 'http_requests_total', method: 'GET', code: '200' },
    ]);
  });

  test('has each series once', () => {
    expect(readText('a{x="1",y="2"} 1\na{y="2",x="1"} 2\na{x="2",y="1"} 1\n')).toHaveLength(2);
  });

  test('may have blanks between all parts, commas at the end, and none at all', () => {
    expect(readText('a {\tx = "1" , y="2", } \t1 \n\nb{} 1\nc{x="1" y="2"} 1\n')).toEqual([
      { __name__: 'a', x: '1', y: '2' }, { __name__: 'b' }, { __name__: 'c', x: '1', y: '2' },
    ]);
  });

  test('has escapes in values, and knows three of them', () => {
    expect(readText(String.raw`a{x="q\"b\\n\nt\t"} 1` + '\n')).toEqual([{ __name__: 'a', x: 'q"b\\n\nt\\t' }]);
  });

  test('has names in quotes', () => {
    expect(readText('{"my.metric","my label"="x",b="y"} 1\n{a="1","späte"} 1\n')).toEqual([
      { '__name__': 'my.metric', 'my label': 'x', 'b': 'y' }, { __name__: 'späte', a: '1' },
    ]);
  });

  test('says what is a number in Go', () => {
    expect(readText('a 1\nb -1\nc .5\nd 5.\ne +Inf\nf nan\ng -infinity\nh 1E-7\ni +3\n')).toHaveLength(9);
  });

  test('loses labels without a value', () => {
    expect(readText('a{x="",y="1"} 1\na{y="1"} 1\n')).toEqual([{ __name__: 'a', y: '1' }]);
  });

  test('writes bounds anew when it says that the metric is a histogram', () => {
    const bounds = (type: string) => readText(`# TYPE a ${type}\na_bucket{le="1"} 1\na_bucket{le="1.0"} 1\na_bucket{le="1e6"} 1\na_bucket{le="+Inf"} 1\na_bucket{le="x"} 1\n`).map(({ le }) => le);
    expect(bounds('histogram')).toEqual(['1.0', '1e+06', '+Inf', 'x']);
    expect(bounds('gauge')).toEqual(['1', '1.0', '1e6', '+Inf', 'x']);
  });

  test('writes quantiles anew when it says that the metric is a summary', () => {
    expect(readText('# TYPE a summary\na{quantile="1",le="1"} 1\n')).toEqual([{ __name__: 'a', quantile: '1.0', le: '1' }]);
  });

  test('has comments of all kinds', () => {
    expect(readText('# HELP a text with "quotes"\n#HELP\n# TYPEX\n#\n# anything { at all\n# HELP a\na 1\n')).toEqual([{ __name__: 'a' }]);
  });
});

describe('a page of the text format is refused', () => {
  test.each<[string, string | Buffer, string]>([
    ['when it is cut off', 'a 1\nb 1', 'dump:2:4: the page is cut off in the middle of a line'],
    ['when it has no sample', '# nothing\n', 'dump:1:10: the page has no sample'],
    ['when it is binary', Buffer.from('a 1\nb\0 1\n'), 'dump:2:2: there is a zero byte'],
    ['when it is compressed', Buffer.from([0x1F, 0x8B, 8, 0]), 'dump:1:1: the page is compressed'],
    ['without a value', 'a\n', 'dump:1:2: the value is missing'],
    ['for a value that is no number', 'a{x="y"} 1x\n', "dump:1:10: the value is '1x', which is no number"],
    ['for a value that is too large', 'a 1e999\n', "dump:1:3: the value is '1e999', which is no number"],
    ['for a hexadecimal value', 'a 0x1p3\n', "dump:1:3: the value is '0x1p3', which is no number"],
    ['for lines that end as on Windows', 'a 1\r\n', "dump:1:3: the value is '1\\r', which is no number"],
    ['for a time that is none', 'a 1 -5\n', "dump:1:5: there is '-5' where a time or the end of the line is expected"],
    ['for a time that is too large', 'a 1 9223372036854775808\n', "dump:1:5: there is '9223372036854775808' where a time or the end of the line is expected"],
    ['for more than a time', 'a 1 5 6\n', "dump:1:5: there is '5 6' where a time or the end of the line is expected"],
    ['for an open quote', 'a{x="1} 1\n', 'dump:1:5: a label value is not closed: "1} 1'],
    ['for an open brace', 'a{x="1",y\n', "dump:1:10: there is '' where = is expected"],
    ['for a value without quotes', 'a{x=1} 1\n', "dump:1:5: there is '1} 1' where the value of a label is expected, in quotes"],
    ['for a label that stands twice', 'a{x="1",x="2"} 1\n', "dump:1:14: the label 'x' stands twice in one series"],
    ['for a label that stands twice, empty', 'a{x="",x=""} 1\n', "dump:1:12: the label 'x' stands twice in one series"],
    ['for a name beside the name', 'a{__name__="b"} 1\n', "dump:1:15: the label '__name__' stands twice in one series"],
    ['for a second name', 'a{"b"} 1\n', "dump:1:6: the metric has a second name: 'b'"],
    ['for a name that is only a label', '{__name__="a"} 1\n', 'dump:1:15: a series has no name of a metric'],
    ['for no name', '{x="1"} 1\n', 'dump:1:8: a series has no name of a metric'],
    ['for an empty name', '{""} 1\n', 'dump:1:4: the name of a metric is empty'],
    ['for an empty name of a label', 'a{""="x"} 1\n', 'dump:1:5: the name of a label is empty'],
    ['for a metric with a dash', 'my-metric 1\n', "dump:1:3: the value is '-metric', which is no number"],
    ['for a label with a colon', 'a{x:y="1"} 1\n', "dump:1:4: there is ':y=\"1\"} 1' where = is expected"],
    ['for a broken value', Buffer.from([0x61, 0x7B, 0x78, 0x3D, 0x22, 0xFF, 0x22, 0x7D, 0x20, 0x31, 0x0A]), 'dump:1:5: a label value is no UTF-8: "�"} 1'],
    ['for a blank before a series', 'b 1\n a 1\n', 'dump:2:2: a series begins with a blank'],
    ['for a type that is none', '# TYPE a countr\na 1\n', "dump:1:1: 'countr' is no type of a metric"],
    ['for a type that only OpenMetrics has', '# TYPE a stateset\na 1\n', "dump:1:1: 'stateset' is no type of a metric"],
    ['for help about nothing', '# HELP 1a x\na 1\n', "dump:1:1: there is no name of a metric in '# HELP 1a x'"],
    ['for a line of ten megabytes', `a{x="${'y'.repeat(10_000_000)}"} 1\n`, 'dump:1:1: a line is longer than 1048576 bytes'],
  ])('%s', (_what, page, where) => expect(refused(page)).toBe(where));

  test('when an escaped byte is broken', () => {
    expect(refused(Buffer.from([0x61, 0x7B, 0x78, 0x3D, 0x22, 0x5C, 0xFF, 0x22, 0x7D, 0x20, 0x31, 0x0A]))).toContain('no UTF-8');
  });

  test('with columns that count characters', () => {
    expect(refused('a{x="ä",y="1" z} 1\n')).toBe("dump:1:16: there is '} 1' where = is expected");
  });
});

test('where a page is cut into pieces does not matter', () => {
  const page = '# TYPE a histogram\na_bucket{le="1",x="ä\\n"} 1\n\nb{x="\\""} 2 5\n{"c.d",e="f"} 3\n';
  const whole = readText(page);
  fc.assert(fc.property(fc.integer({ min: 1, max: 80 }), (size) => expect(readText(page, {}, size)).toEqual(whole)));
});

test('what is refused is refused at the same place, however the page is cut', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.constantFrom('a 1\nb{x="1",x="2"} 1\n', 'a 1\nb\0 1\n', 'a 1\n\nb'), (size, page) =>
    expect(refusal(() => readText(page, {}, size))).toBe(refused(page))));
});

test('any labels that are written are read again', () => {
  const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => !value.includes('\0'));
  const escaped = (value: string) => `"${value.replace(/[\\"\n]/g, (character) => character === '\n' ? '\\n' : `\\${character}`)}"`;
  fc.assert(fc.property(text, fc.dictionary(text, text), (metric, labels) => {
    const { __name__: _name, ...own } = labels;
    const line = `{${[escaped(metric), ...Object.entries(own).map(([name, value]) => `${escaped(name)}=${escaped(value)}`)].join(',')}} 1\n`;
    expect(readText(line)).toEqual([{ ...own, __name__: metric }]);
  }));
});
