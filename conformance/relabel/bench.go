package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
)

// load is what a bench works on: rules as YAML for every label set, as often as told.
type load struct {
	Rules  string              `json:"rules"`
	Series []map[string]string `json:"series"`
	Rounds int                 `json:"rounds"`
}

// pace is how long each round took, and how many series stayed.
type pace struct {
	Nanoseconds []int64 `json:"nanoseconds"`
	Kept        int     `json:"kept"`
}

// bench applies the rules as a scrape does: one builder, reset for every series.
func bench(in io.Reader, out io.Writer) error {
	var given load
	if err := json.NewDecoder(bufio.NewReader(in)).Decode(&given); err != nil {
		return err
	}
	rules, err := read(question{Rules: given.Rules})
	if err != nil {
		return err
	}
	series := make([]labels.Labels, len(given.Series))
	for i, each := range given.Series {
		series[i] = labels.FromMap(each)
	}
	var measured pace
	for round := 0; round < given.Rounds; round++ {
		kept, start := 0, time.Now()
		builder := labels.NewBuilder(labels.EmptyLabels())
		for _, each := range series {
			builder.Reset(each)
			if relabel.ProcessBuilder(builder, rules...) && !builder.Labels().IsEmpty() {
				kept++
			}
		}
		measured.Nanoseconds = append(measured.Nanoseconds, time.Since(start).Nanoseconds())
		measured.Kept = kept
	}
	text, err := json.Marshal(measured)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, string(text))
	return err
}
