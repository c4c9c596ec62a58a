package main

import (
	"fmt"
	"regexp"
	"strings"
)

// labelSet is what is known of a target. A label without a value is none.
type labelSet map[string]string

// rule is one of relabel_configs.
type rule struct {
	Source      []string `yaml:"source_labels"`
	Separator   *string  `yaml:"separator"`
	Regex       *string  `yaml:"regex"`
	Target      string   `yaml:"target_label"`
	Replacement *string  `yaml:"replacement"`
	Action      string   `yaml:"action"`

	pattern *regexp.Regexp
}

// prepare fills in what Prometheus does, and refuses actions that are not known here.
func (r *rule) prepare() error {
	r.Separator, r.Replacement = orElse(r.Separator, ";"), orElse(r.Replacement, "$1")
	r.Action = firstOf(strings.ToLower(r.Action), "replace")
	switch r.Action {
	case "replace", "keep", "drop", "labelmap", "labeldrop", "labelkeep":
	default:
		return fmt.Errorf("action %q: not known here", r.Action)
	}
	var err error
	r.pattern, err = regexp.Compile("^(?s:" + *orElse(r.Regex, "(.*)") + ")$")
	return err
}

func orElse(given *string, otherwise string) *string {
	if given != nil {
		return given
	}
	return &otherwise
}

// relabel changes labels by rules, and says whether the target stays.
func relabel(labels labelSet, rules []*rule) bool {
	for _, r := range rules {
		if !r.apply(labels) {
			return false
		}
	}
	return true
}

func (r *rule) apply(labels labelSet) bool {
	value := r.source(labels)
	switch r.Action {
	case "keep":
		return r.pattern.MatchString(value)
	case "drop":
		return !r.pattern.MatchString(value)
	case "replace":
		if match := r.pattern.FindStringSubmatchIndex(value); match != nil {
			name := string(r.pattern.ExpandString(nil, r.Target, value, match))
			labels.set(name, string(r.pattern.ExpandString(nil, *r.Replacement, value, match)))
		}
	default:
		r.applyToNames(labels)
	}
	return true
}

// applyToNames maps, drops or keeps labels by their names.
func (r *rule) applyToNames(labels labelSet) {
	mapped := labelSet{}
	for name, value := range labels {
		matches := r.pattern.MatchString(name)
		switch {
		case r.Action == "labelmap" && matches:
			mapped[r.pattern.ReplaceAllString(name, *r.Replacement)] = value
		case r.Action == "labeldrop" && matches, r.Action == "labelkeep" && !matches:
			delete(labels, name)
		}
	}
	for name, value := range mapped {
		labels.set(name, value)
	}
}

func (r *rule) source(labels labelSet) string {
	values := make([]string, len(r.Source))
	for i, name := range r.Source {
		values[i] = labels[name]
	}
	return strings.Join(values, *r.Separator)
}

func (l labelSet) set(name, value string) {
	if value == "" {
		delete(l, name)
		return
	}
	l[name] = value
}
