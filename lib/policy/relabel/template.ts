import { Match } from './anchored-pattern';

/** A reference to a group, as Go reads it: `$1`, `$name` (the longest that there is), `${name}`; `$$` is a dollar sign. */
const REFERENCE = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/** What Go takes for the number of a group: no leading zero, and not too long. */
const NUMBER = /^(?:0|[1-9][0-9]{0,8})$/;

/**
 * The text of a template with what groups have matched. A group that does not exist is empty; a dollar sign that refers to nothing is text.
 *
 * @see https://pkg.go.dev/regexp#Regexp.Expand
 */
export function expandTemplate(template: string, { numbered, named }: Match): string {
  return template.replace(REFERENCE, (_reference: string, braced?: string, bare?: string) => {
    const group = braced ?? bare;
    if (group === undefined) {
      return '$';
    }
    return (NUMBER.test(group) ? numbered[Number(group)] : named.get(group)) ?? '';
  });
}
