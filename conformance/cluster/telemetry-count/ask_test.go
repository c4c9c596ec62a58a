package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAskSendsHeadersAndBody(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Header.Get("X-Scope-OrgID") == "" {
			http.Error(w, "no org id", http.StatusUnauthorized)
			return
		}
		io.WriteString(w, r.Method+" "+r.Header.Get("X-Scope-OrgID")+" "+string(body))
	}))
	defer server.Close()
	ask := func(args ...string) (string, error) {
		var out strings.Builder
		err := runAsk(append(args, "POST", server.URL), strings.NewReader("lines"), &out)
		return out.String(), err
	}
	if answer, err := ask("--header", "X-Scope-OrgID=shop", "--body"); err != nil || answer != "POST shop lines" {
		t.Errorf("%q, %v", answer, err)
	}
	if answer, err := ask("--header", "X-Scope-OrgID=shop"); err != nil || answer != "POST shop " {
		t.Errorf("without --body: %q, %v", answer, err)
	}
	if _, err := ask(); err == nil || !strings.Contains(err.Error(), "401 Unauthorized: no org id") {
		t.Errorf("without a header: %v", err)
	}
	if _, err := ask("--header", "shop"); err == nil {
		t.Error("a header without a value was taken")
	}
}

func TestAskTakesEverySuccessForOne(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	defer server.Close()
	if err := runAsk([]string{"GET", server.URL}, nil, io.Discard); err != nil {
		t.Error(err)
	}
}
