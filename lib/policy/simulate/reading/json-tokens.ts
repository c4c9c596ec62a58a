import { isUtf8 } from 'buffer';
import { BACKSLASH, BRACE_CLOSE, BRACE_OPEN, COMMA, NEWLINE, QUOTE } from './line-cursor';
import { LONGEST_TEXT, Place, refuse, shown } from './place';

/** Pieces of JSON as they come. A text is where it stands, without quotes and escapes, until the next token. */
export interface TokenSink {
  /** One of `{}[]:,`. */
  mark(mark: string): void;
  text(bytes: Uint8Array, start: number, end: number): void;
  /** A number, true, false or null. */
  literal(word: string): void;
}

const COLON = 0x3A;
const [BRACKET_OPEN, BRACKET_CLOSE] = [0x5B, 0x5D];
const MARK_BYTES = [BRACE_OPEN, BRACE_CLOSE, BRACKET_OPEN, BRACKET_CLOSE, COLON, COMMA];
const MARKS: ReadonlyMap<number, string> = new Map(MARK_BYTES.map((byte) => [byte, String.fromCharCode(byte)]));
const BLANKS: readonly number[] = [0x20, 0x09, NEWLINE, 0x0D];
const LITERAL = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** Cuts JSON that comes in pieces into tokens. */
export class JsonTokens {
  private pending: Buffer = Buffer.alloc(0);
  private line = 1;
  /** Bytes of the present line that are gone already. */
  private before = 0;
  private bytes: Buffer = this.pending;
  private at = 0;
  private lineStart = 0;

  public constructor(private readonly source: string, private readonly sink: TokenSink) {}

  public push(piece: Uint8Array): void {
    const fresh = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    this.bytes = this.pending.length === 0 ? fresh : Buffer.concat([this.pending, fresh]);
    this.at = 0;
    this.lineStart = -this.before;
    while (this.at < this.bytes.length && this.next()) {
      // each token goes to the sink
    }
    this.before = this.at - this.lineStart;
    this.pending = Buffer.from(this.bytes.subarray(this.at));
    if (this.pending.length > LONGEST_TEXT) {
      this.refuse(`a text is longer than ${LONGEST_TEXT} bytes`, undefined, 'no label has such a value: the dump is broken');
    }
    this.at = 0;
    this.lineStart = -this.before;
  }

  public end(): void {
    if (this.pending.length > 0) {
      this.refuse(`the answer is cut off: ${shown(this.pending.toString())}`);
    }
  }

  /** The columns are bytes: such a dump is one line mostly, and long. */
  public place(): Place {
    return { source: this.source, line: this.line, column: this.at - this.lineStart + 1 };
  }

  public refuse(what: string, fix?: string, why?: string): never {
    return refuse(this.place(), what, fix, why ?? 'it is no answer of Prometheus');
  }

  /** Reads one token; false when it is not whole yet. */
  private next(): boolean {
    const byte = this.bytes[this.at]!;
    const mark = MARKS.get(byte);
    if (mark !== undefined) {
      this.sink.mark(mark);
      this.at += 1;
      return true;
    }
    if (BLANKS.includes(byte)) {
      this.at += 1;
      if (byte === NEWLINE) {
        this.line += 1;
        this.lineStart = this.at;
      }
      return true;
    }
    return byte === QUOTE ? this.readText() : this.readLiteral();
  }

  private readText(): boolean {
    const { bytes } = this;
    const start = this.at + 1;
    let end = start;
    let plain = true;
    let ascii = true;
    for (; end < bytes.length && bytes[end] !== QUOTE; end += 1) {
      const byte = bytes[end]!;
      ascii &&= byte < 0x80;
      if (byte < 0x20) {
        this.at = end;
        this.refuse(`there is a byte ${byte} in a text`);
      }
      if (byte === BACKSLASH) {
        plain = false;
        end += 1;
        ascii &&= end >= bytes.length || bytes[end]! < 0x80;
      }
    }
    if (end >= bytes.length) {
      return false;
    }
    if (!ascii && !isUtf8(bytes.subarray(start, end))) {
      this.refuse('a text is no UTF-8', 'UTF-8');
    }
    this.sinkText(start, end, plain);
    this.at = end + 1;
    return true;
  }

  private sinkText(start: number, end: number, plain: boolean): void {
    if (plain) {
      this.sink.text(this.bytes, start, end);
      return;
    }
    const written = this.bytes.toString('utf8', start - 1, end + 1);
    const unescaped = Buffer.from(this.unescape(written));
    this.sink.text(unescaped, 0, unescaped.length);
  }

  private unescape(written: string): string {
    try {
      return JSON.parse(written) as string;
    } catch {
      return this.refuse(`${shown(written)} is no JSON`);
    }
  }

  private readLiteral(): boolean {
    let end = this.at;
    while (end < this.bytes.length && /[\w.+-]/.test(String.fromCharCode(this.bytes[end]!))) {
      end += 1;
    }
    if (end === this.bytes.length) {
      return false;
    }
    const word = this.bytes.toString('latin1', this.at, end);
    if (!LITERAL.test(word)) {
      this.refuse(`there is '${shown(word || String.fromCharCode(this.bytes[this.at]!))}', which is no JSON`);
    }
    this.sink.literal(word);
    this.at = end;
    return true;
  }
}
