package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"
)

type stream int

const (
	stdout stream = iota
	stderr
)

// lineKind is one way in which applications write lines.
type lineKind struct {
	name      string
	perSecond float64
	stream    stream
	record    func(id identity, at time.Time) string
}

// timeLayout is how records of text begin; it tells the first line of a record from the others.
const timeLayout = "2006-01-02T15:04:05.000Z"

// runtimeLine is the longest line that a container runtime writes in one piece.
const runtimeLine = 16 << 10

// textKinds are what an application writes that knows no structure.
var textKinds = []lineKind{
	{"plain", 20, stdout, plainRecord},
	{"levelled", 15, stdout, levelledRecord},
	{"debug", 5, stdout, debugRecord},
	{"stack-trace", 4, stdout, stackTraceRecord},
	{"long", 1, stdout, longRecord},
	{"probe", 4, stdout, probeRecord},
	{"near-probe", 4, stdout, nearProbeRecord},
}

// jsonKinds are what an application writes whose logger makes JSON.
var jsonKinds = []lineKind{
	{kindJSON, 20, stderr, func(id identity, at time.Time) string { return jsonRecord(id, at, levelOf(id), "") }},
	{kindJSON + "-debug", 5, stderr, func(id identity, at time.Time) string { return jsonRecord(id, at, "DEBUG", "") }},
	{kindJSON + "-long", 1, stderr, func(id identity, at time.Time) string {
		return jsonRecord(id, at, levelOf(id), filler(id.seq, longSize(id.seq)))
	}},
	{kindJSON + "-probe", 2, stderr, func(id identity, at time.Time) string { return jsonAccessRecord(id, at, 200) }},
	{kindJSON + "-near-probe", 2, stderr, func(id identity, at time.Time) string { return jsonAccessRecord(id, at, 503) }},
}

// mixedKinds are what an application writes to both streams at once: in the file of the runtime the lines of one record, and the parts of one
// line, have lines of the other stream between them.
var mixedKinds = []lineKind{
	{"mixed-stdout", 20, stdout, plainRecord},
	{"mixed-long", 1, stdout, longRecord},
	{"mixed-stderr", 20, stderr, plainRecord},
	{"mixed-stack-trace", 4, stderr, stackTraceRecord},
}

var levels = []string{"INFO", "WARN", "ERROR"}

func levelOf(id identity) string { return levels[id.seq%uint64(len(levels))] }

func plainRecord(id identity, at time.Time) string {
	return markedRecord(id, at, at.Format(timeLayout)+" ", " order placed, 3 items, 42.50 EUR")
}

func levelledRecord(id identity, at time.Time) string {
	return markedRecord(id, at, fmt.Sprintf("%s %s ", at.Format(timeLayout), levelOf(id)), " stock is 17 of 40")
}

func debugRecord(id identity, at time.Time) string {
	return markedRecord(id, at, at.Format(timeLayout)+" DEBUG ", " cache hit")
}

func stackTraceRecord(id identity, at time.Time) string {
	var frames strings.Builder
	frames.WriteString(" java.lang.IllegalStateException: no stock")
	for line := uint64(1); line <= 5+id.seq%20; line++ {
		fmt.Fprintf(&frames, "\n\tat shop.Stock.take(Stock.java:%d)", line)
	}
	frames.WriteString("\n\t... 23 more")
	return markedRecord(id, at, at.Format(timeLayout)+" ERROR ", frames.String())
}

// longSize goes from a little over what runtimes write in one piece to many pieces.
func longSize(seq uint64) int { return []int{runtimeLine + 7, 40_000, 3 * runtimeLine, 100_003}[seq%4] }

func longRecord(id identity, at time.Time) string {
	return markedRecord(id, at, at.Format(timeLayout)+" ", " "+filler(id.seq, longSize(id.seq))+".")
}

// probeRecord is an access line of a health check that went well: nobody wants to keep it.
func probeRecord(id identity, at time.Time) string {
	paths := []string{"/healthz", "/livez", "/readyz", "/health"}
	return accessRecord(id, at, "GET "+paths[id.seq%4], 200, "kube-probe/1.36")
}

// nearProbeRecord is an access line that looks like a health check, and is worth keeping.
func nearProbeRecord(id identity, at time.Time) string {
	switch id.seq % 4 {
	case 0:
		return accessRecord(id, at, "GET /healthz", 503, "kube-probe/1.36")
	case 1:
		return accessRecord(id, at, "GET /health-insurance/offers", 200, "Mozilla/5.0")
	case 2:
		return accessRecord(id, at, "POST /orders?next=/healthz", 201, "Mozilla/5.0")
	default:
		return accessRecord(id, at, "GET /readyz", 500, "kube-probe/1.36")
	}
}

// accessRecord is a line in the combined log format, with its mark where the referrer is.
func accessRecord(id identity, at time.Time, request string, status int, agent string) string {
	before := fmt.Sprintf(`10.244.0.1 - - [%s] "%s HTTP/1.1" %d 15 "`, at.Format("02/Jan/2006:15:04:05 -0700"), request, status)
	return markedRecord(id, at, before, fmt.Sprintf(`" "%s"`, agent))
}

func jsonRecord(id identity, at time.Time, level, more string) string {
	return jsonLine(at, level, markedRecord(id, at, "", " it's \"quoted\", \\ and <tagged>\u00e4"+more), map[string]any{
		"customer": map[string]any{"id": id.seq, "tags": []string{"a", "b"}},
	})
}

func jsonAccessRecord(id identity, at time.Time, status int) string {
	return jsonLine(at, "INFO", markedRecord(id, at, "", ""), map[string]any{"method": "GET", "path": "/readyz", "status": status, "user_agent": "kube-probe/1.36"})
}

func jsonLine(at time.Time, level, message string, more map[string]any) string {
	fields := map[string]any{"time": at.Format(timeLayout), "level": strings.ToLower(level), messageField: message}
	maps.Copy(fields, more)
	line, err := json.Marshal(fields)
	if err != nil {
		panic(err) // strings and numbers always have a text
	}
	return string(line)
}
