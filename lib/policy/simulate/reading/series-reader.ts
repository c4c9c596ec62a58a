import { DumpReader } from './dump-reader';
import { JsonTokens, TokenSink } from './json-tokens';
import { NameGuesser } from './name-guesser';
import { shown } from './place';
import { SeriesIntake } from './series-intake';

/** Where in an answer something stands. Marks are expected by what stands before them. */
type State = 'start' | 'key' | 'colon' | 'value' | 'next' | 'done' | 'series' | 'moreSeries' | 'label' | 'labelColon' | 'labelValue' | 'moreLabels' | 'skipped';

/** What each mark leads to, from each state. */
const STEPS: { readonly [state in State]?: { readonly [mark: string]: State } } = {
  start: { '{': 'key' },
  key: { '}': 'done' },
  colon: { ':': 'value' },
  next: { ',': 'key', '}': 'done' },
  series: { '{': 'label', ']': 'next' },
  moreSeries: { ',': 'series', ']': 'next' },
  label: { '}': 'moreSeries' },
  labelColon: { ':': 'labelValue' },
  moreLabels: { ',': 'label', '}': 'moreSeries' },
};

/**
 * Series as Prometheus lists them.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers
 */
export class SeriesReader implements DumpReader, TokenSink {
  private readonly tokens: JsonTokens;
  private state: State = 'start';
  private key = '';
  private label = 0;
  private depth = 0;
  private skippedText = '';
  private readonly seen = new Map<string, string>();

  private readonly names: NameGuesser;

  public constructor(source: string, private readonly intake: SeriesIntake) {
    this.names = new NameGuesser(intake.table.names);
    this.tokens = new JsonTokens(source, this);
  }

  public push(piece: Uint8Array): void {
    this.tokens.push(piece);
  }

  public end(): void {
    this.tokens.end();
    if (this.state !== 'done') {
      this.tokens.refuse('the answer is cut off');
    }
    if (!this.seen.has('data')) {
      this.tokens.refuse('the answer has no data', 'curl -G http://prometheus:9090/api/v1/series --data-urlencode \'match[]={__name__=~".+"}\'');
    }
    if (this.intake.samples === 0) {
      this.tokens.refuse('the answer has no series', 'a longer time between start and end', 'there is nothing to count');
    }
  }

  public mark(mark: string): void {
    if (this.state === 'skipped') {
      return this.skip(mark, mark);
    }
    if (this.state === 'value') {
      return this.openValue(mark);
    }
    const next = STEPS[this.state]?.[mark] ?? this.unexpected(mark);
    if (next === 'label' && this.state === 'series') {
      this.intake.begin();
      this.names.begin();
    }
    if (next === 'moreSeries' && !this.intake.end()) {
      this.tokens.refuse('a series has no name of a metric', undefined, 'Prometheus has no such series');
    }
    this.state = next;
  }

  public text(bytes: Uint8Array, start: number, end: number): void {
    switch (this.state) {
      case 'label':
        this.label = start < end ? this.names.number(bytes, start, end) : this.tokens.refuse('the name of a label is empty');
        this.state = 'labelColon';
        break;
      case 'labelValue':
        if (!this.intake.label(this.label, bytes, start, end)) {
          this.tokens.refuse(`the label '${shown(this.intake.table.names.text(this.label))}' stands twice in one series`);
        }
        this.state = 'moreLabels';
        break;
      default:
        this.otherText(Buffer.from(bytes.subarray(start, end)).toString());
    }
  }

  public literal(word: string): void {
    if (this.state === 'skipped') {
      return this.skip(word, '');
    }
    return this.state === 'value' && this.key !== 'data' && this.key !== 'status' ? this.keep(word) : this.unexpected(word);
  }

  private otherText(text: string): void {
    if (this.state === 'key') {
      if (this.seen.has(text)) {
        this.tokens.refuse(`'${shown(text)}' stands twice`);
      }
      this.key = text;
      this.state = 'colon';
    } else if (this.state === 'skipped') {
      this.skip(text, '');
    } else if (this.state === 'value' && this.key !== 'data') {
      this.keep(text);
    } else {
      this.unexpected(text);
    }
  }

  private openValue(mark: string): void {
    if (this.key === 'data') {
      this.seen.set('data', '');
      this.state = mark === '[' ? 'series' : this.tokens.refuse('data is no list of series', 'the answer of /api/v1/series');
    } else if (mark === '[' || mark === '{') {
      this.depth = 1;
      this.skippedText = '';
      this.state = 'skipped';
    } else {
      this.unexpected(mark);
    }
  }

  private skip(text: string, mark: string): void {
    this.depth += mark === '[' || mark === '{' ? 1 : mark === ']' || mark === '}' ? -1 : 0;
    this.skippedText += mark === '' ? text : '';
    if (this.depth === 0) {
      this.keep(this.skippedText);
    }
  }

  /** What stands beside the series may say that they are not all. */
  private keep(value: string): void {
    this.seen.set(this.key, value);
    if ((this.key === 'status' && value !== 'success') || this.key === 'error') {
      this.tokens.refuse(`Prometheus has answered with ${this.key} '${shown(value)}'`, 'ask again', 'there are no series in it');
    }
    if (this.key === 'warnings' && value !== '') {
      this.tokens.refuse(`Prometheus warns: ${shown(value)}`, 'ask without a limit, for a shorter time', 'series may be missing');
    }
    this.state = 'next';
  }

  private unexpected(found: string): never {
    return this.tokens.refuse(`there is '${shown(found)}' where it cannot be`);
  }
}
