// otlp-count proves delivery: `load` sends numbered telemetry and reports what was acknowledged, `sink` receives it and
// reports which numbers arrived. `pause` holds a pod's namespaces open, so that the cluster needs no further image.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const usage = "usage: otlp-count load|sink|pause [flags]"

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "load":
		err = runLoad(os.Args[2:], os.Stdout)
	case "sink":
		err = runSink(os.Args[2:])
	case "pause":
		<-terminated()
	default:
		err = fmt.Errorf("%s: not a command; %s", os.Args[1], usage)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "otlp-count:", err)
		os.Exit(1)
	}
}

func terminated() <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGINT)
	return c
}
