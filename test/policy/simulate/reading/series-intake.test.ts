import { SeriesTable } from '../../../../lib/policy/simulate/counting/series-table';
import { KindTable } from '../../../../lib/policy/simulate/metric-kind';
import { SeriesIntake } from '../../../../lib/policy/simulate/reading/series-intake';

/** An intake of a target without labels, and a way to give it a label as text. */
function intakeOf(): { readonly intake: SeriesIntake; readonly table: SeriesTable; readonly label: (name: string, value: string) => boolean } {
  const table = new SeriesTable();
  const intake = new SeriesIntake(table, new KindTable(), { complete: (_series, length) => length, number: () => 0 });
  const label = (name: string, value: string) => intake.label(table.names.internText(0, name), Buffer.from(value), 0, Buffer.byteLength(value));
  return { intake, table, label };
}

test('a series has each label once, with a value or without', () => {
  const { intake, table, label } = intakeOf();
  intake.begin();
  expect([label('__name__', 'a'), label('x', '1'), label('x', '2'), label('y', ''), label('y', '1')]).toEqual([true, true, false, true, false]);
  const known = table.names.internText(0, 'z');
  expect([intake.knownLabel(known, table.pairs.internText(known, '1')), intake.knownLabel(known, table.pairs.internText(known, '1')), label('z', '2')]).toEqual([true, false, false]);
});

test('the next series may have the same labels again', () => {
  const { intake, table, label } = intakeOf();
  for (const value of ['1', '2']) {
    intake.begin();
    expect([label('__name__', 'a'), label('x', value), label('y', ''), intake.end()]).toEqual([true, true, true, true]);
  }
  expect([table.size, intake.samples]).toEqual([2, 2]);
});

test('labels that are empty are known until the series ends, and are none of its labels', () => {
  const { intake, table, label } = intakeOf();
  const [x, y] = ['x', 'y'].map((name) => table.names.internText(0, name)) as [number, number];
  intake.begin();
  label('__name__', 'a');
  label('x', '');
  expect([intake.isEmpty(x), intake.isEmpty(y), intake.indexOf(x)]).toEqual([true, false, -1]);
  intake.end();
  intake.begin();
  expect(intake.isEmpty(x)).toBe(false);
});

test('a series without a name is none', () => {
  const { intake, table, label } = intakeOf();
  intake.begin();
  label('x', '1');
  expect([intake.end(), intake.samples, table.size]).toEqual([false, 0, 0]);
});

test('a series of any number of labels is one in whatever order they come', () => {
  const { intake, table, label } = intakeOf();
  const names = ['__name__', ...Array.from({ length: 300 }, (_, index) => `l${index}`)];
  for (const order of [names, [...names].reverse()]) {
    intake.begin();
    order.forEach((name) => label(name, 'v'));
    intake.end();
  }
  expect([table.size, table.length(0), intake.samples]).toEqual([1, 301, 2]);
});
