package main

import "slices"

// seriesSeen holds every series that nobody numbered, by name: what platforms report of themselves and of the cluster.
type seriesSeen map[string]map[origin]uint64

// add remembers the labels of a series and how many samples it had.
func (s seriesSeen) add(one timeSeries) {
	if _, isNumbered := one.labels[runAttribute]; isNumbered {
		return
	}
	name := one.labels[metricName]
	if s[name] == nil {
		s[name] = map[origin]uint64{}
	}
	s[name][originOf(one.labels)] += uint64(len(one.values))
}

// seriesCount is one line of the report on series.
type seriesCount struct {
	Labels  origin `json:"labels"`
	Samples uint64 `json:"samples"`
}

// named returns the series of some names; of every name when none is given.
func (s seriesSeen) named(names []string) []seriesCount {
	out := []seriesCount{}
	for name, all := range s {
		if len(names) == 0 || slices.Contains(names, name) {
			for labels, samples := range all {
				out = append(out, seriesCount{labels, samples})
			}
		}
	}
	return out
}
