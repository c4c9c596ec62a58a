package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	common "go.opentelemetry.io/proto/otlp/common/v1"
	logspb "go.opentelemetry.io/proto/otlp/logs/v1"
)

var someone = identity{run: "kill", kind: "plain", source: "shop/cart-1/app", seq: 12}

func TestRecordsTellWhetherTheyAreWhole(t *testing.T) {
	at := time.Unix(1_700_000_000, 123_000_000).UTC()
	for _, kind := range slices.Concat(textKinds, mixedKinds, volumeKinds) {
		record := kind.record(someone, at)
		it, writtenAt, found := readRecord(record)
		if !found || it.damage != "" || it.identity != someone || !it.numbered || !writtenAt.Equal(at) {
			t.Errorf("%s: %+v", kind.name, it)
		}
		for what, broken := range map[string]string{
			"cut":     record[:len(record)-1],
			"glued":   record + "\n" + record,
			"changed": strings.Replace(record, "[run=kill", "[run=Kill", 1),
		} {
			if it, _, found := readRecord(broken); !found || it.damage == "" {
				t.Errorf("%s that was %s passes for whole", kind.name, what)
			}
		}
	}
	if _, _, found := readRecord("a line of somebody else"); found {
		t.Error("found a mark where none is")
	}
}

func TestLinesOfAPolicyAreOnePieceEach(t *testing.T) {
	at := time.Unix(1_700_000_000, 0).UTC()
	for _, kind := range volumeKinds {
		for seq := range uint64(6) {
			record := kind.record(identity{"r", kind.name, "shop/cart-1/app", seq}, at)
			if len(record) >= runtimeLine || strings.Contains(record, "\n") {
				t.Errorf("%s: %d bytes in more than one piece", kind.name, len(record))
			}
			if hasSecret := strings.Contains(record, secretMark); hasSecret != (kind.name == "login") {
				t.Errorf("%s: a secret is in it: %v", kind.name, hasSecret)
			}
			if isLong := len(record) > 4096; isLong != (kind.name == "dump") {
				t.Errorf("%s: %d bytes", kind.name, len(record))
			}
		}
	}
}

func bodied(body string, attributes ...*common.KeyValue) *logspb.LogRecord {
	return &logspb.LogRecord{Body: &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: body}}, Attributes: attributes,
		TimeUnixNano: uint64(time.Unix(1_700_000_002, 0).UnixNano()), SeverityNumber: logspb.SeverityNumber_SEVERITY_NUMBER_WARN}
}

func TestLogRecordsKeepTimeAndSeverity(t *testing.T) {
	it := itemOfLog(bodied(plainRecord(someone, time.Unix(1_700_000_000, 0))), `{"k8s.pod.name":"cart-1"}`)
	if it.damage != "" || it.severity != 13 || it.lateness != 2 || it.origin != `{"k8s.pod.name":"cart-1"}` {
		t.Fatalf("%+v", it)
	}
}

func TestJSONMustHaveBeenParsed(t *testing.T) {
	id := someone
	id.kind = kindJSON
	at := time.Unix(1_700_000_000, 0)
	line := jsonRecord(id, at, "INFO", "")
	if it := itemOfLog(bodied(line), ""); it.damage == "" || it.identity != id {
		t.Errorf("an unparsed line passes for whole: %+v", it)
	}
	message := markedRecord(id, at, "", " quoted \"text\"")
	if it := itemOfLog(bodied(line, text(messageField, message)), ""); it.damage != "" || it.identity != id || it.lateness != 2 {
		t.Errorf("a parsed line is damaged: %+v", it)
	}
	if it := itemOfLog(bodied(line, text(messageField, message[:len(message)-2])), ""); it.damage == "" {
		t.Error("a message that was cut passes for whole")
	}
}

func TestRecordsOfOthersAreStrays(t *testing.T) {
	tally := newTally()
	tally.add("test", logs, []item{itemOfLog(bodied("\tat shop.Stock.take"), `{"k8s.pod.name":"cart-1"}`), itemOfLog(bodied("more"), `{"k8s.pod.name":"cart-1"}`)})
	strays := tally.takeStrays()
	if len(strays) != 1 || strays[0].Count != 2 || strays[0].Example != "\tat shop.Stock.take" {
		t.Fatalf("%+v", strays)
	}
	if again := tally.takeStrays(); len(again) != 0 {
		t.Fatalf("told twice: %+v", again)
	}
}

func TestDamagedRecordsHaveNotArrived(t *testing.T) {
	tally := newTally()
	record := stackTraceRecord(someone, time.Unix(1_700_000_000, 0))
	tally.add("test", logs, []item{itemOfLog(bodied(strings.SplitN(record, "\n", 2)[0]), "")})
	if c := tally.report("kill").Counts[0]; c.Unique != 0 || c.Damaged != 1 || c.Damage == "" {
		t.Fatalf("%+v", c)
	}
	tally.add("test", logs, []item{itemOfLog(bodied(record), "")})
	if c := tally.report("kill").Counts[0]; c.Unique != 1 {
		t.Fatalf("%+v", c)
	}
}
