type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** An array with room for `length` numbers: itself, or a larger one that holds what it held. */
export function grown<T extends Numbers>(numbers: T, length: number): T {
  if (length <= numbers.length) {
    return numbers;
  }
  const larger = new (numbers.constructor as new (length: number) => T)(Math.max(length, Math.ceil(numbers.length * 1.6)));
  larger.set(numbers);
  return larger;
}
