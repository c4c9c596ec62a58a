package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
	"time"

	"github.com/golang/snappy"
	"google.golang.org/protobuf/encoding/protowire"
)

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func startRoute(t *testing.T, protocol string) *route {
	t.Helper()
	r, err := parseRoute(fmt.Sprintf("route=test,protocol=%s,address=%s", protocol, freeAddress(t)), newTally(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.up(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.refuse() })
	return r
}

func load(t *testing.T, r *route, more ...string) map[signalKind]outcome {
	t.Helper()
	var out bytes.Buffer
	args := append([]string{"--endpoint", r.address, "--protocol", r.protocol, "--rate", "500", "--duration", "1s", "--header", "x-key=secret"}, more...)
	if err := runLoad(args, &out); err != nil {
		t.Fatal(err)
	}
	outcomes := map[signalKind]outcome{}
	if err := json.Unmarshal(out.Bytes(), &outcomes); err != nil {
		t.Fatal(err)
	}
	return outcomes
}

func TestSequenceTellsMissingAndDuplicates(t *testing.T) {
	s := &sequence{}
	for _, n := range []uint64{0, 1, 2, 64, 63, 2, 200} {
		s.add(n)
	}
	if want := []seqRange{{0, 2}, {63, 64}, {200, 200}}; !reflect.DeepEqual(s.ranges(), want) || s.unique != 6 || s.duplicates != 1 {
		t.Fatalf("ranges %v, %d unique, %d duplicates", s.ranges(), s.unique, s.duplicates)
	}
}

func TestEverythingArrivesOnce(t *testing.T) {
	for _, protocol := range []string{"grpc", "http"} {
		r := startRoute(t, protocol)
		outcomes := load(t, r)
		for _, c := range r.tally.report("run").Counts {
			if o := outcomes[c.Signal]; o.Acknowledged != 500 || c.Unique != 500 || c.Duplicates != 0 {
				t.Errorf("%s %s: %+v, %d arrived, %d duplicates", protocol, c.Signal, o, c.Unique, c.Duplicates)
			}
		}
		if n := len(r.tally.report("run").Counts); n != 3 {
			t.Errorf("%s: %d signals", protocol, n)
		}
		if got := r.tally.report("").Headers["test"]["x-key"]; !reflect.DeepEqual(got, []string{"secret"}) {
			t.Errorf("%s: header %v", protocol, got)
		}
	}
}

func TestLoadRetriesUntilTheEndpointIsBack(t *testing.T) {
	for _, protocol := range []string{"grpc", "http"} {
		r := startRoute(t, protocol)
		time.AfterFunc(200*time.Millisecond, func() { r.refuse() })
		time.AfterFunc(500*time.Millisecond, func() { r.answer(http.StatusServiceUnavailable) })
		time.AfterFunc(800*time.Millisecond, func() { r.up() })
		outcomes := load(t, r)
		for _, c := range r.tally.report("run").Counts {
			if o := outcomes[c.Signal]; o.Acknowledged != 500 || o.Retries == 0 || c.Unique != 500 {
				t.Errorf("%s %s: %+v, %d arrived", protocol, c.Signal, o, c.Unique)
			}
		}
		if r.tally.report("").Refused["test"] == 0 {
			t.Errorf("%s: nothing was turned down", protocol)
		}
	}
}

func TestLoadReportsWhatWasNotAcknowledged(t *testing.T) {
	r := startRoute(t, "grpc")
	r.answer(http.StatusBadRequest)
	o := load(t, r, "--signals", "logs", "--duration", "20ms")[logs]
	if o.Acknowledged != 0 || len(o.Unacknowledged) != 1 || o.LastError == "" {
		t.Fatalf("%+v", o)
	}
	if n := len(r.tally.report("run").Counts); n != 0 {
		t.Fatalf("%d counts of what was refused", n)
	}
}

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
	if _, err := itemsOfRemoteWrite([]byte("not protobuf")); err == nil {
		t.Fatal("took what is not protobuf")
	}
}

func TestControlAPI(t *testing.T) {
	r := startRoute(t, "http")
	api := (&sink{tally: r.tally, routes: []*route{r}}).controlAPI()
	post := func(path string) int {
		answer := httptest.NewRecorder()
		api.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, path, nil))
		return answer.Code
	}
	for _, step := range []struct {
		path string
		want int
	}{{"/down?route=other", 404}, {"/down?status=200", 400}, {"/down?status=503", 200}, {"/down?route=test", 200}, {"/up", 200}} {
		if got := post(step.path); got != step.want {
			t.Errorf("%s: %d", step.path, got)
		}
	}
}

func TestRefusingClosesThePort(t *testing.T) {
	r := startRoute(t, "grpc")
	for _, step := range []struct {
		do   func() error
		open bool
	}{{r.refuse, false}, {r.refuse, false}, {r.up, true}, {r.up, true}} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		connection, err := net.Dial("tcp", r.address)
		if (err == nil) != step.open {
			t.Errorf("open: %v, want %v", err == nil, step.open)
		}
		if err == nil {
			connection.Close()
		}
	}
}
