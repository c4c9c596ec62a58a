/** Reads a dump that comes in pieces. What it keeps of them is what is not whole yet. */
export interface DumpReader {
  push(piece: Uint8Array): void;
  /** After the last piece. */
  end(): void;
}
