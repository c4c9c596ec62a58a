package main

import (
	"bytes"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/golang/snappy"
	"google.golang.org/protobuf/encoding/protowire"
)

func label(name, value string) []byte {
	b := protowire.AppendString(protowire.AppendTag(nil, labelName, protowire.BytesType), name)
	return protowire.AppendString(protowire.AppendTag(b, labelValue, protowire.BytesType), value)
}

func message(field protowire.Number, parts ...[]byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(nil, field, protowire.BytesType), bytes.Join(parts, nil))
}

func TestRemoteWrite(t *testing.T) {
	sample := message(timeSeriesSamples, protowire.AppendFixed64(protowire.AppendTag(nil, 1, protowire.Fixed64Type), 0))
	numbered := message(writeRequestTimeSeries, message(timeSeriesLabels, label("run", "a")), message(timeSeriesLabels, label("seq", "7")), sample, sample)
	other := message(writeRequestTimeSeries, message(timeSeriesLabels, label("__name__", "target_info")), sample)
	body := snappy.Encode(nil, append(numbered, other...))

	r := &route{name: "test", protocol: "http", tally: newTally()}
	request := httptest.NewRequest(http.MethodPost, "/api/v1/receive", bytes.NewReader(body))
	request.Header.Set("Content-Encoding", "snappy")
	answer := httptest.NewRecorder()
	r.ServeHTTP(answer, request)
	if answer.Code != http.StatusOK {
		t.Fatal(answer.Code, answer.Body)
	}
	counts := r.tally.report("a").Counts
	if len(counts) != 1 || counts[0].Unique != 1 || counts[0].Duplicates != 1 || counts[0].Signal != metrics {
		t.Fatalf("%+v", counts)
	}
	if _, err := readRemoteWrite([]byte("not protobuf")); err == nil {
		t.Fatal("took what is not protobuf")
	}
}

func sampleOf(value uint64) []byte {
	return message(timeSeriesSamples, protowire.AppendFixed64(protowire.AppendTag(nil, sampleValue, protowire.Fixed64Type), value))
}

func TestScrapesAreNumberedByTheirValues(t *testing.T) {
	labels := [][]byte{
		message(timeSeriesLabels, label("__name__", "numbered_scrapes")), message(timeSeriesLabels, label("run", "a")),
		message(timeSeriesLabels, label("kind", kindScrapes)), message(timeSeriesLabels, label("source", "x")), message(timeSeriesLabels, label("pod", "p")),
	}
	samples := [][]byte{message(timeSeriesSamples), sampleOf(math.Float64bits(1)), sampleOf(math.Float64bits(3)), sampleOf(staleMarker)}
	all, err := readRemoteWrite(message(writeRequestTimeSeries, append(labels, samples...)...))
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	tally := newTally()
	tally.add("test", metrics, all[0].items())
	c := tally.report("a").Counts[0]
	if c.Unique != 3 || c.Ranges[0] != (seqRange{0, 1}) || c.Ranges[1] != (seqRange{3, 3}) || c.Origins[0].Attributes != `{"pod":"p"}` {
		t.Fatalf("%+v", c)
	}
}

func TestSeriesWithoutNumbersAreListed(t *testing.T) {
	tally := newTally()
	tally.addSeries([]timeSeries{
		{labels: map[string]string{metricName: "up", "instance": "a"}, values: []float64{1, 1}},
		{labels: map[string]string{metricName: "up", "instance": "b"}, values: []float64{1}},
		{labels: map[string]string{metricName: "other"}, values: []float64{1}},
		{labels: map[string]string{metricName: "numbered_pushed", runAttribute: "a"}, values: []float64{1}},
	})
	if up, all := tally.seriesReport([]string{"up"}), tally.seriesReport(nil); len(up) != 2 || len(all) != 3 {
		t.Fatal(up, all)
	}
}
