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

	"google.golang.org/protobuf/proto"
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

func load(t *testing.T, r *route, more ...string) map[signalKind]sending {
	t.Helper()
	var out bytes.Buffer
	args := append([]string{"--endpoint", r.address, "--protocol", r.protocol, "--rate", "500", "--duration", "1s", "--header", "x-key=secret", "--source", "shop/cart/app"}, more...)
	if err := runLoad(args, &out); err != nil {
		t.Fatal(err)
	}
	var all []sending
	if err := json.Unmarshal(out.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	bySignal := map[signalKind]sending{}
	for _, one := range all {
		bySignal[one.Signal] = one
	}
	return bySignal
}

func TestEverythingArrivesOnce(t *testing.T) {
	for _, protocol := range []string{"grpc", "http"} {
		r := startRoute(t, protocol)
		outcomes := load(t, r)
		for _, c := range r.tally.report("run").Counts {
			if o := outcomes[c.Signal]; o.Sent != 500 || len(o.Unacknowledged) != 0 || c.Unique != 500 || c.Duplicates != 0 || c.Source != "shop/cart/app" || c.Kind != kindOTLP {
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
			if o := outcomes[c.Signal]; o.Sent != 500 || len(o.Unacknowledged) != 0 || o.Retries == 0 || c.Unique != 500 {
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
	if o.Sent != 10 || !reflect.DeepEqual(o.Unacknowledged, []seqRange{{0, 9}}) || o.LastError == "" {
		t.Fatalf("%+v", o)
	}
	if n := len(r.tally.report("run").Counts); n != 0 {
		t.Fatalf("%d counts of what was refused", n)
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

func TestBallastMakesItemsHeavyAndChangesNothingElse(t *testing.T) {
	r := startRoute(t, "grpc")
	load(t, r, "--signals", "logs", "--duration", "20ms", "--ballast", "300")
	if c := r.tally.report("run").Counts[0]; c.Unique != 10 || c.Source != "shop/cart/app" {
		t.Fatalf("%+v", c)
	}
	light, heavy := proto.Size(maker{}.logs(0, 1)), proto.Size(maker{ballast: ballastOf(300)}.logs(0, 1))
	if heavy-light < 300*10 {
		t.Fatalf("%d bytes without, %d with ballast", light, heavy)
	}
}
