package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// spanLine is a request of one span with this number.
func spanLine(seq int) string {
	attribute := func(key, value string) string {
		return fmt.Sprintf(`{"key":%q,"value":{"stringValue":%q}}`, key, value)
	}
	return fmt.Sprintf(`{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"AAAAAAAAAAAAAAAAAAAAAQ==","spanId":"AAAAAAAAAAE=","attributes":[%s,%s]}]}]}]}`,
		attribute(runAttribute, "r"), attribute(seqAttribute, fmt.Sprint(seq)))
}

func TestReplayGivesEveryEndpointItsTurn(t *testing.T) {
	tally := newTally()
	var arguments []string
	for _, name := range []string{"a", "b"} {
		r := &route{name: name, protocol: "grpc", address: freeAddress(t), tally: tally}
		if err := r.up(); err != nil {
			t.Fatal(err)
		}
		defer r.refuse()
		arguments = append(arguments, "--endpoint", r.address)
	}
	file := filepath.Join(t.TempDir(), "requests")
	lines := []string{spanLine(0), spanLine(1), spanLine(2), spanLine(3), spanLine(4)}
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := runReplay(append(arguments, "--file", file, "--rate", "1000"), &out); err != nil {
		t.Fatal(err)
	}
	var result replayed
	if err := json.Unmarshal(out.Bytes(), &result); err != nil {
		t.Fatal(err)
	}
	if result.Spans != 5 || result.Unacknowledged != 0 {
		t.Errorf("replayed %+v", result)
	}
	for name, want := range map[string]string{"a": "[[0 0] [2 2] [4 4]]", "b": "[[1 1] [3 3]]"} {
		if got := fmt.Sprint(tally.arrivalsAt(tallyKey{run: "r", signal: traces, route: name}).ranges()); got != want {
			t.Errorf("%s got %s, not %s", name, got, want)
		}
	}
}

func TestReplayRefusesWhatIsNoRequest(t *testing.T) {
	file := filepath.Join(t.TempDir(), "requests")
	if err := os.WriteFile(file, []byte(spanLine(0)+"\n{\"spans\":[]}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := runReplay([]string{"--endpoint", "127.0.0.1:1", "--file", file}, &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("the error is %v", err)
	}
}
