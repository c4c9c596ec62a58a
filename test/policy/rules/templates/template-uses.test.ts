import { labelsOfTemplate, queriesOfTemplate, templateStumbles } from '../../../../lib/policy/rules/template-findings';

test.each<[string, string[]]>([
  ['{{ $labels.pod }} {{ .Labels.node }} {{ $.Labels.zone }} {{ ($labels).pod }}', ['pod', 'node', 'zone']],
  ['{{ index $labels "my.pod" }} {{ index .Labels "node" }}', ['my.pod', 'node']],
  ['{{ if $labels.a }}{{ $labels.b | toUpper }}{{ else }}{{ printf "%s" $labels.c }}{{ end }}', ['a', 'b', 'c']],
  ['{{ with $labels }}{{ .pod }}{{ index . "node" }}{{ end }}', ['pod', 'node']],
  ['{{ with $labels.pod }}{{ .other }}{{ end }}', ['pod']],
  ['{{ range query "up" }}{{ .Labels.instance }}{{ $labels.pod }}{{ $.Labels.node }}{{ end }}', ['pod', 'node']],
  ['{{ define "a" }}{{ .Labels.pod }}{{ end }}{{ template "a" . }}', []],
  ['{{ $externalLabels.cluster }} {{ .ExternalLabels.region }} {{ $value }}', []],
  ['{{ $labels.pod', []],
  ['{{ with $labels.pod | toUpper }}{{ .x }}{{ end }}{{ with ($labels) }}{{ .y }}{{ end }}{{ with printf "%s" $labels }}{{ .z }}{{ end }}', ['pod', 'y']],
  ['{{ len $labels "x" }}{{ index $externalLabels "y" }}{{ ($labels).z }}{{ (print 1).w }}', ['z']],
])('%s shows %j', (template, labels) => {
  expect(labelsOfTemplate(template)).toEqual(labels);
});

test('queries in a template are found, those apart that it puts together', () => {
  expect(queriesOfTemplate('{{ with query "sum(up)" }}{{ . | first | value }}{{ end }} {{ query `count(x)` }} {{ printf "up{a=\'%s\'}" $labels.a | query }}')).toEqual(['sum(up)', 'count(x)']);
});

test.each<[string, string]>([
  ['{{ humanize }}', 'humanize has 0 arguments, and takes 1'],
  ['{{ $value | humanize 5 }}', 'humanize has 2 arguments, and takes 1'],
  ['{{ if (eq 1) }}{{ end }}', 'eq has 1 arguments, and takes at least 2'],
  ['{{ with query "up" }}{{ label "a" }}{{ end }}', 'label has 1 arguments, and takes 2'],
  ['{{ query "rate(up)" }}', "its query 'rate(up)' is no PromQL: rate takes a range vector, and 'up' is an instant vector"],
  ['{{ "sum(" | query | first }}', "its query 'sum(' is no PromQL: it ends too early"],
])('%s stumbles when it is expanded', (template, what) => {
  expect(templateStumbles(template).map((fault) => fault.what)).toEqual([what]);
});

test('what is piped into something else than a query is none', () => {
  expect(queriesOfTemplate('{{ "sum(" | toUpper }}{{ toUpper "sum(" }}{{ $value | query }}')).toEqual([]);
});

test('nothing else stumbles', () => {
  expect(templateStumbles('{{ query "up" | first | value | printf "%.0f %s" }}{{ now }}{{ query (printf "up{a=%q}" $labels.a) }}{{ $value')).toEqual([]);
  expect(templateStumbles('{{ query "up" | first | value | printf "%.0f" }}{{ now }}{{ query (printf "up{a=%q}" $labels.a) }}')).toEqual([]);
});
