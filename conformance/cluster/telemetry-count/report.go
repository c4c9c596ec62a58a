package main

// count is one line of the report: what one route received of one source.
type count struct {
	Run        string        `json:"run"`
	Signal     signalKind    `json:"signal"`
	Kind       string        `json:"kind"`
	Source     string        `json:"source"`
	Route      string        `json:"route"`
	Unique     uint64        `json:"unique"`
	Duplicates uint64        `json:"duplicates"`
	Unnumbered uint64        `json:"unnumbered"`
	Damaged    uint64        `json:"damaged"`
	Damage     string        `json:"damage,omitempty"`
	Ranges     []seqRange    `json:"ranges"`
	Origins    []originCount `json:"origins"`
	// Severities are how many records have a number of OTLP for their severity.
	Severities map[int32]uint64 `json:"severities"`
	// Lateness is the largest difference in seconds between the time of a record and the time at which it was written.
	Lateness float64 `json:"lateness"`
}

type originCount struct {
	Attributes origin `json:"attributes"`
	Count      uint64 `json:"count"`
}

type report struct {
	Counts  []count                        `json:"counts"`
	Headers map[string]map[string][]string `json:"headers"`
	Refused map[string]uint64              `json:"refused"`
}

// report of one run, or of every run when run is empty; never nil, so that JSON has arrays.
func (t *tally) report(run string) report {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := report{Counts: []count{}, Headers: map[string]map[string][]string{}, Refused: map[string]uint64{}}
	for key, a := range t.arrived {
		if run == "" || run == key.run {
			out.Counts = append(out.Counts, countOf(key, a))
		}
	}
	for route, seen := range t.headers {
		copied := map[string][]string{}
		for name, values := range seen {
			copied[name] = append([]string{}, values...)
		}
		out.Headers[route] = copied
	}
	for route, n := range t.refused {
		out.Refused[route] = n
	}
	return out
}

func countOf(key tallyKey, a *arrivals) count {
	out := count{
		Run: key.run, Signal: key.signal, Kind: key.kind, Source: key.source, Route: key.route,
		Unique: a.unique, Duplicates: a.duplicates, Unnumbered: a.unnumbered, Damaged: a.damaged, Damage: a.damage, Ranges: a.ranges(),
		Origins: []originCount{}, Severities: map[int32]uint64{}, Lateness: a.lateness,
	}
	for from, n := range a.origins {
		out.Origins = append(out.Origins, originCount{from, n})
	}
	for severity, n := range a.severities {
		out.Severities[severity] = n
	}
	return out
}

// takeStrays lists what came without a number since the last time, by where it came from.
func (t *tally) takeStrays() []stray {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := []stray{}
	for _, one := range t.strays {
		out = append(out, *one)
	}
	clear(t.strays)
	return out
}

// seriesReport lists the unnumbered series of some names.
func (t *tally) seriesReport(names []string) []seriesCount {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.series.named(names)
}
