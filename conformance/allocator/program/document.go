package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// document is what the library writes of one, as far as it is known here.
type document struct {
	Namespace string `yaml:"collector_namespace"`
	Selector  struct {
		Labels      map[string]string `yaml:"matchLabels"`
		Expressions []any             `yaml:"matchExpressions"`
	} `yaml:"collector_selector"`
	Listen      string        `yaml:"listen_addr"`
	Strategy    string        `yaml:"allocation_strategy"`
	Filter      string        `yaml:"filter_strategy"`
	GracePeriod time.Duration `yaml:"collector_not_ready_grace_period"`
	HTTPS       any           `yaml:"https"`
	Monitors    any           `yaml:"prometheus_cr"`
	Config      struct {
		ScrapeConfigs []yaml.Node `yaml:"scrape_configs"`
	} `yaml:"config"`

	jobs []job
}

// job is a scrape configuration: how its targets are found, and what of it collectors are told.
type job struct {
	Name       string              `yaml:"job_name"`
	Interval   string              `yaml:"scrape_interval"`
	Timeout    string              `yaml:"scrape_timeout"`
	Path       string              `yaml:"metrics_path"`
	Scheme     string              `yaml:"scheme"`
	Params     map[string][]string `yaml:"params"`
	Rules      []*rule             `yaml:"relabel_configs"`
	Kubernetes []discovery         `yaml:"kubernetes_sd_configs"`
	Static     []struct {
		Targets []string          `yaml:"targets"`
		Labels  map[string]string `yaml:"labels"`
	} `yaml:"static_configs"`

	told map[string]any
}

// discovery is one way in which targets are found at the API server.
type discovery struct {
	Role       string `yaml:"role"`
	Namespaces struct {
		Own   bool     `yaml:"own_namespace"`
		Names []string `yaml:"names"`
	} `yaml:"namespaces"`
	Selectors []struct {
		Role  string `yaml:"role"`
		Label string `yaml:"label"`
		Field string `yaml:"field"`
	} `yaml:"selectors"`
	Attached struct {
		Node bool `yaml:"node"`
	} `yaml:"attach_metadata"`
}

func readDocument(path string) (*document, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	doc, err := parseDocument(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return doc, nil
}

func parseDocument(text []byte) (*document, error) {
	doc := &document{}
	if err := yaml.Unmarshal(text, doc); err != nil {
		return nil, err
	}
	switch {
	case doc.Namespace == "":
		return nil, fmt.Errorf("collector_namespace is missing")
	case doc.HTTPS != nil || doc.Monitors != nil:
		return nil, fmt.Errorf("https and prometheus_cr: not known here")
	case doc.Strategy != "consistent-hashing":
		return nil, fmt.Errorf("allocation_strategy %q: only consistent-hashing is known here", doc.Strategy)
	case doc.Filter != "relabel-config":
		return nil, fmt.Errorf("filter_strategy %q: only relabel-config is known here", doc.Filter)
	case len(doc.Selector.Expressions) > 0:
		return nil, fmt.Errorf("matchExpressions: not known here")
	}
	for _, node := range doc.Config.ScrapeConfigs {
		one, err := readJob(node)
		if err != nil {
			return nil, err
		}
		doc.jobs = append(doc.jobs, one)
	}
	if len(doc.jobs) == 0 {
		return nil, fmt.Errorf("there are no scrape_configs")
	}
	return doc, nil
}

func readJob(node yaml.Node) (job, error) {
	one := job{told: map[string]any{}}
	if err := node.Decode(&one); err != nil {
		return one, err
	}
	everything := map[string]any{}
	if err := node.Decode(&everything); err != nil {
		return one, err
	}
	for key, value := range everything {
		isDiscovery := strings.HasSuffix(key, "_sd_configs")
		if isDiscovery && key != "kubernetes_sd_configs" {
			return one, fmt.Errorf("job %s: %s: not known here", one.Name, key)
		}
		if !isDiscovery && key != "static_configs" {
			one.told[key] = value
		}
	}
	for _, found := range one.Kubernetes {
		if _, known := watchedFor[found.Role]; !known || found.Attached.Node {
			return one, fmt.Errorf("job %s: role %q, or what it attaches: not known here", one.Name, found.Role)
		}
	}
	for _, each := range one.Rules {
		if err := each.prepare(); err != nil {
			return one, fmt.Errorf("job %s: %w", one.Name, err)
		}
	}
	return one, nil
}
