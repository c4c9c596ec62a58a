package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	coltrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"
)

// longestRequest is more than a request of spans takes as JSON.
const longestRequest = 16 << 20

type replayOptions struct {
	endpoints       stringList
	file            string
	rate            int
	timeout, giveUp time.Duration
}

// runReplay sends requests that somebody else has written, one a line, in their order: one endpoint after the other gets the next one, so that
// what belongs together comes in at different ones.
func runReplay(args []string, out io.Writer) error {
	var o replayOptions
	flags := flag.NewFlagSet("replay", flag.ContinueOnError)
	flags.Var(&o.endpoints, "endpoint", "HOST:PORT of an OTLP receiver without TLS, over gRPC; repeatable")
	flags.StringVar(&o.file, "file", "", "requests of spans in the JSON of protobuf, one a line")
	flags.IntVar(&o.rate, "rate", 5000, "spans per second, of all endpoints together")
	flags.DurationVar(&o.timeout, "timeout", 10*time.Second, "how long one attempt waits for its answer")
	flags.DurationVar(&o.giveUp, "give-up", 3*time.Minute, "how long one request is retried")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if len(o.endpoints) == 0 || o.file == "" || o.rate < 1 {
		return fmt.Errorf("replay needs an endpoint, a file and a rate")
	}
	requests, err := readRequests(o.file)
	if err != nil {
		return err
	}
	result, err := replay(o, requests)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(result)
}

// replayed says what was sent of a file.
type replayed struct {
	Spans   uint64  `json:"spans"`
	Seconds float64 `json:"seconds"`
	// Retries is how many requests were sent again.
	Retries uint64 `json:"retries"`
	// Unacknowledged is how many requests were never taken.
	Unacknowledged uint64 `json:"unacknowledged"`
	LastError      string `json:"lastError,omitempty"`
}

func readRequests(path string) ([]*coltrace.ExportTraceServiceRequest, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var requests []*coltrace.ExportTraceServiceRequest
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, longestRequest)
	for lines.Scan() {
		request := &coltrace.ExportTraceServiceRequest{}
		if err := protojson.Unmarshal(lines.Bytes(), request); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, len(requests)+1, err)
		}
		requests = append(requests, request)
	}
	return requests, lines.Err()
}

func spansOf(request *coltrace.ExportTraceServiceRequest) (spans uint64) {
	for _, rs := range request.ResourceSpans {
		for _, ss := range rs.ScopeSpans {
			spans += uint64(len(ss.Spans))
		}
	}
	return spans
}

// replay has one connection and one sender for each endpoint; the schedule holds for all of them.
func replay(o replayOptions, requests []*coltrace.ExportTraceServiceRequest) (replayed, error) {
	queues := make([]chan *coltrace.ExportTraceServiceRequest, len(o.endpoints))
	var result replayed
	var mu sync.Mutex
	var group sync.WaitGroup
	for i, endpoint := range o.endpoints {
		connection, err := connect(endpoint)
		if err != nil {
			return result, err
		}
		defer connection.Close()
		client := coltrace.NewTraceServiceClient(connection)
		// room for everything: an endpoint that stalls must not hold up the others
		queues[i] = make(chan *coltrace.ExportTraceServiceRequest, len(requests))
		group.Go(func() {
			for request := range queues[i] {
				retries, err := retry(o.timeout, o.giveUp, func(ctx context.Context) error {
					answer, err := client.Export(ctx, request)
					return verdict(err, answer.GetPartialSuccess().GetRejectedSpans())
				})
				mu.Lock()
				result.Retries += retries
				if err != nil {
					result.Unacknowledged++
					result.LastError = err.Error()
				}
				mu.Unlock()
			}
		})
	}
	start := time.Now()
	for i, request := range requests {
		time.Sleep(time.Until(start.Add(time.Duration(float64(result.Spans) / float64(o.rate) * float64(time.Second)))))
		queues[i%len(queues)] <- request
		result.Spans += spansOf(request)
	}
	for _, queue := range queues {
		close(queue)
	}
	group.Wait()
	result.Seconds = time.Since(start).Seconds()
	return result, nil
}
