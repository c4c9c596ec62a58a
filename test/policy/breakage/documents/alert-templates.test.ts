import { labelsInTemplate, queriesInTemplate } from '../../../../lib/policy/breakage/documents/alert-templates';

test.each<[string, string[]]>([
  ['pod {{ $labels.pod }} of {{$labels.namespace}}', ['pod', 'namespace']],
  ['{{ .Labels.pod }} and {{ $.Labels.node }}', ['pod', 'node']],
  ['{{ index $labels "my.label" }}', ['my.label']],
  ['{{ index  .Labels  "a" }}{{ index $.Labels "b" }}', ['a', 'b']],
  ['{{ reindex $labels "a" }}', []],
  ['{{ printf "%s/%s" $labels.namespace $labels.pod | title }}', ['namespace', 'pod']],
  ['{{ if eq $labels.a "b" }}{{ $labels.a }}{{ end }}', ['a']],
  ['$labels.pod outside, {{ $value }}', []],
])('%s shows %j', (template, labels) => {
  expect(labelsInTemplate(template, 'it shows it')).toEqual(labels.map((label) => ({ label, use: 'it shows it' })));
});

test('queries in a template are found, those apart that it puts together', () => {
  expect(queriesInTemplate('{{ with query "sum(up)" }}{{ . | first | value }}{{ end }} {{ query  `count(x)` }} {{ printf "up{a=\'%s\'}" $labels.a | query }}'))
    .toEqual(['"sum(up)"', '`count(x)`']);
});
