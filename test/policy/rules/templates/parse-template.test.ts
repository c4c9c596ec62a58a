import { parseTemplate } from '../../../../lib/policy/rules/templates/parse-template';

const faultOf = (template: string) => {
  const parsed = parseTemplate(template);
  return 'fault' in parsed ? parsed.fault.what : undefined;
};

test.each([
  'plain text, { and }} too',
  '{{ $value | humanize }} of {{ $labels.pod }}',
  '{{- $value -}}',
  '{{/* a comment */}}{{- /* another */ -}}',
  '{{ printf "%.2f" (index $labels "pod") }}',
  '{{ if gt $value 1.5 }}much{{ else if $labels.pod }}some{{ else }}nothing{{ end }}',
  '{{ with query "up" }}{{ . | first | value }}{{ else with 1 }}{{ . }}{{ end }}',
  '{{ range $index, $sample := query "up" }}{{ $index }} {{ $sample.Value }}{{ break }}{{ end }}',
  '{{ $x := $value }}{{ $x = 5 }}{{ $x }}',
  '{{ define "a" }}{{ . }}{{ end }}{{ template "a" $value }}{{ block "b" . }}{{ end }}',
  '{{ (print `a` "b").c.d }}',
  "{{ eq 'a' 0x1F 1_000 .5 -5 1e3 5i true nil }}",
  '{{ "}}" }}{{ `{{` }}',
  "{{ '\\n' }}{{ '\\x41' }}{{ '\\u00e4' }}{{ '\\101' }}{{ 0b11 }}{{ 0o17 }}{{ 017 }}{{ 1+2i }}{{ 1e-10 }}{{ -0x1_F }}",
  '{{ if 1 }}{{ with 2 }}{{ range query "up" }}{{ . }}{{ else }}{{ end }}{{ end }}{{ end }}',
  '{{ define "a" }}{{ range . }}{{ continue }}{{ end }}{{ end }}{{ template "a" }}',
])('%s can be read', (template) => {
  expect(faultOf(template)).toBeUndefined();
});

test.each<[string, string]>([
  ['{{ $value', "'{{ $value' does not end"],
  ['{{/* a }}', "the comment in '{{/* a }}' does not end"],
  ['{{ "a }}', 'the string "a }} does not end'],
  ['{{ "\\q" }}', "the string \"\\q\" has the escape '\\q'"],
  ['{{ (1 }}', "a parenthesis is open at '{{ (1 }}'"],
  ['{{ 1) }}', "a parenthesis too many closes in '{{ 1) }}'"],
  ['{{ $value > 1 }}', "'>' cannot stand in '{{ $value > 1 }}'"],
  ['{{ $value+1 }}', "'+' cannot stand behind '$value' in '{{ $value+1 }}'"],
  ['{{ $labels.my-label }}', "'-' cannot stand behind '.my' in '{{ $labels.my-label }}'"],
  ['{{ $value | humanise }}', "there is no function 'humanise'"],
  ['{{ $label.pod }}', "there is no variable '$label'"],
  ['{{ with $x := 1 }}{{ end }}{{ $x }}', "there is no variable '$x'"],
  ['{{ define "a" }}{{ $value }}{{ end }}', "there is no variable '$value'"],
  ['{{ }}', 'the action is empty'],
  ['{{ if }}a{{ end }}', '{{ if }} is empty'],
  ['{{ | humanize }}', 'a command is empty'],
  ['{{ $value | "a" }}', 'what stands behind | in the action is no function'],
  ['{{ "a" "b".c }}', "'.c' stands behind a value that has no fields"],
  ['{{ if $value }}a', '{{ if }} has no {{ end }}'],
  ['{{ if $value }}{{ else }}{{ else }}{{ end }}', '{{ if }} has two {{ else }}'],
  ['{{ with $value }}{{ else if 1 }}{{ end }}', '{{ else if }} belongs to no {{ if }}'],
  ['a{{ end }}', '{{ end }} closes nothing'],
  ['{{ else }}', '{{ else }} closes nothing'],
  ['{{ if 1 }}{{ end if }}', "'if' stands in {{ end }}"],
  ['{{ template "a" $x }}', "there is no variable '$x'"],
  ['{{ block "a" $x }}{{ end }}', "there is no variable '$x'"],
  ['{{ range query "up" }}{{ define "a" }}{{ end }}{{ end }}', '{{ define }} stands within another action'],
  ['{{ range query "up" }}{{ end }}{{ break }}', '{{ break }} stands outside of a {{ range }}'],
  ['{{ nil.a }}', "'.a' stands behind a value that has no fields"],
  [`{{ ${'a'.repeat(80)}%b }}`, `'%' cannot stand behind '${'a'.repeat(80)}' in '{{ ${'a'.repeat(57)}…'`],
  ['{{ break }}', '{{ break }} stands outside of a {{ range }}'],
  ['{{ range query "up" }}{{ continue 1 }}{{ end }}', "'1' stands in {{ continue }}"],
  ['{{ template a }}', '{{ template }} has no name'],
  ['{{ if 1 }}{{ define "a" }}{{ end }}{{ end }}', '{{ define }} stands within another action'],
  ['{{ define "a" 1 }}{{ end }}', "'1' stands in {{ define }}"],
  ['{{ $a, $b := 1 }}', 'the action declares too many variables'],
  ['{{ range $a, $b, $c := 1 }}{{ end }}', '{{ range }} declares too many variables'],
  ['{{ 1.5.5 }}', "'1.5.5' is no number"],
  ['{{ 089 }}', "'089' is no number"],
  ["{{ 'ab' }}", "''ab'' is no number"],
  ['{{ $value, 1 }}', 'the action declares too many variables'],
])('%s is refused', (template, what) => {
  expect(faultOf(template)).toBe(what);
});
