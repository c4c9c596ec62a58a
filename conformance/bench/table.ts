/** Rows of a comparison: two figures for each of two subjects, and how many times the other's ours are. */
export function row(name: string, ...figures: readonly string[]): string {
  return `  ${name.padEnd(44)}${figures.map((figure) => figure.padStart(12)).join('')}`;
}

export function ratio(ours: number, theirs: number): string {
  return `${(ours / theirs).toFixed(2)} x`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] as number : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
