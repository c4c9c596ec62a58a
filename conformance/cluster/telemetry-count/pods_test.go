package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestWriterWritesEveryNumberOfEveryKind(t *testing.T) {
	var streams [2]bytes.Buffer
	w := writer{source: "shop/cart-1/app", kinds: textKinds, pace: 20, streams: [2]io.Writer{&streams[stdout], &streams[stderr]}}
	sent, err := w.write("run", 200*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	for i, kind := range textKinds {
		if want := uint64(kind.perSecond * 20 * 0.2); sent[i].Sent != want || sent[i].Kind != kind.name || sent[i].Signal != logs {
			t.Errorf("%s: %+v, want %d", kind.name, sent[i], want)
		}
		written := streams[kind.stream].String()
		if got := strings.Count(written, "kind="+kind.name+" "); uint64(got) != sent[i].Sent {
			t.Errorf("%s: %d records in the stream", kind.name, got)
		}
	}
	if !strings.Contains(streams[stderr].String(), "\n\tat shop.Stock") || strings.Contains(streams[stdout].String(), "\n\tat ") {
		t.Error("stack traces belong to stderr")
	}
}

func TestJSONLinesAreOneLine(t *testing.T) {
	for _, kind := range jsonKinds {
		line := kind.record(identity{"run", kind.name, "a/b/c", 3}, time.Now())
		fields := map[string]any{}
		if err := json.Unmarshal([]byte(line), &fields); err != nil || strings.Contains(line, "\n") || fields["level"] != "error" {
			t.Errorf("%s: %v %v", kind.name, err, fields["level"])
		}
		if it, _, found := readRecord(fields[messageField].(string)); !found || it.damage != "" {
			t.Errorf("%s: %+v", kind.name, it)
		}
	}
}

func scrape(e *exposer, path string) string {
	answer := httptest.NewRecorder()
	e.ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
	return answer.Body.String()
}

func TestExposerCountsItsScrapes(t *testing.T) {
	e := &exposer{source: "shop/exposer/app", series: 3, path: "/custom"}
	if first := scrape(e, "/custom"); strings.Contains(first, "numbered_exposed") {
		t.Fatal("exposes without a run:", first)
	}
	done := make(chan []sending)
	go func() { sent, _ := e.expose("run", 100*time.Millisecond); done <- sent }()
	for e.served() < scrapesWanted {
		time.Sleep(10 * time.Millisecond)
		scrape(e, "/metrics")
		if text := scrape(e, "/custom"); strings.Contains(text, `run="run"`) && !strings.Contains(text, `numbered_exposed{run="run",kind="scraped",source="shop/exposer/app",seq="2"} 1`) {
			t.Fatal(text)
		}
	}
	if sent := <-done; sent[0].Sent != 3 || sent[1].Sent != scrapesWanted || sent[1].Kind != kindScrapes {
		t.Fatalf("%+v", sent)
	}
}

func TestExposerThatNobodyScrapesSendsNothing(t *testing.T) {
	e := &exposer{series: 3, path: "/metrics", unscraped: true}
	if sent, _ := e.expose("run", 0); sent[0].Sent != 0 || sent[1].Sent != 0 {
		t.Fatalf("%+v", sent)
	}
}

func TestStageStartsARunOnceAndTellsItsEnd(t *testing.T) {
	starts := 0
	release := make(chan struct{})
	s := newStage(func(run string, _ time.Duration) ([]sending, error) {
		starts++
		<-release
		return []sending{newSending(logs, run, "me", 1)}, errors.New("no room")
	})
	server := httptest.NewServer(s.api())
	defer server.Close()
	ask := func(method, path string) (performance, error) {
		var out bytes.Buffer
		err := runAsk([]string{method, server.URL + path}, &out)
		var p performance
		if out.Len() > 0 {
			err = json.Unmarshal(out.Bytes(), &p)
		}
		return p, err
	}
	if _, err := ask("GET", "/runs/kill"); err == nil {
		t.Error("knows a run that nobody started")
	}
	ask("POST", "/runs/kill?duration=1s")
	ask("POST", "/runs/kill?duration=1s")
	if p, err := ask("GET", "/runs/kill"); err != nil || p.Done {
		t.Errorf("%+v %v", p, err)
	}
	close(release)
	var p performance
	for !p.Done {
		p, _ = ask("GET", "/runs/kill")
	}
	if starts != 1 || p.Error != "no room" || p.Sent[0].Kind != "kill" {
		t.Errorf("%d starts, %+v", starts, p)
	}
}
