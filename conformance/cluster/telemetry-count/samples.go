package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/golang/snappy"
	"google.golang.org/protobuf/encoding/protowire"
)

const (
	sampleTimestamp = 2
	seriesLabel     = "series"
)

// samplesOptions say which samples are written: series times count, at from, from+step and so on. The n-th sample of series s
// is s*scale+first+n, so that each says which it is.
type samplesOptions struct {
	url, metric          string
	series, count, batch int
	scale, first         int
	from, step           int64
	rate                 float64
	connections          int
	timeout, giveUp      time.Duration
}

func parseSamples(args []string) (o samplesOptions, err error) {
	flags := flag.NewFlagSet("samples", flag.ContinueOnError)
	flags.StringVar(&o.url, "url", "", "where Prometheus remote write is taken")
	flags.StringVar(&o.metric, "metric", "numbered", "name of all series")
	flags.IntVar(&o.series, "series", 1, "how many series, told apart by the label "+seriesLabel)
	flags.IntVar(&o.count, "count", 1, "how many samples each series gets")
	flags.IntVar(&o.scale, "scale", 1_000_000, "by how much the values of one series are above those of the one before")
	flags.IntVar(&o.first, "first", 0, "number of the first sample")
	flags.IntVar(&o.batch, "batch", 10, "how many samples of every series are in one request")
	flags.Int64Var(&o.from, "from", 0, "time of the first sample in milliseconds")
	flags.Int64Var(&o.step, "step", 60_000, "milliseconds from one sample to the next")
	flags.Float64Var(&o.rate, "rate", 1000, "requests per second, at most")
	flags.IntVar(&o.connections, "connections", 8, "connections that take turns: a Service spreads connections over its pods, not requests")
	flags.DurationVar(&o.timeout, "timeout", 10*time.Second, "how long one attempt waits for its answer")
	flags.DurationVar(&o.giveUp, "give-up", 30*time.Second, "how long one request is retried")
	if err = flags.Parse(args); err != nil {
		return o, err
	}
	if o.series < 1 || o.count < 1 || o.batch < 1 || o.rate <= 0 || o.connections < 1 {
		return o, fmt.Errorf("series, count, batch, rate and connections must be positive")
	}
	return o, nil
}

// written says how the requests of one run went.
type written struct {
	Samples  int `json:"samples"`
	Requests int `json:"requests"`
	// Failures is how many attempts were not answered, or not by a 2xx.
	Failures int `json:"failures"`
	// Unacknowledged is how many requests were given up.
	Unacknowledged int    `json:"unacknowledged"`
	LastError      string `json:"lastError,omitempty"`
}

// runSamples writes in the order of time, one request after the other, each until it is acknowledged.
func runSamples(args []string, out io.Writer) error {
	o, err := parseSamples(args)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(writeSamples(o))
}

func writeSamples(o samplesOptions) written {
	clients := make([]*http.Client, o.connections)
	for i := range clients {
		clients[i] = &http.Client{Timeout: o.timeout, Transport: &http.Transport{}}
		defer clients[i].CloseIdleConnections()
	}
	var result written
	start := time.Now()
	for first := 0; first < o.count; first += o.batch {
		time.Sleep(time.Until(start.Add(time.Duration(float64(result.Requests) / o.rate * float64(time.Second)))))
		last := min(first+o.batch, o.count)
		body := snappy.Encode(nil, o.request(first, last))
		client := clients[result.Requests%len(clients)]
		result.Requests++
		result.Samples += (last - first) * o.series
		result.write(o, client, body)
	}
	return result
}

// write tries until the request is acknowledged or given up.
func (w *written) write(o samplesOptions, client *http.Client, body []byte) {
	giveUp := time.Now().Add(o.giveUp)
	for pause := shortestPause; ; pause = min(2*pause, longestPause) {
		err := postSamples(o.url, client, body)
		if err == nil {
			return
		}
		w.Failures++
		w.LastError = err.Error()
		if time.Now().After(giveUp) {
			w.Unacknowledged++
			return
		}
		time.Sleep(pause)
	}
}

func postSamples(url string, client *http.Client, body []byte) error {
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-protobuf")
	request.Header.Set("Content-Encoding", "snappy")
	request.Header.Set("X-Prometheus-Remote-Write-Version", "0.1.0")
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode/100 != 2 {
		err = fmt.Errorf("%s: %s", answer.Status, bytes.TrimSpace(text))
	}
	return err
}

// request is a message of remote write 1.0 with the samples first to last-1 of every series.
func (o samplesOptions) request(first, last int) (message []byte) {
	for series := range o.series {
		encoded := appendLabel(nil, metricName, o.metric)
		encoded = appendLabel(encoded, seriesLabel, strconv.Itoa(series))
		for n := first; n < last; n++ {
			encoded = appendMessage(encoded, timeSeriesSamples, o.sample(series, n))
		}
		message = appendMessage(message, writeRequestTimeSeries, encoded)
	}
	return message
}

func (o samplesOptions) sample(series, n int) []byte {
	b := protowire.AppendTag(nil, sampleValue, protowire.Fixed64Type)
	b = protowire.AppendFixed64(b, math.Float64bits(float64(series*o.scale+o.first+n)))
	b = protowire.AppendTag(b, sampleTimestamp, protowire.VarintType)
	return protowire.AppendVarint(b, uint64(o.from+int64(n)*o.step))
}

func appendLabel(series []byte, name, value string) []byte {
	b := protowire.AppendString(protowire.AppendTag(nil, labelName, protowire.BytesType), name)
	b = protowire.AppendString(protowire.AppendTag(b, labelValue, protowire.BytesType), value)
	return appendMessage(series, timeSeriesLabels, b)
}

func appendMessage(to []byte, field protowire.Number, message []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(to, field, protowire.BytesType), message)
}
