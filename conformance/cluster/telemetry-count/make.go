package main

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"

	collogs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	colmetrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	coltrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	logspb "go.opentelemetry.io/proto/otlp/logs/v1"
	metricspb "go.opentelemetry.io/proto/otlp/metrics/v1"
	resource "go.opentelemetry.io/proto/otlp/resource/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
)

// maker makes the numbered items of one run and source.
type maker struct {
	run, source string
	// ballast is what each item carries besides, for requests that are heavy.
	ballast []*common.KeyValue
}

// ballastOf makes small attributes: decoded, each takes many times its bytes. One list serves every item.
func ballastOf(count int) []*common.KeyValue {
	ballast := make([]*common.KeyValue, count)
	for i := range ballast {
		ballast[i] = text(fmt.Sprintf("b%d", i), "x")
	}
	return ballast
}

func text(key, value string) *common.KeyValue {
	return &common.KeyValue{Key: key, Value: &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: value}}}
}

func (m maker) attributes(seq uint64) []*common.KeyValue {
	own := []*common.KeyValue{text(runAttribute, m.run), text(kindAttribute, kindOTLP), text(seqAttribute, strconv.FormatUint(seq, 10))}
	if m.source != "" {
		own = append(own, text(sourceAttribute, m.source))
	}
	return append(own, m.ballast...)
}

// noise is what fillers are cut from, made once: writers must not wait for it.
var noise = sync.OnceValue(func() string {
	var b strings.Builder
	random := rand.New(rand.NewPCG(1, 2))
	for b.Len() < 1<<20 {
		fmt.Fprintf(&b, "%x order placed by customer ", random.Uint64())
	}
	return b.String()
})

// filler is text that compression makes smaller, but not to nothing.
func filler(seed uint64, length int) string {
	text := noise()
	from := int(seed * 7919 % uint64(len(text)-length))
	return text[from : from+length]
}

// resource is what SDKs say of a program: without an instance, equal programs of two pods would be one to Prometheus.
func (m maker) resource() *resource.Resource {
	return &resource.Resource{Attributes: []*common.KeyValue{text("service.name", "telemetry-count"), text("service.instance.id", m.source)}}
}

// traceIDs are derived from run, source and number: the same item sent twice is the same span.
func (m maker) traceIDs(seq uint64) (traceID, spanID []byte) {
	h := fnv.New64a()
	h.Write([]byte(m.run + m.source))
	traceID = binary.BigEndian.AppendUint64(nil, h.Sum64()|1)
	traceID = binary.BigEndian.AppendUint64(traceID, seq+1)
	return traceID, binary.BigEndian.AppendUint64(nil, seq+1)
}

func (m maker) traces(from, to uint64) *coltrace.ExportTraceServiceRequest {
	now := uint64(time.Now().UnixNano())
	spans := make([]*tracepb.Span, 0, to-from)
	for seq := from; seq < to; seq++ {
		traceID, spanID := m.traceIDs(seq)
		spans = append(spans, &tracepb.Span{TraceId: traceID, SpanId: spanID, Name: "numbered", Kind: tracepb.Span_SPAN_KIND_SERVER,
			StartTimeUnixNano: now, EndTimeUnixNano: now + 1000, Attributes: m.attributes(seq)})
	}
	return &coltrace.ExportTraceServiceRequest{ResourceSpans: []*tracepb.ResourceSpans{
		{Resource: m.resource(), ScopeSpans: []*tracepb.ScopeSpans{{Spans: spans}}}}}
}

func (m maker) logs(from, to uint64) *collogs.ExportLogsServiceRequest {
	now := uint64(time.Now().UnixNano())
	records := make([]*logspb.LogRecord, 0, to-from)
	for seq := from; seq < to; seq++ {
		records = append(records, &logspb.LogRecord{TimeUnixNano: now, SeverityNumber: logspb.SeverityNumber_SEVERITY_NUMBER_INFO,
			Body: &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: "numbered"}}, Attributes: m.attributes(seq)})
	}
	return &collogs.ExportLogsServiceRequest{ResourceLogs: []*logspb.ResourceLogs{
		{Resource: m.resource(), ScopeLogs: []*logspb.ScopeLogs{{LogRecords: records}}}}}
}

func (m maker) metrics(from, to uint64) *colmetrics.ExportMetricsServiceRequest {
	now := uint64(time.Now().UnixNano())
	points := make([]*metricspb.NumberDataPoint, 0, to-from)
	for seq := from; seq < to; seq++ {
		points = append(points, &metricspb.NumberDataPoint{TimeUnixNano: now, Attributes: m.attributes(seq),
			Value: &metricspb.NumberDataPoint_AsDouble{AsDouble: float64(seq)}})
	}
	metric := &metricspb.Metric{Name: "numbered_pushed", Data: &metricspb.Metric_Gauge{Gauge: &metricspb.Gauge{DataPoints: points}}}
	return &colmetrics.ExportMetricsServiceRequest{ResourceMetrics: []*metricspb.ResourceMetrics{
		{Resource: m.resource(), ScopeMetrics: []*metricspb.ScopeMetrics{{Metrics: []*metricspb.Metric{metric}}}}}}
}
