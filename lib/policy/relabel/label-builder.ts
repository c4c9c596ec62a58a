/** Labels by their names. */
export type LabelSet = { readonly [name: string]: string };

/**
 * Labels that are being changed. A label without a value is none.
 *
 * Their order counts when `labelmap` writes one name twice: first come those that were there, by name, then those that were written, as they
 * were written. It is the order in which Prometheus looks at them.
 *
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/model/labels/labels_common.go
 */
export class LabelBuilder {
  private readonly original: Map<string, string>;
  private readonly written = new Map<string, string>();

  public constructor(labels: LabelSet) {
    const sorted = Object.entries(labels).filter(([, value]) => value !== '').sort(([one], [other]) => compareBytes(one, other));
    this.original = new Map(sorted);
  }

  public get(name: string): string {
    return this.written.get(name) ?? this.original.get(name) ?? '';
  }

  public set(name: string, value: string): void {
    if (value === '') {
      this.delete(name);
    } else {
      this.written.set(name, value);
    }
  }

  public delete(name: string): void {
    this.written.delete(name);
    this.original.delete(name);
  }

  /** The labels as they are now, whatever is changed later. */
  public entries(): (readonly [name: string, value: string])[] {
    return [...[...this.original].filter(([name]) => !this.written.has(name)), ...this.written];
  }

  /** The labels by their names, in the order of their names. */
  public labels(): LabelSet {
    return Object.fromEntries([...this.entries()].sort(([one], [other]) => compareBytes(one, other)));
  }
}

/** The order of Go, which compares bytes: that of code points. */
function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
