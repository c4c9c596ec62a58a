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
	w := writer{source: "shop/cart-1/app", kinds: mixedKinds, streams: [2]io.Writer{&streams[stdout], &streams[stderr]}}
	sent, err := w.write(performance{run: "run", duration: 200 * time.Millisecond, pace: 20})
	if err != nil {
		t.Fatal(err)
	}
	for i, kind := range mixedKinds {
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
		line := kind.record(identity{"run", kind.name, "a/b/c", 2}, time.Now())
		fields := map[string]any{}
		if err := json.Unmarshal([]byte(line), &fields); err != nil || strings.Contains(line, "\n") || fields["level"] == nil {
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
	go func() {
		sent, _ := e.expose(performance{run: "run", duration: 100 * time.Millisecond, scrapes: 2})
		done <- sent
	}()
	for e.served() < 2 {
		time.Sleep(10 * time.Millisecond)
		scrape(e, "/metrics")
		if text := scrape(e, "/custom"); strings.Contains(text, `run="run"`) && !strings.Contains(text, `numbered_exposed{run="run",kind="scraped",source="shop/exposer/app",seq="2"} 1`) {
			t.Fatal(text)
		}
	}
	sent := <-done
	if sent[0].Sent != 3 || sent[1].Sent != 2 || sent[1].Kind != kindScrapes {
		t.Fatalf("%+v", sent)
	}
	// the address of requests of httptest
	if by := sent[1].Scrapers; len(by) != 1 || by["192.0.2.1"] != 2 {
		t.Errorf("scraped by %v", by)
	}
}

func TestExposerThatNobodyScrapesSendsNothing(t *testing.T) {
	e := &exposer{series: 3, path: "/metrics", unscraped: true}
	if sent, _ := e.expose(performance{run: "run", scrapes: 2}); sent[0].Sent != 0 || sent[1].Sent != 0 {
		t.Fatalf("%+v", sent)
	}
}

func TestStageStartsARunOnceAndTellsItsEnd(t *testing.T) {
	starts := 0
	release := make(chan struct{})
	s := newStage(func(p performance) ([]sending, error) {
		starts++
		<-release
		return []sending{newSending(logs, p.run, "me", 1)}, errors.New("no room")
	})
	server := httptest.NewServer(s.api())
	defer server.Close()
	ask := func(method, path string) (progress, error) {
		var out bytes.Buffer
		err := runAsk([]string{method, server.URL + path}, nil, &out)
		var p progress
		if out.Len() > 0 {
			err = json.Unmarshal(out.Bytes(), &p)
		}
		return p, err
	}
	if _, err := ask("GET", "/runs/kill"); err == nil {
		t.Error("knows a run that nobody started")
	}
	ask("POST", "/runs/kill?duration=1s&scrapes=1&pace=1")
	ask("POST", "/runs/kill?duration=1s&scrapes=1&pace=1")
	if p, err := ask("GET", "/runs/kill"); err != nil || p.Done {
		t.Errorf("%+v %v", p, err)
	}
	close(release)
	var p progress
	for !p.Done {
		p, _ = ask("GET", "/runs/kill")
	}
	if starts != 1 || p.Error != "no room" || p.Sent[0].Kind != "kill" {
		t.Errorf("%d starts, %+v", starts, p)
	}
}
