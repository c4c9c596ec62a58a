package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// runWrite writes log lines like an application: several kinds, mixed, to both streams.
func runWrite(args []string) error {
	address, rest := controlAddress(args)
	flags := flag.NewFlagSet("write", flag.ContinueOnError)
	source := flags.String("source", "", "who writes: namespace/pod/container")
	format := flags.String("format", "text", "text, json, mixed or volume")
	if err := flags.Parse(rest); err != nil {
		return err
	}
	kinds, known := map[string][]lineKind{"text": textKinds, "json": jsonKinds, "mixed": mixedKinds, "volume": volumeKinds}[*format]
	if !known {
		return fmt.Errorf("format %q: not text, json, mixed or volume", *format)
	}
	w := writer{source: *source, kinds: kinds, streams: [2]io.Writer{os.Stdout, os.Stderr}}
	return newStage(w.write).serve(address)
}

type writer struct {
	source  string
	kinds   []lineKind
	streams [2]io.Writer
}

// write returns when every line of the run is with the container runtime.
func (w writer) write(p performance) ([]sending, error) {
	sent := make([]sending, len(w.kinds))
	failures := make([]error, len(w.streams))
	var group sync.WaitGroup
	for s := range w.streams {
		group.Go(func() { failures[s] = w.writeStream(stream(s), p, sent) })
	}
	group.Wait()
	for _, err := range failures {
		if err != nil {
			return sent, err
		}
	}
	return sent, nil
}

// writeStream writes the lines of one stream, each record in one piece, on their schedule; when the stream stalls they are late, never left out.
func (w writer) writeStream(s stream, p performance, sent []sending) error {
	const tick = 20 * time.Millisecond
	start := time.Now()
	for elapsed := time.Duration(0); elapsed < p.duration; {
		time.Sleep(tick)
		elapsed = min(time.Since(start), p.duration)
		for i, kind := range w.kinds {
			if kind.stream != s {
				continue
			}
			due := uint64(elapsed.Seconds() * kind.perSecond * p.pace)
			if sent[i].Kind == "" {
				sent[i] = newSending(logs, kind.name, w.source, 0)
			}
			for ; sent[i].Sent < due; sent[i].Sent++ {
				record := kind.record(identity{p.run, kind.name, w.source, sent[i].Sent}, time.Now().UTC())
				if _, err := io.WriteString(w.streams[s], record+"\n"); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
