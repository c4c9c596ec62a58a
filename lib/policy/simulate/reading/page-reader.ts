import { DumpReader } from './dump-reader';
import { NEWLINE } from './line-cursor';
import { OPEN_METRICS_FORMAT } from './open-metrics-format';
import { Page, PageFormat } from './page';
import { LONGEST_TEXT } from './place';
import { SeriesIntake } from './series-intake';
import { TEXT_FORMAT } from './text-format';

const GZIP = [0x1F, 0x8B];

/** Cuts a page into its lines. */
export class PageReader implements DumpReader {
  public static text(source: string, intake: SeriesIntake): PageReader {
    return new PageReader(source, TEXT_FORMAT, intake);
  }

  public static openMetrics(source: string, intake: SeriesIntake): PageReader {
    return new PageReader(source, OPEN_METRICS_FORMAT, intake);
  }

  private readonly page: Page;
  private pending: Buffer = Buffer.alloc(0);
  private began = false;

  private constructor(source: string, format: PageFormat, intake: SeriesIntake) {
    this.page = new Page(source, format, intake);
  }

  public push(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    this.requireText(bytes);
    let start = 0;
    if (this.pending.length > 0) {
      const end = bytes.indexOf(NEWLINE);
      this.pending = Buffer.concat([this.pending, end < 0 ? bytes : bytes.subarray(0, end)]);
      if (end < 0) {
        return this.requireShort(this.pending, this.pending.length);
      }
      this.readLine(this.pending, 0, this.pending.length);
      start = end + 1;
    }
    for (let end = bytes.indexOf(NEWLINE, start); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.readLine(bytes, start, end);
      start = end + 1;
    }
    // the caller may write into its piece again
    this.pending = Buffer.from(bytes.subarray(start));
    this.requireShort(this.pending, this.pending.length);
  }

  public end(): void {
    const { cursor } = this.page;
    if (this.pending.length > 0) {
      const text = this.pending.toString();
      if (text === '# EOF') {
        this.readLine(this.pending, 0, this.pending.length);
      } else {
        cursor.open(this.pending, 0, this.pending.length);
        cursor.at = cursor.end;
        cursor.refuse('the page is cut off in the middle of a line', 'read it again to its end: the last line ends with a line feed too', 'what is missing would not be counted');
      }
    }
    this.page.end();
  }

  private readLine(bytes: Buffer, start: number, end: number): void {
    this.requireShort(bytes, end - start, start);
    this.page.read(bytes, start, end);
  }

  private requireShort(bytes: Buffer, length: number, start = 0): void {
    if (length > LONGEST_TEXT) {
      const { cursor } = this.page;
      cursor.open(bytes, start, start + 80);
      cursor.refuse(`a line is longer than ${LONGEST_TEXT} bytes`, 'look for a label without bounds in the program that is scraped', 'no series has such a name: the dump is broken, or the program is');
    }
  }

  /** Prometheus takes a zero byte for the end of the page, without a word. */
  private requireText(bytes: Buffer): void {
    const { cursor } = this.page;
    const begins = !this.began && bytes.length > 0;
    this.began ||= begins;
    if (begins && bytes[0] === GZIP[0] && bytes[1] === GZIP[1]) {
      cursor.open(bytes, 0, 0);
      cursor.refuse('the page is compressed', 'gunzip it first', 'a page is text');
    }
    const zero = bytes.indexOf(0);
    if (zero >= 0) {
      const before = Buffer.concat([this.pending, bytes.subarray(0, zero)]);
      const start = before.lastIndexOf(NEWLINE) + 1;
      cursor.line += before.subarray(0, start).reduce((lines, byte) => lines + (byte === NEWLINE ? 1 : 0), 0);
      cursor.open(before, start, before.length);
      cursor.at = before.length;
      cursor.refuse('there is a zero byte', undefined, 'Prometheus takes it for the end of the page: the rest would be lost without a word');
    }
  }
}
