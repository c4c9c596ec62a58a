package main

import (
	"encoding/binary"
	"hash/fnv"
	"strconv"
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

// The attributes that number an item. As labels of a metric point they make each point a series of its own, so that
// no backend or processor can take two points for one.
const (
	runAttribute = "run"
	seqAttribute = "seq"
)

func text(key, value string) *common.KeyValue {
	return &common.KeyValue{Key: key, Value: &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: value}}}
}

func numberedAs(run string, seq uint64) []*common.KeyValue {
	return []*common.KeyValue{text(runAttribute, run), text(seqAttribute, strconv.FormatUint(seq, 10))}
}

func source() *resource.Resource {
	return &resource.Resource{Attributes: []*common.KeyValue{text("service.name", "otlp-count")}}
}

// traceIDs are derived from run and number: the same item sent twice is the same span.
func traceIDs(run string, seq uint64) (traceID, spanID []byte) {
	h := fnv.New64a()
	h.Write([]byte(run))
	traceID = binary.BigEndian.AppendUint64(nil, h.Sum64()|1)
	traceID = binary.BigEndian.AppendUint64(traceID, seq+1)
	return traceID, binary.BigEndian.AppendUint64(nil, seq+1)
}

func makeTraces(run string, from, to uint64) *coltrace.ExportTraceServiceRequest {
	now := uint64(time.Now().UnixNano())
	spans := make([]*tracepb.Span, 0, to-from)
	for seq := from; seq < to; seq++ {
		traceID, spanID := traceIDs(run, seq)
		spans = append(spans, &tracepb.Span{TraceId: traceID, SpanId: spanID, Name: "numbered", Kind: tracepb.Span_SPAN_KIND_SERVER,
			StartTimeUnixNano: now, EndTimeUnixNano: now + 1000, Attributes: numberedAs(run, seq)})
	}
	return &coltrace.ExportTraceServiceRequest{ResourceSpans: []*tracepb.ResourceSpans{
		{Resource: source(), ScopeSpans: []*tracepb.ScopeSpans{{Spans: spans}}}}}
}

func makeLogs(run string, from, to uint64) *collogs.ExportLogsServiceRequest {
	now := uint64(time.Now().UnixNano())
	records := make([]*logspb.LogRecord, 0, to-from)
	for seq := from; seq < to; seq++ {
		records = append(records, &logspb.LogRecord{TimeUnixNano: now, SeverityNumber: logspb.SeverityNumber_SEVERITY_NUMBER_INFO,
			Body: &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: "numbered"}}, Attributes: numberedAs(run, seq)})
	}
	return &collogs.ExportLogsServiceRequest{ResourceLogs: []*logspb.ResourceLogs{
		{Resource: source(), ScopeLogs: []*logspb.ScopeLogs{{LogRecords: records}}}}}
}

func makeMetrics(run string, from, to uint64) *colmetrics.ExportMetricsServiceRequest {
	now := uint64(time.Now().UnixNano())
	points := make([]*metricspb.NumberDataPoint, 0, to-from)
	for seq := from; seq < to; seq++ {
		points = append(points, &metricspb.NumberDataPoint{TimeUnixNano: now, Attributes: numberedAs(run, seq),
			Value: &metricspb.NumberDataPoint_AsDouble{AsDouble: float64(seq)}})
	}
	metric := &metricspb.Metric{Name: "otlp_count_numbered", Data: &metricspb.Metric_Gauge{Gauge: &metricspb.Gauge{DataPoints: points}}}
	return &colmetrics.ExportMetricsServiceRequest{ResourceMetrics: []*metricspb.ResourceMetrics{
		{Resource: source(), ScopeMetrics: []*metricspb.ScopeMetrics{{Metrics: []*metricspb.Metric{metric}}}}}}
}

func itemOf(attributes []*common.KeyValue) item {
	it := item{}
	for _, a := range attributes {
		switch a.Key {
		case runAttribute:
			it.run = a.Value.GetStringValue()
		case seqAttribute:
			n, err := strconv.ParseUint(a.Value.GetStringValue(), 10, 64)
			it.seq, it.numbered = n, err == nil
		}
	}
	return it
}

func itemsOfTraces(r *coltrace.ExportTraceServiceRequest) (items []item) {
	for _, rs := range r.ResourceSpans {
		for _, ss := range rs.ScopeSpans {
			for _, s := range ss.Spans {
				items = append(items, itemOf(s.Attributes))
			}
		}
	}
	return items
}

func itemsOfLogs(r *collogs.ExportLogsServiceRequest) (items []item) {
	for _, rl := range r.ResourceLogs {
		for _, sl := range rl.ScopeLogs {
			for _, l := range sl.LogRecords {
				items = append(items, itemOf(l.Attributes))
			}
		}
	}
	return items
}

func itemsOfMetrics(r *colmetrics.ExportMetricsServiceRequest) (items []item) {
	for _, rm := range r.ResourceMetrics {
		for _, sm := range rm.ScopeMetrics {
			for _, m := range sm.Metrics {
				for _, attributes := range attributesOfPoints(m) {
					items = append(items, itemOf(attributes))
				}
			}
		}
	}
	return items
}

func attributesOfPoints(m *metricspb.Metric) (all [][]*common.KeyValue) {
	for _, p := range m.GetGauge().GetDataPoints() {
		all = append(all, p.Attributes)
	}
	for _, p := range m.GetSum().GetDataPoints() {
		all = append(all, p.Attributes)
	}
	for _, p := range m.GetHistogram().GetDataPoints() {
		all = append(all, p.Attributes)
	}
	for _, p := range m.GetExponentialHistogram().GetDataPoints() {
		all = append(all, p.Attributes)
	}
	for _, p := range m.GetSummary().GetDataPoints() {
		all = append(all, p.Attributes)
	}
	return all
}
