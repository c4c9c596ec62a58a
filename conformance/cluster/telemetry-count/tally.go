package main

import (
	"math"
	"slices"
	"sync"
)

type signalKind string

const (
	traces  signalKind = "traces"
	logs    signalKind = "logs"
	metrics signalKind = "metrics"
)

// tallyKey is what one route received of one source.
type tallyKey struct {
	run, kind, source string
	signal            signalKind
	route             string
}

// arrivals is everything that came under one key.
type arrivals struct {
	sequence
	unnumbered uint64
	// damaged records are not in the sequence: what is not whole has not arrived.
	damaged    uint64
	damage     string
	origins    map[origin]uint64
	severities map[int32]uint64
	lateness   float64
}

// tally is everything a sink has seen.
type tally struct {
	mu      sync.Mutex
	arrived map[tallyKey]*arrivals
	strays  map[origin]*stray
	series  seriesSeen
	headers map[string]map[string][]string
	refused map[string]uint64
}

const (
	// valuesKept bounds what is remembered of one header: enough for the credentials, not for every content length.
	valuesKept = 16
	// originsKept bounds what is remembered of where one source's items are from: one is right, a few show what is wrong.
	originsKept = 16
	// largestSeq keeps a stray attribute named seq from growing the bitmap without bound.
	largestSeq = 1 << 26
)

func newTally() *tally {
	return &tally{
		arrived: map[tallyKey]*arrivals{}, strays: map[origin]*stray{}, series: seriesSeen{},
		headers: map[string]map[string][]string{}, refused: map[string]uint64{},
	}
}

func (t *tally) add(route string, signal signalKind, items []item) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, it := range items {
		if signal == logs && it.run == "" {
			t.addStray(it)
		}
		t.arrivalsAt(tallyKey{it.run, it.kind, it.source, signal, route}).add(it)
	}
}

func (t *tally) arrivalsAt(key tallyKey) *arrivals {
	found := t.arrived[key]
	if found == nil {
		found = &arrivals{origins: map[origin]uint64{}, severities: map[int32]uint64{}}
		t.arrived[key] = found
	}
	return found
}

func (a *arrivals) add(it item) {
	switch {
	case !it.numbered || it.seq >= largestSeq:
		a.unnumbered++
		return
	case it.damage != "":
		a.damaged++
		a.damage = it.damage
	default:
		a.sequence.add(it.seq)
	}
	a.severities[it.severity]++
	a.lateness = math.Max(a.lateness, math.Abs(it.lateness))
	if _, known := a.origins[it.origin]; known || len(a.origins) < originsKept {
		a.origins[it.origin]++
	}
}

// stray is what came from one place without a number.
type stray struct {
	Origin  origin `json:"origin"`
	Count   uint64 `json:"count"`
	Example string `json:"example"`
}

func (t *tally) addStray(it item) {
	found := t.strays[it.origin]
	if found == nil {
		found = &stray{Origin: it.origin, Example: it.damage}
		t.strays[it.origin] = found
	}
	found.Count++
}

func (t *tally) addSeries(all []timeSeries) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, one := range all {
		t.series.add(one)
	}
}

func (t *tally) addHeaders(route string, headers map[string][]string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := t.headers[route]
	if seen == nil {
		seen = map[string][]string{}
		t.headers[route] = seen
	}
	for name, values := range headers {
		for _, value := range values {
			if len(seen[name]) < valuesKept && !slices.Contains(seen[name], value) {
				seen[name] = append(seen[name], value)
			}
		}
	}
}

func (t *tally) addRefused(route string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.refused[route]++
}
