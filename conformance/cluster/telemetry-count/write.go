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
	format := flags.String("format", "text", "text or json")
	pace := flags.Float64("pace", 1, "how much faster than usual")
	if err := flags.Parse(rest); err != nil {
		return err
	}
	kinds, known := map[string][]lineKind{"text": textKinds, "json": jsonKinds}[*format]
	if !known {
		return fmt.Errorf("format %q: not text or json", *format)
	}
	w := writer{source: *source, kinds: kinds, pace: *pace, streams: [2]io.Writer{os.Stdout, os.Stderr}}
	return newStage(w.write).serve(address)
}

type writer struct {
	source  string
	kinds   []lineKind
	pace    float64
	streams [2]io.Writer
}

// write returns when every line of the run is with the container runtime.
func (w writer) write(run string, duration time.Duration) ([]sending, error) {
	sent := make([]sending, len(w.kinds))
	failures := make([]error, len(w.streams))
	var group sync.WaitGroup
	for s := range w.streams {
		group.Go(func() { failures[s] = w.writeStream(stream(s), run, duration, sent) })
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
func (w writer) writeStream(s stream, run string, duration time.Duration, sent []sending) error {
	const tick = 20 * time.Millisecond
	start := time.Now()
	for elapsed := time.Duration(0); elapsed < duration; {
		time.Sleep(tick)
		elapsed = min(time.Since(start), duration)
		for i, kind := range w.kinds {
			if kind.stream != s {
				continue
			}
			due := uint64(elapsed.Seconds() * kind.perSecond * w.pace)
			if sent[i].Kind == "" {
				sent[i] = newSending(logs, kind.name, w.source, 0)
			}
			for ; sent[i].Sent < due; sent[i].Sent++ {
				record := kind.record(identity{run, kind.name, w.source, sent[i].Sent}, time.Now().UTC())
				if _, err := io.WriteString(w.streams[s], record+"\n"); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
