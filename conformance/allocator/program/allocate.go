package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// allocator finds targets and collectors, and gives each target to one collector.
type allocator struct {
	document    *document
	cluster     *cluster
	toEverybody bool

	current atomic.Pointer[allocation]
}

// allocation is the targets of each job of each collector, in the order of their addresses.
type allocation map[string]map[string][]labelSet

func (a *allocator) allocateAgainAndAgain(ctx context.Context) {
	for ctx.Err() == nil {
		if next, complete := a.allocate(time.Now()); complete {
			a.current.Store(&next)
		}
		a.cluster.wait(interval)
	}
}

// allocate says who gets what, once everything is known that it depends on.
func (a *allocator) allocate(now time.Time) (allocation, bool) {
	own, complete := a.cluster.objects(pods.in(a.document.Namespace), url.Values{"labelSelector": {selectorText(a.document.Selector.Labels)}})
	collectors := collectorsAmong(own, now, a.document.GracePeriod)
	all := allocation{}
	for _, j := range a.document.jobs {
		found, known := a.cluster.discovered(j, a.document.Namespace)
		complete = complete && known
		for _, target := range distinct(found, j) {
			for _, collector := range collectors {
				if a.toEverybody || collector == ownerOf(target[address], collectors) {
					all.add(collector, j.Name, target)
				}
			}
		}
	}
	return all, complete
}

func (a allocation) add(collector, job string, target labelSet) {
	if a[collector] == nil {
		a[collector] = map[string][]labelSet{}
	}
	a[collector][job] = append(a[collector][job], target)
}

func selectorText(labels map[string]string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		parts = append(parts, name+"="+labels[name])
	}
	return strings.Join(parts, ",")
}

// collectorsAmong leaves out pods that are on no node, and those that have been anything but ready for too long.
func collectorsAmong(found []object, now time.Time, grace time.Duration) []string {
	var names []string
	for _, pod := range found {
		if pod.Spec.NodeName != "" && !isGivenUp(pod, now, grace) {
			names = append(names, pod.Metadata.Name)
		}
	}
	slices.Sort(names)
	return names
}

func isGivenUp(pod object, now time.Time, grace time.Duration) bool {
	if grace == 0 {
		return false
	}
	if pod.Status.Phase != "Running" && !pod.Status.StartTime.IsZero() && now.Sub(pod.Status.StartTime) > grace {
		return true
	}
	for _, condition := range pod.Status.Conditions {
		if condition.Type == "Ready" && condition.Status != "True" && now.Sub(condition.LastTransitionTime) > grace {
			return true
		}
	}
	return false
}

// distinct is the targets of a job that its rules keep, sorted by address; of those that its rules make one, the last.
func distinct(found []labelSet, j job) []labelSet {
	slices.SortStableFunc(found, func(a, b labelSet) int { return strings.Compare(a[address], b[address]) })
	byIdentity := map[string]labelSet{}
	for _, target := range found {
		labels := merged(j.defaults(), target)
		if relabel(labels, j.Rules) {
			byIdentity[identity(labels)] = target
		}
	}
	kept := slices.Collect(maps.Values(byIdentity))
	slices.SortFunc(kept, func(a, b labelSet) int { return strings.Compare(text(a), text(b)) })
	return kept
}

// defaults is what a target is told by its job.
func (j job) defaults() labelSet {
	labels := labelSet{
		"job": j.Name, "__scheme__": firstOf(j.Scheme, "http"), "__metrics_path__": firstOf(j.Path, "/metrics"),
		"__scrape_interval__": j.Interval, "__scrape_timeout__": j.Timeout,
	}
	for name, values := range j.Params {
		if len(values) > 0 {
			labels["__param_"+name] = values[0]
		}
	}
	return labels
}

// identity is what of a target is left when it is scraped.
func identity(labels labelSet) string {
	left := labelSet{}
	for name, value := range labels {
		if !strings.HasPrefix(name, "__meta_") {
			left[name] = value
		}
	}
	return text(left)
}

// text of labels: JSON sorts them.
func text(labels labelSet) string {
	encoded, err := json.Marshal(labels)
	if err != nil {
		panic(err) // texts only
	}
	return string(encoded)
}

// ownerOf is the collector that a key has the highest weight for: every replica says the same, and only targets of a collector that goes move.
func ownerOf(key string, collectors []string) string {
	return slices.MaxFunc(collectors, func(a, b string) int { return cmp.Compare(weight(a, key), weight(b, key)) })
}

func weight(collector, key string) uint64 {
	sum := sha256.Sum256([]byte(collector + "\x00" + key))
	return binary.BigEndian.Uint64(sum[:])
}

// target is one of those that a collector is told, in the shape of HTTP service discovery.
type target struct {
	Targets []string `json:"targets"`
	Labels  labelSet `json:"labels"`
}

func (a *allocator) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if a.current.Load() == nil {
			http.Error(w, "not everything is known yet", http.StatusServiceUnavailable)
		}
	})
	mux.HandleFunc("GET /scrape_configs", func(w http.ResponseWriter, _ *http.Request) {
		told := map[string]any{}
		for _, j := range a.document.jobs {
			told[j.Name] = j.told
		}
		answer(w, told)
	})
	mux.HandleFunc("GET /jobs", func(w http.ResponseWriter, _ *http.Request) {
		links := map[string]any{}
		for _, j := range a.document.jobs {
			links[j.Name] = map[string]string{"_link": "/jobs/" + url.PathEscape(j.Name) + "/targets"}
		}
		answer(w, links)
	})
	mux.HandleFunc("GET /jobs/{job}/targets", func(w http.ResponseWriter, r *http.Request) {
		answer(w, a.targetsOf(r.FormValue("collector_id"), r.PathValue("job")))
	})
	return mux
}

func (a *allocator) targetsOf(collector, job string) []target {
	told := []target{}
	if current := a.current.Load(); current != nil {
		for _, labels := range (*current)[collector][job] {
			told = append(told, target{Targets: []string{labels[address]}, Labels: labels})
		}
	}
	return told
}

func answer(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		fmt.Fprintln(os.Stderr, "answer:", err)
	}
}
