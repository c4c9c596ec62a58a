import { Fault, refuse, TemplateFault } from './template-fault';
import { TEMPLATE_FUNCTIONS } from './template-functions';
import { Token, tokensOf } from './template-tokens';
import { Operand, Pipeline, TemplateNode } from './template-tree';
import { readString, stringFault } from '../../promql/string-literal';

/** A template, or what Prometheus refuses in it. */
export type ParsedTemplate = { readonly nodes: readonly TemplateNode[] } | { readonly fault: Fault };

/** What Prometheus gives to the templates of alerts. */
const GIVEN = ['$', '$labels', '$externalLabels', '$externalURL', '$value'];

/**
 * Reads a template of a label or an annotation of an alert, as Prometheus does when it loads a rule.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export function parseTemplate(template: string): ParsedTemplate {
  try {
    return { nodes: new Parser(tokensOf(template)).all() };
  } catch (error) {
    if (error instanceof TemplateFault) {
      return { fault: error.fault };
    }
    throw error;
  }
}

/** What ended a list of pieces. */
type Ending = 'end' | 'else' | 'end of text';

interface List {
  readonly nodes: readonly TemplateNode[];
  readonly ending: Ending;
}

class Parser {
  private at = 0;
  private variables: readonly string[] = GIVEN;
  private ranges = 0;

  public constructor(private readonly tokens: readonly Token[]) {}

  public all(): TemplateNode[] {
    const { nodes, ending } = this.list(true);
    return ending === 'end of text' ? [...nodes] : refuse(`{{ ${ending} }} closes nothing`, 'leave it out, or open it with {{ if … }}, {{ with … }} or {{ range … }}');
  }

