// This program stands in for the Target Allocator of OpenTelemetry, which cannot be had as a Go module: it reads the same document by the same
// flags, finds targets and collectors at the API server by the same rights, and answers collectors in the same shapes. What it does not know of a
// document, it refuses.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// interval is how often it looks at what its watches have seen: a collector may have been not ready for too long though nothing has changed.
const interval = 500 * time.Millisecond

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "target allocator:", err)
		os.Exit(1)
	}
}

// run serves until it is told to end.
func run(args []string) error {
	flags := flag.NewFlagSet("target allocator", flag.ContinueOnError)
	path := flags.String("config-file", "/conf/targetallocator.yaml", "its document")
	listen := flags.String("listen-addr", "", "HOST:PORT; what the document says, or :8080")
	kubeconfig := flags.String("kubeconfig-path", "", "how to reach the API server; as a pod when empty")
	toEverybody := flags.Bool("to-everybody", false, "give every target to every collector: a mistake that must be seen")
	if err := flags.Parse(args); err != nil {
		return err
	}
	doc, err := readDocument(*path)
	if err != nil {
		return err
	}
	api, err := newAPI(*kubeconfig)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	a := &allocator{document: doc, cluster: newCluster(ctx, api), toEverybody: *toEverybody}
	go a.allocateAgainAndAgain(ctx)
	server := &http.Server{Addr: firstOf(*listen, doc.Listen, ":8080"), Handler: a.handler()}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case <-ctx.Done():
		return server.Close()
	case err := <-failed:
		return fmt.Errorf("%s: %w", server.Addr, err)
	}
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
