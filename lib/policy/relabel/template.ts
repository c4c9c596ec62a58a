import { Match } from './anchored-pattern';

/** A reference to a group, as Go reads it: `$1`, `$name` (the longest that there is), `${name}`; `$$` is a dollar sign. */
const REFERENCE = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/** What Go takes for the number of a group: no leading zero, and not too long. */
const NUMBER = /^(?:0|[1-9][0-9]{0,8})$/;

/** Makes text of what groups have matched. */
export type Template = (match: Match) => string;

/**
 * A template, read once. A group that does not exist is empty; a dollar sign that refers to nothing is text.
 *
 * @see https://pkg.go.dev/regexp#Regexp.Expand
 */
export function readTemplate(template: string): Template {
  const parts: Template[] = [];
  let text = '';
  let end = 0;
  for (const { 0: reference, 1: braced, 2: bare, index } of template.matchAll(REFERENCE)) {
    text += template.slice(end, index);
    end = index + reference.length;
    const group = braced ?? bare;
    if (group === undefined) {
      text += '$';
    } else {
      parts.push(constant(text), valueOf(group));
      text = '';
    }
  }
  parts.push(constant(text + template.slice(end)));
  return parts.length === 1 ? parts[0]! : (match) => parts.reduce((expanded, part) => expanded + part(match), '');
}

/** The text of a template with what groups have matched. */
export function expandTemplate(template: string, match: Match): string {
  return readTemplate(template)(match);
}

function constant(text: string): Template {
  return () => text;
}

function valueOf(group: string): Template {
  const number = NUMBER.test(group) ? Number(group) : undefined;
  return ({ numbered, named }) => (number === undefined ? named.get(group) : numbered[number]) ?? '';
}
