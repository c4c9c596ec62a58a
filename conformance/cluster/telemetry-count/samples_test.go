package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func samplesTo(t *testing.T, handler http.HandlerFunc, args ...string) written {
	server := httptest.NewServer(handler)
	defer server.Close()
	o, err := parseSamples(append([]string{"--url", server.URL}, args...))
	if err != nil {
		t.Fatal(err)
	}
	return writeSamples(o)
}

func TestSamplesSayWhichTheyAre(t *testing.T) {
	var values []float64
	result := samplesTo(t, func(w http.ResponseWriter, request *http.Request) {
		body, err := readBody(request)
		if err != nil {
			t.Error(err)
		}
		all, err := readRemoteWrite(body)
		if err != nil || len(all) != 2 || all[1].labels[metricName] != "numbered" || all[1].labels[seriesLabel] != "1" {
			t.Error(all, err)
		}
		values = append(values, all[1].values...)
	}, "--series", "2", "--count", "3", "--batch", "2", "--scale", "100", "--first", "7")
	if result != (written{Samples: 6, Requests: 2}) {
		t.Fatalf("%+v", result)
	}
	if len(values) != 3 || values[0] != 107 || values[2] != 109 {
		t.Fatal(values)
	}
}

func TestSamplesAreWrittenUntilTheyAreTaken(t *testing.T) {
	refusals := 2
	result := samplesTo(t, func(w http.ResponseWriter, request *http.Request) {
		if refusals > 0 {
			refusals--
			http.Error(w, "no quorum", http.StatusServiceUnavailable)
		}
	})
	if result.Failures != 2 || result.Unacknowledged != 0 || result.LastError != "503 Service Unavailable: no quorum" {
		t.Fatalf("%+v", result)
	}
}

func TestSamplesThatNobodyTakesAreGivenUp(t *testing.T) {
	result := samplesTo(t, func(w http.ResponseWriter, request *http.Request) { http.Error(w, "never", http.StatusConflict) }, "--give-up", "0s")
	if result.Unacknowledged != 1 || result.Failures != 1 {
		t.Fatalf("%+v", result)
	}
}
