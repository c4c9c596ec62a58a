import { Line, NOTHING } from './line';

/** What the board has of one folder. */
export interface Column {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** Lines of a Markdown table; every column has the same titles. What no column has is left out. */
export function table(columns: readonly Column[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const titles = columns[0]?.lines.map(({ title }) => title) ?? [];
  return [
    row(['', ...columns.map(({ name }) => name)]),
    row(['---', ...columns.map(() => '---:')]),
    ...titles.map((title, index) => ({ title, values: columns.map(({ lines }) => lines[index]?.value ?? '') }))
      .filter(({ values }) => values.some((value) => value !== NOTHING))
      .map(({ title, values }) => row([title, ...values])),
  ];
}
