import { isUtf8 } from 'buffer';
import { Place, refuse, shown } from './place';

export const QUOTE = 0x22;
export const BACKSLASH = 0x5C;
export const BRACE_OPEN = 0x7B;
export const BRACE_CLOSE = 0x7D;
export const EQUALS = 0x3D;
export const COMMA = 0x2C;
export const SPACE = 0x20;
export const HASH = 0x23;
export const NEWLINE = 0x0A;

const TAB = 0x09;
const LETTER_N = 0x6E;
const COLON = 0x3A;

/** For each byte whether it may be in a name without quotes: 1 at the beginning too, 2 later only. */
const NAME_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[a-zA-Z_:]/.test(character) ? 1 : /[0-9]/.test(character) ? 2 : 0;
});

/** Walks along one line of a page. */
export class LineCursor {
  public source: Uint8Array = new Uint8Array(0);
  public at = 0;
  public end = 0;
  public line = 0;
  /** Where the text that was read last is: in the line, or in `unescaped`. */
  public text: Uint8Array = this.source;
  public from = 0;
  public to = 0;

  private start = 0;
  private unescaped = new Uint8Array(256);

  /** @param blanks whether they may stand between the parts of a line */
  public constructor(private readonly page: string, public readonly blanks: boolean) {}

  public open(source: Uint8Array, start: number, end: number): void {
    this.source = source;
    this.start = start;
    this.at = start;
    this.end = end;
    this.line += 1;
  }

  /** The next byte; 0 at the end of the line. */
  public peek(): number {
    return this.at < this.end ? this.source[this.at]! : 0;
  }

  /** Skips blanks where there may be some. */
  public skip(): void {
    if (this.blanks) {
      this.skipBlanks();
    }
  }

  public skipBlanks(): void {
    while (this.at < this.end && (this.source[this.at] === SPACE || this.source[this.at] === TAB)) {
      this.at += 1;
    }
  }

  public takes(byte: number): boolean {
    const found = this.at < this.end && this.source[this.at] === byte;
    this.at += found ? 1 : 0;
    return found;
  }

  /** Reads the name of a metric without quotes, which may have colons. */
  public readMetricName(): boolean {
    return this.readName(COLON);
  }

  /** Reads the name of a label without quotes. */
  public readLabelName(): boolean {
    return this.readName(undefined);
  }

  private readName(colon: number | undefined): boolean {
    const from = this.at;
    while (this.at < this.end) {
      const byte = this.source[this.at]!;
      const kind = NAME_BYTES[byte]!;
      if (kind === 0 || (kind === 2 && this.at === from) || (byte === COLON && byte !== colon)) {
        break;
      }
      this.at += 1;
    }
    this.text = this.source;
    this.from = from;
    this.to = this.at;
    return this.at > from;
  }

  /** Reads text in quotes, the first of them is here, without escapes. */
  public readQuoted(what: string): void {
    const opened = this.at;
    let plain = true;
    let ascii = true;
    let at = opened + 1;
    for (; at < this.end && this.source[at] !== QUOTE; at += 1) {
      const byte = this.source[at]!;
      ascii &&= byte < 0x80;
      if (byte === BACKSLASH) {
        plain = false;
        at += 1;
        ascii &&= at >= this.end || this.source[at]! < 0x80;
      }
    }
    if (at >= this.end) {
      this.refuse(`a ${what} is not closed: ${shown(this.rest())}`, 'a quotation mark at its end; a new line in it is written \\n');
    }
    if (!ascii && !isUtf8(this.source.subarray(opened, at))) {
      this.refuse(`a ${what} is no UTF-8: ${shown(this.rest())}`, 'UTF-8');
    }
    this.at = at + 1;
    this.text = this.source;
    this.from = opened + 1;
    this.to = at;
    if (!plain) {
      this.unescape();
    }
  }

  public rest(): string {
    return Buffer.from(this.source.subarray(this.at, this.end)).toString();
  }

  /** The text up to the next blank. */
  public readWord(): void {
    this.text = this.source;
    this.from = this.at;
    while (this.at < this.end && this.source[this.at] !== SPACE && this.source[this.at] !== TAB) {
      this.at += 1;
    }
    this.to = this.at;
  }

  public word(): string {
    return Buffer.from(this.text.subarray(this.from, this.to)).toString();
  }

  public place(at = this.at): Place {
    // a page that is empty has no line yet
    return { source: this.page, line: Math.max(1, this.line), column: Buffer.from(this.source.subarray(this.start, at)).toString().length + 1 };
  }

  public refuse(what: string, fix?: string, why?: string): never {
    return refuse(this.place(), what, fix, why);
  }

  /** What no escape is stays as it is written. */
  private unescape(): void {
    if (this.unescaped.length < this.to - this.from) {
      this.unescaped = new Uint8Array((this.to - this.from) * 2);
    }
    let length = 0;
    for (let at = this.from; at < this.to; at += 1) {
      const byte = this.source[at]!;
      const next = at + 1 < this.to ? this.source[at + 1]! : 0;
      const escapes = byte === BACKSLASH && (next === QUOTE || next === BACKSLASH || next === LETTER_N);
      this.unescaped[length] = escapes ? (next === LETTER_N ? NEWLINE : next) : byte;
      length += 1;
      at += escapes ? 1 : 0;
    }
    this.text = this.unescaped;
    this.from = 0;
    this.to = length;
  }
}
