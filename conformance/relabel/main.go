// The real relabel engine, asked from outside: cases in, answers out, one JSON object a line.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
	"github.com/prometheus/prometheus/scrape"
	"go.yaml.in/yaml/v2"
)

// question is either rules for labels, or a scrape configuration for a discovered target; both as YAML. Legacy is about names in rules.
type question struct {
	Rules  string            `json:"rules"`
	Legacy bool              `json:"legacy"`
	Scrape string            `json:"scrape"`
	Labels map[string]string `json:"labels"`
}

// answer has exactly one of Refused (the configuration is not accepted), Broken (the target is not), Dropped and Labels.
type answer struct {
	Refused  string             `json:"refused,omitempty"`
	Broken   string             `json:"broken,omitempty"`
	Dropped  bool               `json:"dropped,omitempty"`
	Labels   *map[string]string `json:"labels,omitempty"`
	URL      string             `json:"url,omitempty"`
	Interval int64              `json:"intervalMs,omitempty"`
	Timeout  int64              `json:"timeoutMs,omitempty"`
}

func main() {
	work := serve
	if len(os.Args) > 1 && os.Args[1] == "bench" {
		work = bench
	}
	if err := work(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	questions := json.NewDecoder(bufio.NewReader(in))
	buffered := bufio.NewWriter(out)
	answers := json.NewEncoder(buffered)
	answers.SetEscapeHTML(false)
	for {
		var asked question
		if err := questions.Decode(&asked); err == io.EOF {
			return buffered.Flush()
		} else if err != nil {
			return err
		}
		if err := answers.Encode(reply(asked)); err != nil {
			return err
		}
	}
}

func reply(asked question) answer {
	if asked.Scrape != "" {
		return target(asked)
	}
	return series(asked)
}

func series(asked question) answer {
	rules, err := read(asked)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	builder := labels.NewBuilder(labels.FromMap(asked.Labels))
	if !relabel.ProcessBuilder(builder, rules...) {
		return answer{Dropped: true}
	}
	left := builder.Labels().Map()
	return answer{Labels: &left}
}

func read(asked question) ([]*relabel.Config, error) {
	names := model.UTF8Validation
	if asked.Legacy {
		names = model.LegacyValidation
	}
	var rules []*relabel.Config
	if err := yaml.UnmarshalStrict([]byte(asked.Rules), &rules); err != nil {
		return nil, err
	}
	// config.go says so for every list of rules before it looks at one of them, with the name of the list in between
	if slices.Contains(rules, nil) {
		return nil, errors.New("empty or null relabeling rule")
	}
	for _, rule := range rules {
		if err := rule.Validate(names); err != nil {
			return nil, err
		}
	}
	return rules, nil
}

func target(asked question) answer {
	var job config.ScrapeConfig
	if err := yaml.UnmarshalStrict([]byte(asked.Scrape), &job); err != nil {
		return answer{Refused: err.Error()}
	}
	if err := job.Validate(config.DefaultGlobalConfig); err != nil {
		return answer{Refused: err.Error()}
	}
	discovered := model.LabelSet{}
	for name, value := range asked.Labels {
		discovered[model.LabelName(name)] = model.LabelValue(value)
	}
	builder := labels.NewBuilder(labels.EmptyLabels())
	populated, err := scrape.PopulateLabels(builder, &job, discovered, nil)
	if err != nil {
		return answer{Broken: err.Error()}
	}
	if populated.IsEmpty() {
		return answer{Dropped: true}
	}
	scraped := scrape.NewTarget(populated, &job, discovered, nil)
	public := scraped.Labels(builder).Map()
	return answer{
		Labels:   &public,
		URL:      scraped.URL().String(),
		Interval: milliseconds(populated.Get(model.ScrapeIntervalLabel)),
		Timeout:  milliseconds(populated.Get(model.ScrapeTimeoutLabel)),
	}
}

// milliseconds of a text that PopulateLabels has accepted as a duration
func milliseconds(text string) int64 {
	duration, err := model.ParseDuration(text)
	if err != nil {
		panic(err)
	}
	return time.Duration(duration).Milliseconds()
}
