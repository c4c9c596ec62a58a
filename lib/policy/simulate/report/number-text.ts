/** A whole number with commas between thousands. */
export function decimal(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Bytes in the largest unit that leaves a whole part. */
export function bytesText(bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  return `${significant(bytes / 1024 ** power)} ${BYTE_UNITS[power]}`;
}

/** How much a number became smaller or larger. */
export function changeText(before: number, after: number): string {
  const percent = before === 0 ? 0 : (after - before) / before * 100;
  return `${percent > 0 ? '+' : percent < 0 ? '-' : ''}${Math.abs(percent).toFixed(1)} %`;
}

/** Three figures, of which whole numbers may have more. */
export function significant(value: number): string {
  return value >= 100 ? decimal(value) : String(Number(value.toPrecision(3)));
}
