package main

import (
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestRules(t *testing.T) {
	cases := map[string]struct {
		rules string
		from  labelSet
		want  labelSet // nil when the target is dropped
	}{
		"who asks for it stays":            {"[{source_labels: [a], regex: 'true', action: keep}]", labelSet{"a": "true"}, labelSet{"a": "true"}},
		"a part is no match":               {"[{source_labels: [a], regex: 'true', action: keep}]", labelSet{"a": "untrue"}, nil},
		"none is an empty text":            {"[{source_labels: [a, b], regex: ';', action: drop}]", labelSet{}, nil},
		"groups":                           {`[{source_labels: [a, b], regex: '(\d+);(\d+)', target_label: c, replacement: '$2:$1'}]`, labelSet{"a": "1", "b": "2"}, labelSet{"a": "1", "b": "2", "c": "2:1"}},
		"no match changes nothing":         {`[{source_labels: [a], regex: '(\d+)', target_label: a, replacement: 'x'}]`, labelSet{"a": "b"}, labelSet{"a": "b"}},
		"an empty value is none":           {"[{source_labels: [a], target_label: b}]", labelSet{"b": "old"}, labelSet{}},
		"a constant":                       {"[{target_label: b, replacement: x}]", labelSet{}, labelSet{"b": "x"}},
		"names are mapped":                 {"[{action: labelmap, regex: 'meta_(.+)', replacement: 'p_$1'}]", labelSet{"meta_a": "1"}, labelSet{"meta_a": "1", "p_a": "1"}},
		"names are dropped":                {"[{action: labeldrop, regex: 'tmp_.*'}]", labelSet{"tmp_a": "1", "b": "2"}, labelSet{"b": "2"}},
		"names are kept":                   {"[{action: labelkeep, regex: 'b'}]", labelSet{"tmp_a": "1", "b": "2"}, labelSet{"b": "2"}},
		"a dot is a line end too":          {"[{source_labels: [a], regex: 'x.y', action: keep}]", labelSet{"a": "x\ny"}, labelSet{"a": "x\ny"}},
		"the separator is what is said":    {"[{source_labels: [a, b], separator: '@', target_label: c}]", labelSet{"a": "1", "b": "2"}, labelSet{"a": "1", "b": "2", "c": "1@2"}},
		"the name of a label has groups":   {"[{source_labels: [a], regex: '(.*)', target_label: 'x_$1', replacement: y}]", labelSet{"a": "1"}, labelSet{"a": "1", "x_1": "y"}},
		"after one that drops no other is": {"[{action: drop, regex: ''}, {target_label: b, replacement: x}]", labelSet{}, nil},
	}
	for name, each := range cases {
		var rules []*rule
		if err := yaml.Unmarshal([]byte(each.rules), &rules); err != nil {
			t.Fatal(err)
		}
		for _, one := range rules {
			if err := one.prepare(); err != nil {
				t.Fatal(err)
			}
		}
		labels := merged(each.from)
		switch stays := relabel(labels, rules); {
		case stays != (each.want != nil):
			t.Errorf("%s: stays %v", name, stays)
		case stays && text(labels) != text(each.want):
			t.Errorf("%s: %s", name, text(labels))
		}
	}
}
