/** Spreads numbers that are near each other. */
export function spread(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x7FEB352D);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846CA68B);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Hashes are added up, so that what one of them adds can be taken away again. */
export function joined(hash: number, other: number): number {
  return (hash + other) >>> 0;
}

/** A hash without one that was added to it. */
export function without(hash: number, other: number): number {
  return (hash - other) >>> 0;
}

/** The hash of bytes with a tag. */
export function hashOf(tag: number, source: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(tag + 1, 0x9E3779B1);
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ source[index]!, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2C1B3C6D);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The slot of a hash among as many as a power of two. */
export function slotOf(hash: number, slots: number): number {
  return hash & (slots - 1);
}

/** A power of two that leaves room beside `expected` things. */
export function slotsFor(expected: number): number {
  return 1 << Math.max(4, Math.ceil(Math.log2(expected * 1.5 + 1)));
}
