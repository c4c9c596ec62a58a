package main

import (
	"encoding/json"
	"strconv"
)

// identity tells one span, log record, line, series or sample from every other.
type identity struct {
	// run is what one scenario sends.
	run string
	// kind is what is special about it: how a line is written, how a number became a metric.
	kind string
	// source is who sends it, by its own account: namespace/pod/container.
	source string
	seq    uint64
}

// The attributes, or labels, that hold an identity. As labels of a metric point they make each point a series of its own, so that no backend
// or processor can take two points for one.
const (
	runAttribute    = "run"
	kindAttribute   = "kind"
	sourceAttribute = "source"
	seqAttribute    = "seq"
)

// kindOTLP is what is pushed over OTLP.
const kindOTLP = "otlp"

// item is something that arrived.
type item struct {
	identity
	// numbered is false for what somebody else sent.
	numbered bool
	// damage says what is wrong with the text of a record; empty when it is whole.
	damage string
	// severity is the number that OTLP gives it, of log records only.
	severity int32
	// lateness is how many seconds the time of a log record is after the one at which it was written.
	lateness float64
	origin   origin
}

// set takes one attribute for a part of the identity, and says whether it is one.
func (it *item) set(name, value string) bool {
	switch name {
	case runAttribute:
		it.run = value
	case kindAttribute:
		it.kind = value
	case sourceAttribute:
		it.source = value
	case seqAttribute:
		n, err := strconv.ParseUint(value, 10, 64)
		it.seq, it.numbered = n, err == nil
	default:
		return false
	}
	return true
}

// origin is what came along with an item and says where it is from: attributes of its resource, or labels of its series, as JSON with sorted
// keys, so that equal ones are equal text.
type origin string

func originOf(attributes map[string]string) origin {
	text, err := json.Marshal(attributes)
	if err != nil {
		panic(err) // a map of strings always has a text
	}
	return origin(text)
}

func (o origin) MarshalJSON() ([]byte, error) { return []byte(o), nil }
