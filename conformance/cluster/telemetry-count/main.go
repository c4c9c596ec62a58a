// telemetry-count proves delivery. What it sends is numbered: `load` pushes OTLP from the node; `push`, `write` and `expose` are programs of
// pods that push OTLP, write log lines and expose metrics. `sink` receives, and reports which numbers arrived, whole and from whom.
// `samples` writes series of known values by Prometheus remote write, for somebody who is asked for them later.
// `replay` sends spans that somebody else has written, to several receivers in turn.
// `mark` prints numbered texts for somebody else to send.
// `grow` takes more memory than it may, for those who watch what becomes of it.
// `pause` holds a pod's namespaces open, so that the cluster needs no further image; `ask` lets the node speak to pods.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const usage = "usage: telemetry-count load|samples|replay|push|write|expose|sink|mark|ask|grow|pause [flags]"

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	if err := runCommand(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "telemetry-count:", err)
		os.Exit(1)
	}
}

func runCommand(name string, args []string) error {
	switch name {
	case "load":
		return runLoad(args, os.Stdout)
	case "samples":
		return runSamples(args, os.Stdout)
	case "replay":
		return runReplay(args, os.Stdout)
	case "push":
		return runPush(args)
	case "write":
		return runWrite(args)
	case "expose":
		return runExpose(args)
	case "sink":
		return runSink(args)
	case "mark":
		return runMark(args, os.Stdout)
	case "ask":
		return runAsk(args, os.Stdin, os.Stdout)
	case "grow":
		return runGrow()
	case "pause":
		<-terminated()
		return nil
	}
	return fmt.Errorf("%s: not a command; %s", name, usage)
}

func terminated() <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGINT)
	return c
}
