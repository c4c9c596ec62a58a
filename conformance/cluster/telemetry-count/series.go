package main

import (
	"math"
	"slices"
)

// seriesSeen holds every series that nobody numbered, by name: what platforms report of themselves and of the cluster.
type seriesSeen map[string]map[origin]seriesState

// seriesState is what came of one series: how many samples, and the highest of their values, if any is a number.
type seriesState struct {
	samples uint64
	highest *float64
}

// add remembers the labels of a series, and its samples.
func (s seriesSeen) add(one timeSeries) {
	if _, isNumbered := one.labels[runAttribute]; isNumbered {
		return
	}
	name := one.labels[metricName]
	if s[name] == nil {
		s[name] = map[origin]seriesState{}
	}
	key := originOf(one.labels)
	state := s[name][key]
	state.samples += uint64(len(one.values))
	for _, value := range one.values {
		if isNumber(value) && (state.highest == nil || value > *state.highest) {
			state.highest = &value
		}
	}
	s[name][key] = state
}

func isNumber(value float64) bool {
	return !math.IsNaN(value) && !math.IsInf(value, 0)
}

// seriesCount is one line of the report on series.
type seriesCount struct {
	Labels  origin   `json:"labels"`
	Samples uint64   `json:"samples"`
	Highest *float64 `json:"highest,omitempty"`
}

// named returns the series of some names; of every name when none is given.
func (s seriesSeen) named(names []string) []seriesCount {
	out := []seriesCount{}
	for name, all := range s {
		if len(names) == 0 || slices.Contains(names, name) {
			for labels, state := range all {
				out = append(out, seriesCount{labels, state.samples, state.highest})
			}
		}
	}
	return out
}
