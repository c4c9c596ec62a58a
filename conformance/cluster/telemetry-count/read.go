package main

import (
	"fmt"
	"strings"
	"time"

	collogs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	colmetrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	coltrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	logspb "go.opentelemetry.io/proto/otlp/logs/v1"
	metricspb "go.opentelemetry.io/proto/otlp/metrics/v1"
	resource "go.opentelemetry.io/proto/otlp/resource/v1"
)

// kindJSON names begin with it: lines that are JSON objects, whose text is in a field of them.
const kindJSON = "json"

// messageField is the field of a JSON line that holds the text.
const messageField = "message"

func originOfResource(r *resource.Resource) origin {
	attributes := map[string]string{}
	for _, a := range r.GetAttributes() {
		attributes[a.Key] = valueText(a.Value)
	}
	return originOf(attributes)
}

func valueText(v *common.AnyValue) string {
	switch v.GetValue().(type) {
	case *common.AnyValue_StringValue:
		return v.GetStringValue()
	case *common.AnyValue_IntValue:
		return fmt.Sprint(v.GetIntValue())
	case *common.AnyValue_BoolValue:
		return fmt.Sprint(v.GetBoolValue())
	case *common.AnyValue_DoubleValue:
		return fmt.Sprint(v.GetDoubleValue())
	}
	return v.String()
}

func itemOf(attributes []*common.KeyValue, from origin) item {
	it := item{origin: from}
	for _, a := range attributes {
		it.set(a.Key, a.Value.GetStringValue())
	}
	return it
}

func itemsOfTraces(r *coltrace.ExportTraceServiceRequest) (items []item) {
	for _, rs := range r.ResourceSpans {
		from := originOfResource(rs.Resource)
		for _, ss := range rs.ScopeSpans {
			for _, s := range ss.Spans {
				items = append(items, itemOf(s.Attributes, from))
			}
		}
	}
	return items
}

func itemsOfLogs(r *collogs.ExportLogsServiceRequest) (items []item) {
	for _, rl := range r.ResourceLogs {
		from := originOfResource(rl.Resource)
		for _, sl := range rl.ScopeLogs {
			for _, l := range sl.LogRecords {
				items = append(items, itemOfLog(l, from))
			}
		}
	}
	return items
}

// itemOfLog finds the identity of a record where its kind has it: in attributes when it was pushed, in the body when it was a line, and in the
// message when it was a line of JSON.
func itemOfLog(l *logspb.LogRecord, from origin) item {
	if it := itemOf(l.Attributes, from); it.run != "" {
		it.severity = int32(l.SeverityNumber)
		return it
	}
	body := l.Body.GetStringValue()
	it, writtenAt, found := readRecord(body)
	if strings.HasPrefix(it.kind, kindJSON) || !found {
		fields := append(l.Body.GetKvlistValue().GetValues(), l.Attributes...)
		if parsed, at, ok := readRecord(fieldText(fields, messageField)); ok {
			it, writtenAt, found = parsed, at, true
		} else if found {
			it.damage = "not parsed: " + excerpt(body)
		}
	}
	it.origin = from
	if !found {
		it.damage = excerpt(valueText(l.Body))
		return it
	}
	it.severity = int32(l.SeverityNumber)
	it.lateness = time.Unix(0, int64(l.TimeUnixNano)).Sub(writtenAt).Seconds()
	return it
}

func fieldText(fields []*common.KeyValue, name string) string {
	for _, f := range fields {
		if f.Key == name {
			return f.Value.GetStringValue()
		}
	}
	return ""
}

func itemsOfMetrics(r *colmetrics.ExportMetricsServiceRequest) (items []item) {
	for _, rm := range r.ResourceMetrics {
		from := originOfResource(rm.Resource)
		for _, sm := range rm.ScopeMetrics {
			for _, m := range sm.Metrics {
				for _, attributes := range attributesOfPoints(m) {
					items = append(items, itemOf(attributes, from))
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
