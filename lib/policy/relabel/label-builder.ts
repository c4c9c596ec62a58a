/** Labels by their names. */
export type LabelSet = { readonly [name: string]: string };

/**
 * Labels that are being changed. A label without a value is none.
 *
 * Their order counts when `labelmap` writes one name twice: first come those that were there, by name, then those that were written, as they
 * were written. It is the order in which Prometheus looks at them.
 *
 * A series has a dozen labels, and there are millions of series: lists that are searched from end to end cost less than maps.
 *
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/model/labels/labels_common.go
 */
export class LabelBuilder {
  private readonly names: string[];
  private readonly values: string[];
  /** How many of the labels were there; those after them were written. */
  private readonly given: number;

  public constructor(labels: LabelSet) {
    this.names = Object.keys(labels);
    sortNames(this.names);
    this.values = this.names.map((name) => labels[name]!);
    this.given = this.names.length;
  }

  public get(name: string): string {
    const place = this.placeOf(name);
    return place === -1 ? '' : this.values[place]!;
  }

  public set(name: string, value: string): void {
    const place = this.placeOf(name);
    if (place >= this.given) {
      this.values[place] = value;
      return;
    }
    if (place !== -1) {
      this.values[place] = '';
    }
    if (value !== '') {
      this.names.push(name);
      this.values.push(value);
    }
  }

  public delete(name: string): void {
    const place = this.placeOf(name);
    if (place !== -1) {
      this.values[place] = '';
    }
  }

  /** The labels as they are now, whatever is changed later. */
  public entries(): (readonly [name: string, value: string])[] {
    return this.names.map((name, place) => [name, this.values[place]!] as const).filter(([, value]) => value !== '');
  }

  /** Takes those labels away whose names a test is true for. */
  public deleteWhere(goes: (name: string) => boolean): void {
    for (let place = 0; place < this.names.length; place += 1) {
      if (this.values[place] !== '' && goes(this.names[place]!)) {
        this.values[place] = '';
      }
    }
  }

  /** Writes values under other names: those that a function has for the names of labels as they are now. */
  public copy(nameFor: (name: string) => string | undefined): void {
    const copies: (readonly [name: string, value: string])[] = [];
    for (let place = 0; place < this.names.length; place += 1) {
      const name = this.values[place] === '' ? undefined : nameFor(this.names[place]!);
      if (name !== undefined) {
        copies.push([name, this.values[place]!]);
      }
    }
    copies.forEach(([name, value]) => this.set(name, value));
  }

  /** The labels by their names, in the order of their names. */
  public labels(): { [name: string]: string } {
    const left = this.names.filter((_, place) => this.values[place] !== '');
    sortNames(left);
    const labels: { [name: string]: string } = {};
    for (const name of left) {
      if (name === '__proto__') {
        Object.defineProperty(labels, name, { value: this.get(name), enumerable: true, configurable: true, writable: true });
      } else {
        labels[name] = this.get(name);
      }
    }
    return labels;
  }

  /** Where a label stands; -1 when there is none. One that was taken away and written again stands in two places, and is in the later one. */
  private placeOf(name: string): number {
    for (let place = this.names.length - 1; place >= 0; place -= 1) {
      if (this.names[place] === name && this.values[place] !== '') {
        return place;
      }
    }
    return -1;
  }
}

/** Most programs write labels in order already. */
function sortNames(names: string[]): void {
  for (let place = 1; place < names.length; place += 1) {
    if (compareNames(names[place - 1]!, names[place]!) > 0) {
      names.sort(compareNames);
      return;
    }
  }
}

/** The order of Go, which compares bytes: that of code points. JavaScript compares halves of characters, which stand before some whole ones. */
export function compareNames(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [unit, against] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (unit !== against) {
      return rank(unit) - rank(against);
    }
  }
  return one.length - other.length;
}

/** Halves of characters come after everything that is whole. */
function rank(unit: number): number {
  return unit < 0xD800 ? unit : unit < 0xE000 ? unit + 0x2000 : unit - 0x800;
}
