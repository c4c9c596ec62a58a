import { grown } from './growing';
import { hashOf, slotOf } from './hashing';

/** Texts by numbers, each of them once, as the bytes of UTF-8: what a million values take is their bytes, and little more. */
export class TextTable {
  private bytes = new Uint8Array(4096);
  private used = 0;
  private count = 0;
  private starts = new Uint32Array(256);
  private hashes = new Uint32Array(256);
  private tags = new Uint32Array(256);
  /** By hash: the number of a text, and one more. */
  private slots = new Uint32Array(512);

  public get size(): number {
    return this.count;
  }

  /** The number of a text. Texts with different tags are different ones. */
  public intern(tag: number, source: Uint8Array, start: number, end: number): number {
    const hash = hashOf(tag, source, start, end);
    let slot = slotOf(hash, this.slots.length);
    for (let entry = this.slots[slot]!; entry !== 0; entry = this.slots[slot]!) {
      const found = entry - 1;
      if (this.hashes[found] === hash && this.tags[found] === tag && this.is(found, source, start, end)) {
        return found;
      }
      slot = slotOf(slot + 1, this.slots.length);
    }
    return this.add(slot, hash, tag, source, start, end);
  }

  public internText(tag: number, text: string): number {
    const bytes = Buffer.from(text);
    return this.intern(tag, bytes, 0, bytes.length);
  }

  /** The same text with another tag. */
  public retag(tag: number, text: number): number {
    return this.intern(tag, this.bytes, this.starts[text]!, this.endOf(text));
  }

  public tagOf(text: number): number {
    return this.tags[text]!;
  }

  public text(text: number): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.starts[text]!, this.endOf(text) - this.starts[text]!).toString();
  }

  private endOf(text: number): number {
    return text + 1 === this.count ? this.used : this.starts[text + 1]!;
  }

  /** Whether bytes are a text. */
  public is(text: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.starts[text]!;
    const length = end - start;
    if (this.endOf(text) - from !== length) {
      return false;
    }
    for (let index = 0; index < length; index += 1) {
      if (this.bytes[from + index] !== source[start + index]) {
        return false;
      }
    }
    return true;
  }

  private add(slot: number, hash: number, tag: number, source: Uint8Array, start: number, end: number): number {
    const text = this.count;
    this.starts = grown(this.starts, text + 1);
    this.hashes = grown(this.hashes, text + 1);
    this.tags = grown(this.tags, text + 1);
    this.bytes = grown(this.bytes, this.used + end - start);
    for (let index = start; index < end; index += 1) {
      this.bytes[this.used + index - start] = source[index]!;
    }
    this.starts[text] = this.used;
    this.hashes[text] = hash;
    this.tags[text] = tag;
    this.used += end - start;
    this.count += 1;
    this.slots[slot] = this.count;
    if (this.count * 2 > this.slots.length) {
      this.rehash();
    }
    return text;
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    for (let text = 0; text < this.count; text += 1) {
      let slot = slotOf(this.hashes[text]!, slots.length);
      while (slots[slot] !== 0) {
        slot = slotOf(slot + 1, slots.length);
      }
      slots[slot] = text + 1;
    }
    this.slots = slots;
  }
}
