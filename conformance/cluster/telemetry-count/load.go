package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

type loadOptions struct {
	endpoint, protocol        string
	maker                     maker
	headers                   stringList
	signals                   []signalKind
	rate, batch, workers      int
	duration, timeout, giveUp time.Duration
}

func parseLoad(args []string) (loadOptions, error) {
	var o loadOptions
	var signals string
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	flags.StringVar(&o.endpoint, "endpoint", "127.0.0.1:4317", "HOST:PORT of an OTLP receiver without TLS")
	flags.StringVar(&o.protocol, "protocol", "grpc", "grpc or http")
	flags.StringVar(&o.maker.run, "run", "run", "name of this run, an attribute of every item")
	flags.StringVar(&o.maker.source, "source", "", "who sends, an attribute of every item")
	ballast := flags.Int("ballast", 0, "how many small attributes every item carries besides")
	flags.Var(&o.headers, "header", "NAME=VALUE sent with every request; repeatable")
	flags.StringVar(&signals, "signals", "traces,logs,metrics", "which signals to send")
	flags.IntVar(&o.rate, "rate", 200, "items per second of each signal")
	flags.IntVar(&o.batch, "batch", 10, "items per request")
	flags.IntVar(&o.workers, "workers", 4, "connections, and requests in flight at once per signal")
	flags.DurationVar(&o.duration, "duration", 10*time.Second, "how long to send; what stalled is sent late, never left out")
	flags.DurationVar(&o.timeout, "timeout", 5*time.Second, "how long one attempt waits for its answer")
	flags.DurationVar(&o.giveUp, "give-up", 3*time.Minute, "how long one request is retried")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.maker.ballast = ballastOf(*ballast)
	for _, s := range strings.Split(signals, ",") {
		switch kind := signalKind(s); kind {
		case traces, logs, metrics:
			o.signals = append(o.signals, kind)
		default:
			return o, fmt.Errorf("signal %q: not traces, logs or metrics", s)
		}
	}
	if o.rate < 1 || o.batch < 1 || o.workers < 1 {
		return o, fmt.Errorf("rate, batch and workers must be positive")
	}
	return o, nil
}

func runLoad(args []string, out io.Writer) error {
	o, err := parseLoad(args)
	if err != nil {
		return err
	}
	sent, err := sendLoad(o)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(sent)
}

// sendLoad sends every signal at once, and returns when all is acknowledged or given up.
func sendLoad(o loadOptions) ([]sending, error) {
	clients := make([]*client, o.workers)
	for i := range clients {
		// a connection for each worker: a Service spreads connections over its pods, not requests
		var err error
		if clients[i], err = newClient(o); err != nil {
			return nil, err
		}
		defer clients[i].close()
	}
	all := make([]sending, len(o.signals))
	var group sync.WaitGroup
	for i, signal := range o.signals {
		group.Go(func() { all[i] = sendAll(o, signal, clients) })
	}
	group.Wait()
	return all, nil
}

// sendAll hands out every batch on its schedule; when the endpoint stalls, batches wait and are sent as fast as they go.
func sendAll(o loadOptions, signal signalKind, clients []*client) sending {
	total := uint64(float64(o.rate) * o.duration.Seconds())
	result := newSending(signal, kindOTLP, o.maker.source, total)
	batches := make(chan seqRange)
	var mu sync.Mutex
	var group sync.WaitGroup
	for _, c := range clients {
		export := c.exporters[signal]
		group.Go(func() {
			for b := range batches {
				retries, err := export(b[0], b[1]+1)
				mu.Lock()
				result.Retries += retries
				if err != nil {
					result.LastError = err.Error()
					result.Unacknowledged = append(result.Unacknowledged, b)
				}
				mu.Unlock()
			}
		})
	}
	start := time.Now()
	for from := uint64(0); from < total; from += uint64(o.batch) {
		due := start.Add(time.Duration(float64(from) / float64(o.rate) * float64(time.Second)))
		time.Sleep(time.Until(due))
		batches <- seqRange{from, min(from+uint64(o.batch), total) - 1}
	}
	close(batches)
	group.Wait()
	return result
}
