/** The name that takes the fewest changes of letters, if that is not nearly all of it. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const distances = names.map((other) => ({ other, distance: distanceBetween(name, other) }));
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  return nearest !== undefined && nearest.distance <= name.length / 2 ? nearest.other : undefined;
}

/** How many letters must be added, taken away or changed to make one of the other. */
function distanceBetween(one: string, other: string): number {
  let row = [...other, ''].map((_, column) => column);
  [...one].forEach((letter, line) => {
    const above = row;
    row = [line + 1];
    [...other].forEach((opposite, column) => {
      row.push(Math.min(above[column + 1]! + 1, row[column]! + 1, above[column]! + (letter === opposite ? 0 : 1)));
    });
  });
  return row[row.length - 1]!;
}
