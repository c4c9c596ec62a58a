import { Line } from './line';

/** What the board has of one folder. */
export interface Column {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** Lines of a Markdown table; every column has the same titles. */
export function table(columns: readonly Column[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const titles = columns[0]?.lines.map(({ title }) => title) ?? [];
  return [
    row(['', ...columns.map(({ name }) => name)]),
    row(['---', ...columns.map(() => '---:')]),
    ...titles.map((title, index) => row([title, ...columns.map(({ lines }) => lines[index]?.value ?? '')])),
  ];
}