  private list(isTop: boolean): List {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const token = this.next();
      if (token.kind === 'end') {
        return { nodes, ending: 'end of text' };
      }
      if (token.kind === 'open') {
        const found = this.action(isTop);
        if (typeof found === 'string') {
          return { nodes, ending: found };
        }
        nodes.push(...found);
      }
    }
  }

  /** What stands between `{{` and `}}`, and all that it opens. */
  private action(isTop: boolean): TemplateNode[] | Ending {
    const token = this.nextWord();
    if (token.kind !== 'keyword') {
      this.at -= 1;
      return [{ kind: 'action', pipeline: this.pipeline('the action', false) }];
    }
    switch (token.text) {
      case 'if':
      case 'with':
      case 'range': return [this.control(token.text)];
      case 'else': return this.otherwise();
      case 'end': return this.closed('end');
      case 'template': return this.templateCall();
      case 'block': return this.block();
      case 'define': return isTop ? this.definition() : refuse('{{ define }} stands within another action', '{{ define }} at the beginning of the template');
      default: return this.jump(token.text);
    }
  }

  private control(keyword: 'if' | 'with' | 'range'): TemplateNode {
    const known = this.variables;
    const pipeline = this.pipeline(`{{ ${keyword} }}`, keyword === 'range');
    this.ranges += keyword === 'range' ? 1 : 0;
    const body = this.list(false);
    this.ranges -= keyword === 'range' ? 1 : 0;
    const otherwise = body.ending === 'else' ? this.elseBranch(keyword) : this.ended(body, keyword);
    this.variables = known;
    return { kind: keyword, pipeline, body: body.nodes, otherwise };
  }

  private elseBranch(keyword: 'if' | 'with' | 'range'): readonly TemplateNode[] {
    const chained = this.tokens[this.at]!;
    if (chained.kind === 'keyword' && chained.text === keyword && keyword !== 'range') {
      this.at += 1;
      return [this.control(keyword)];
    }
    if (chained.kind === 'keyword') {
      refuse(`{{ else ${chained.text} }} belongs to no {{ ${chained.text} }}`, `{{ else }}{{ ${chained.text} … }} … {{ end }}`);
    }
    const list = this.list(false);
    this.ended(list, keyword);
    return list.nodes;
  }

  private ended({ ending }: List, keyword: string): [] {
    return ending === 'end' ? [] : refuse(
      ending === 'else' ? `{{ ${keyword} }} has two {{ else }}` : `{{ ${keyword} }} has no {{ end }}`, ending === 'else' ? 'one {{ else }}' : '{{ end }} behind what it holds',
    );
  }

  /** `{{ else }}`; the word of `{{ else if … }}` is left to be read. */
  private otherwise(): Ending {
    this.skipSpace();
    const token = this.tokens[this.at]!;
    return token.kind === 'keyword' && (token.text === 'if' || token.text === 'with') ? 'else' : this.closed('else');
  }

  private closed<T extends Ending>(ending: T): T {
    const token = this.nextWord();
    return token.kind === 'close' ? ending : refuse(`'${token.text}' stands in {{ ${ending} }}`, `{{ ${ending} }}`);
  }

  private jump(keyword: string): [] {
    const token = this.nextWord();
    if (token.kind !== 'close') {
      return refuse(`'${token.text}' stands in {{ ${keyword} }}`, `{{ ${keyword} }}`);
    }
    return this.ranges > 0 ? [] : refuse(`{{ ${keyword} }} stands outside of a {{ range }}`, 'leave it out');
  }

  private templateCall(): TemplateNode[] {
    this.name('template');
    const token = this.nextWord();
    if (token.kind === 'close') {
      return [];
    }
    this.at -= 1;
    return [{ kind: 'action', pipeline: this.pipeline('{{ template }}', false) }];
  }

  private block(): TemplateNode[] {
    this.name('block');
    const pipeline = this.pipeline('{{ block }}', false);
    return [{ kind: 'definition', pipeline, body: this.definedBody('block') }];
  }

  private definition(): TemplateNode[] {
    this.name('define');
    const token = this.nextWord();
    return token.kind === 'close' ? [{ kind: 'definition', body: this.definedBody('define') }] : refuse(`'${token.text}' stands in {{ define }}`, '{{ define "name" }}');
  }

  /** What is defined knows no variables from outside. */
  private definedBody(keyword: string): readonly TemplateNode[] {
    const [known, ranges] = [this.variables, this.ranges];
    [this.variables, this.ranges] = [['$'], 0];
    const list = this.list(false);
    this.ended(list, keyword);
    [this.variables, this.ranges] = [known, ranges];
    return list.nodes;
  }

  private name(keyword: string): void {
    const token = this.nextWord();
    if (token.kind !== 'string') {
      refuse(`{{ ${keyword} }} has no name`, `{{ ${keyword} "name" … }}`);
    }
    this.text(token);
  }

  private pipeline(where: string, isRange: boolean, closing: 'close' | ')' = 'close'): Pipeline {
    this.declarations(where, isRange);
    const commands: (readonly Operand[])[] = [];
    for (let token = this.nextWord(); !isClosing(token, closing); token = this.nextWord()) {
      this.at -= 1;
      commands.push(this.command());
    }
    const [, ...others] = commands;
    if (commands.length === 0) {
      return refuse(`${where} is empty`, '{{ $value }}');
    }
    return others.some(([first]) => first!.kind === 'string' || first!.kind === 'literal' || (first!.kind === 'dot' && first!.fields.length === 0))
      ? refuse(`what stands behind | in ${where} is no function`, '{{ $value | humanize }}') : { commands };
  }

  /** `$x :=`, or `$i, $x :=` of a range. */
  private declarations(where: string, isRange: boolean): void {
    for (let count = 0; count < 2; count++) {
      const before = this.at;
      const variable = this.nextWord();
      const mark = variable.kind === 'variable' ? this.nextWord() : variable;
      if (mark.kind !== 'mark' || ![':=', '=', ','].includes(mark.text) || variable === mark) {
        this.at = before;
        return;
      }
      this.variables = [...this.variables, variable.text];
      if (mark.text !== ',') {
        return;
      }
      if (!isRange || count === 1) {
        refuse(`${where} declares too many variables`, isRange ? '{{ range $index, $element := … }}' : '{{ $name := … }}');
      }
    }
  }

  private command(): readonly Operand[] {
    const operands: Operand[] = [];
    for (;;) {
      this.skipSpace();
      const operand = this.operand();
      operands.push(...operand ? [operand] : []);
      const token = this.next();
      if (token.kind === 'close' || token.text === ')' && token.kind === 'mark') {
        this.at -= 1;
        break;
      }
      if (token.kind === 'mark' && token.text === '|') {
        break;
      }
      if (token.kind !== 'space') {
        refuse(`'${token.text}' cannot stand ${operand ? 'behind what is before it' : 'there'} in an action`, 'spaces between arguments, and parentheses around calls');
      }
    }
    return operands.length === 0 ? refuse('a command is empty', '{{ $value | humanize }}') : operands;
  }

  private operand(): Operand | undefined {
    const term = this.term();
    const fields: string[] = [];
    for (let token = this.tokens[this.at]!; term && token.kind === 'field'; token = this.tokens[this.at]!) {
      fields.push(token.text.slice(1));
      this.at += 1;
    }
    if (!term || fields.length === 0) {
      return term;
    }
    return term.kind === 'string' || term.kind === 'literal' || (term.kind === 'dot' && term.fields.length === 0)
      ? refuse(`'.${fields[0]}' stands behind a value that has no fields`, `.${fields[0]} by itself`) : { ...term, fields: [...term.fields, ...fields] };
  }

  private term(): Operand | undefined {
    const token = this.nextWord();
    switch (token.kind) {
      case 'word': return TEMPLATE_FUNCTIONS.has(token.text) ? { kind: 'function', name: token.text, fields: [] }
        : refuse(`there is no function '${token.text}'`, 'a function of https://prometheus.io/docs/prometheus/latest/configuration/template_reference/');
      case 'variable': return this.variables.includes(token.text) ? { kind: 'variable', name: token.text, fields: [] }
        : refuse(`there is no variable '${token.text}'`, `one of ${GIVEN.slice(1).join(', ')}, or {{ ${token.text} := … }} before it`);
      case 'dot': return { kind: 'dot', fields: [] };
      case 'field': return { kind: 'dot', fields: [token.text.slice(1)] };
      case 'string': return { kind: 'string', text: this.text(token) };
      case 'number': return isNumber(token.text) ? { kind: 'literal' } : refuse(`'${token.text}' is no number`, 'a number, as in 0.5');
      case 'boolean':
      case 'nil': return { kind: 'literal' };
      default:
        if (token.text === '(' && token.kind === 'mark') {
          return { kind: 'pipeline', pipeline: this.pipeline('what is in parentheses', false, ')'), fields: [] };
        }
        this.at -= 1;
        return undefined;
    }
  }

  private text({ text }: Token): string {
    const fault = stringFault(text);
    return fault ? refuse(fault.what, fault.fix) : readString(text);
  }

  private next(): Token {
    return this.tokens[this.at++]!;
  }

  private nextWord(): Token {
    this.skipSpace();
    return this.next();
  }

  private skipSpace(): void {
    while (this.tokens[this.at]!.kind === 'space') {
      this.at += 1;
    }
  }
}

function isClosing({ kind, text }: Token, closing: 'close' | ')'): boolean {
  return closing === 'close' ? kind === 'close' : kind === 'mark' && text === ')';
}

/** A number as Go writes it, or a letter in quotes. */
function isNumber(text: string): boolean {
  return /^'(?:[^\\]|\\(?:[abfnrtv\\']|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}))'$/u.test(text)
    || /^[-+]?(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|(?:0|[1-9](?:_?[0-9])*))$/.test(text)
    || /^(?=.*[.eEi])(?:[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)(?:i|[-+][0-9.]+i)?$/.test(text);
}
