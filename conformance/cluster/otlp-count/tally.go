package main

import (
	"math/bits"
	"sync"
)

type signalKind string

const (
	traces  signalKind = "traces"
	logs    signalKind = "logs"
	metrics signalKind = "metrics"
)

// seqRange is a closed range of sequence numbers; a set of them stays short in JSON, because what arrives is nearly everything.
type seqRange [2]uint64

// sequence counts which numbers were seen, and how often one came again.
type sequence struct {
	words      []uint64
	unique     uint64
	duplicates uint64
	unnumbered uint64
}

func (s *sequence) add(n uint64) {
	word, bit := n/64, uint64(1)<<(n%64)
	for uint64(len(s.words)) <= word {
		s.words = append(s.words, 0)
	}
	if s.words[word]&bit != 0 {
		s.duplicates++
		return
	}
	s.words[word] |= bit
	s.unique++
}

func (s *sequence) ranges() []seqRange {
	out := []seqRange{}
	for i, word := range s.words {
		for ; word != 0; word &= word - 1 {
			n := uint64(i)*64 + uint64(bits.TrailingZeros64(word))
			if last := len(out) - 1; last >= 0 && out[last][1]+1 == n {
				out[last][1] = n
			} else {
				out = append(out, seqRange{n, n})
			}
		}
	}
	return out
}

// item is what tells one span, log record or metric point from another.
type item struct {
	run      string
	seq      uint64
	numbered bool
}

type tallyKey struct {
	run    string
	signal signalKind
	route  string
}

// tally is everything a sink has seen.
type tally struct {
	mu        sync.Mutex
	sequences map[tallyKey]*sequence
	headers   map[string]map[string][]string
	refused   map[string]uint64
}

// valuesKept bounds what is remembered of one header: enough for the credentials, not for every content length.
const valuesKept = 16

func newTally() *tally {
	return &tally{sequences: map[tallyKey]*sequence{}, headers: map[string]map[string][]string{}, refused: map[string]uint64{}}
}

// largestSeq keeps a stray attribute named seq from growing the bitmap without bound.
const largestSeq = 1 << 26

func (t *tally) add(route string, signal signalKind, items []item) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, it := range items {
		key := tallyKey{it.run, signal, route}
		s := t.sequences[key]
		if s == nil {
			s = &sequence{}
			t.sequences[key] = s
		}
		if it.numbered && it.seq < largestSeq {
			s.add(it.seq)
		} else {
			s.unnumbered++
		}
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
			if len(seen[name]) < valuesKept && !contains(seen[name], value) {
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

// count is one line of the report: what one route received of one signal of one run.
type count struct {
	Run        string     `json:"run"`
	Signal     signalKind `json:"signal"`
	Route      string     `json:"route"`
	Unique     uint64     `json:"unique"`
	Duplicates uint64     `json:"duplicates"`
	Unnumbered uint64     `json:"unnumbered"`
	Ranges     []seqRange `json:"ranges"`
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
	for key, s := range t.sequences {
		if run == "" || run == key.run {
			out.Counts = append(out.Counts, count{key.run, key.signal, key.route, s.unique, s.duplicates, s.unnumbered, s.ranges()})
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

func contains(list []string, value string) bool {
	for _, v := range list {
		if v == value {
			return true
		}
	}
	return false
}
