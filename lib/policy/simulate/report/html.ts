/** Text that is HTML already. */
export interface Html {
  readonly text: string;
}

const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** HTML of a template: what stands in it is escaped, unless it is HTML itself. Control characters become visible. */
export function html(strings: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  return { text: strings.reduce((text, string, index) => text + escaped(values[index - 1]!) + string) };
}

/** Text of this program's own. */
export function raw(text: string): Html {
  return { text };
}

export function list<T>(things: readonly T[], render: (thing: T, index: number) => Html): Html {
  return { text: things.map((thing, index) => render(thing, index).text).join('') };
}

function escaped(value: string | Html): string {
  return typeof value === 'string'
    ? value.replace(/[&<>"']/g, (character) => ESCAPES[character]!).replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd')
    : value.text;
}
