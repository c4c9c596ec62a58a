package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const written = `
collector_namespace: scraping
collector_selector:
  matchLabels: {app: collector}
allocation_strategy: consistent-hashing
filter_strategy: relabel-config
collector_not_ready_grace_period: 30s
config:
  scrape_configs:
    - job_name: a/b
      scrape_interval: 2s
      scheme: http
      static_configs: [{targets: ['10.0.0.1:1', '10.0.0.2:1', 'elsewhere:1'], labels: {to: web}}]
      relabel_configs:
        - {source_labels: [__address__], regex: 'elsewhere.*', action: drop}
        - {source_labels: [to], regex: '(.*)', target_label: __address__, replacement: '$1:80'}
        - {source_labels: [__scheme__], target_label: how}
`

// allocating is an allocator of a document that knows some pods.
func allocating(t *testing.T, text string, pods ...string) *allocator {
	t.Helper()
	doc, err := parseDocument([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("watch") != "" {
			<-r.Context().Done()
			return
		}
		if r.URL.Path != "/api/v1/namespaces/scraping/pods" || r.FormValue("labelSelector") != "app=collector" {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		fmt.Fprintf(w, `{"metadata":{"resourceVersion":"1"},"items":[%s]}`, strings.Join(pods, ","))
	}))
	t.Cleanup(server.CloseClientConnections)
	asked := &api{server: server.URL, client: server.Client(), token: func() (string, error) { return "x", nil }}
	a := &allocator{document: doc, cluster: newCluster(t.Context(), asked)}
	for tries := 0; tries < 100; tries++ {
		if next, complete := a.allocate(time.Now()); complete {
			a.current.Store(&next)
			return a
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("not everything is known")
	return nil
}

func collector(name string) string {
	return fmt.Sprintf(`{"metadata":{"name":%q},"spec":{"nodeName":"node-1"},"status":{"phase":"Running"}}`, name)
}

func (a *allocator) answerTo(t *testing.T, path string) string {
	t.Helper()
	recorder := httptest.NewRecorder()
	a.handler().ServeHTTP(recorder, httptest.NewRequest("GET", path, nil))
	if recorder.Code != http.StatusOK {
		t.Fatalf("%s: %d", path, recorder.Code)
	}
	return strings.TrimSpace(recorder.Body.String())
}

func TestTargetsThatBecomeOneAreGivenOnce(t *testing.T) {
	a := allocating(t, written, collector("scraper-0"))
	if got, want := a.answerTo(t, "/jobs/a%2Fb/targets?collector_id=scraper-0"), `[{"targets":["10.0.0.2:1"],"labels":{"__address__":"10.0.0.2:1","to":"web"}}]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := a.answerTo(t, "/jobs/a%2Fb/targets?collector_id=nobody"); got != "[]" {
		t.Errorf("nobody gets %s", got)
	}
}

func TestCollectorsAreToldEverythingButWhereTargetsAre(t *testing.T) {
	a := allocating(t, written)
	var told map[string]map[string]any
	if err := json.Unmarshal([]byte(a.answerTo(t, "/scrape_configs")), &told); err != nil {
		t.Fatal(err)
	}
	job := told["a/b"]
	if job["scrape_interval"] != "2s" || job["relabel_configs"] == nil || job["static_configs"] != nil {
		t.Errorf("collectors are told %v", job)
	}
	if got, want := a.answerTo(t, "/jobs"), `{"a/b":{"_link":"/jobs/a%2Fb/targets"}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEachTargetHasOneOwnerAndOnlyThoseOfWhoGoesMove(t *testing.T) {
	three, two := []string{"scraper-0", "scraper-1", "scraper-2"}, []string{"scraper-0", "scraper-1"}
	owned := map[string]int{}
	for n := range 300 {
		key := fmt.Sprintf("10.0.0.%d:9102", n)
		before, after := ownerOf(key, three), ownerOf(key, two)
		owned[before]++
		if before != "scraper-2" && before != after {
			t.Errorf("%s moves from %s to %s", key, before, after)
		}
	}
	for _, name := range three {
		if owned[name] < 60 {
			t.Errorf("%s has %d of 300", name, owned[name])
		}
	}
}

func TestEverybodyGetsEverythingWhenToldSo(t *testing.T) {
	a := allocating(t, written, collector("scraper-0"), collector("scraper-1"))
	a.toEverybody = true
	all, _ := a.allocate(time.Now())
	if len(all["scraper-0"]["a/b"]) != 1 || len(all["scraper-1"]["a/b"]) != 1 {
		t.Errorf("they get %v", all)
	}
}

func TestCollectorsThatAreNotReadyForLongAreGivenUp(t *testing.T) {
	now := time.Now()
	state := func(ready string, since time.Duration) object {
		var pod object
		text := fmt.Sprintf(`{"metadata":{"name":"a"},"spec":{"nodeName":"n"},"status":{"phase":"Running","conditions":[{"type":"Ready","status":%q,"lastTransitionTime":%q}]}}`,
			ready, now.Add(-since).Format(time.RFC3339))
		if err := json.Unmarshal([]byte(text), &pod); err != nil {
			t.Fatal(err)
		}
		return pod
	}
	cases := []struct {
		ready string
		since time.Duration
		grace time.Duration
		stays bool
	}{
		{"True", time.Hour, 30 * time.Second, true},
		{"False", 10 * time.Second, 30 * time.Second, true},
		{"False", time.Minute, 30 * time.Second, false},
		{"False", time.Minute, 0, true},
	}
	for _, each := range cases {
		if stays := len(collectorsAmong([]object{state(each.ready, each.since)}, now, each.grace)) == 1; stays != each.stays {
			t.Errorf("ready %s since %v with %v: stays %v", each.ready, each.since, each.grace, stays)
		}
	}
	if pending := (object{}); len(collectorsAmong([]object{pending}, now, 0)) != 0 {
		t.Error("a pod on no node is a collector")
	}
}

func TestWhatIsNotKnownIsRefused(t *testing.T) {
	cases := map[string][2]string{
		`allocation_strategy "per-node"`:   {"consistent-hashing", "per-node"},
		`filter_strategy ""`:               {"relabel-config", ""},
		"collector_namespace is missing":   {"collector_namespace: scraping", ""},
		"https and prometheus_cr":          {"config:", "prometheus_cr: {enabled: true}\nconfig:"},
		"matchExpressions":                 {"matchLabels: {app: collector}", "matchExpressions: [{key: app, operator: Exists}]"},
		`action "hashmod"`:                 {"action: drop", "action: hashmod"},
		"http_sd_configs":                  {"static_configs:", "http_sd_configs:"},
		`role "ingress"`:                   {"static_configs: [{targets: ['10.0.0.1:1', '10.0.0.2:1', 'elsewhere:1'], labels: {to: web}}]", "kubernetes_sd_configs: [{role: ingress}]"},
		"there are no scrape_configs":      {"config:", "other:"},
		"error parsing regexp: missing cl": {"'(.*)'", "'(.*'"},
	}
	for says, change := range cases {
		if !strings.Contains(written, change[0]) {
			t.Fatalf("%q is not there", change[0])
		}
		if _, err := parseDocument([]byte(strings.ReplaceAll(written, change[0], change[1]))); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("instead of %q: %v", says, err)
		}
	}
}
