/** A line of a configuration of nginx, and what stands in its braces. Arguments are literal, but for variables of nginx such as `$status`. */
export interface NginxDirective {
  readonly name: string;
  readonly args: readonly string[];
  readonly block?: readonly NginxDirective[];
}

/** A line, or a block when more lines are given. */
export function directive(name: string, args: readonly (string | number)[] = [], block?: readonly NginxDirective[]): NginxDirective {
  return { name, args: args.map(String), ...block === undefined ? {} : { block } };
}

/**
 * The text that nginx reads.
 *
 * @see https://nginx.org/en/docs/beginners_guide.html#conf_structure
 */
export function nginxDocument(directives: readonly NginxDirective[]): string {
  return directives.map((each) => lines(each, '')).join('');
}

function lines({ name, args, block }: NginxDirective, indent: string): string {
  const head = `${indent}${[name, ...args.map(argument)].join(' ')}`;
  return block === undefined ? `${head};\n` : `${head} {\n${block.map((each) => lines(each, `${indent}  `)).join('')}${indent}}\n`;
}

/** Spaces, braces, semicolons, quotes and backslashes have a meaning outside of quotes; within them only quotes and backslashes do. */
function argument(text: string): string {
  return text === '' || /[\s{};"'\\#]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"` : text;
}
