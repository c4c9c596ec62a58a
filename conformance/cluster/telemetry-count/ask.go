package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// runAsk makes one request and prints the answer: for a node whose only clients are programs of ours.
func runAsk(args []string, in io.Reader, out io.Writer) error {
	var headers stringList
	flags := flag.NewFlagSet("ask", flag.ContinueOnError)
	flags.Var(&headers, "header", "NAME=VALUE sent with the request; repeatable")
	hasBody := flags.Bool("body", false, "send what comes on standard input")
	timeout := flags.Duration("timeout", 10*time.Second, "how long to wait for the answer")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return fmt.Errorf("ask [flags] METHOD URL")
	}
	if !*hasBody {
		in = nil
	}
	request, err := http.NewRequest(flags.Arg(0), flags.Arg(1), in)
	if err != nil {
		return err
	}
	for _, header := range headers {
		name, value, found := strings.Cut(header, "=")
		if !found {
			return fmt.Errorf("header %q: not NAME=VALUE", header)
		}
		request.Header.Set(name, value)
	}
	client := &http.Client{Timeout: *timeout}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		text, _ := io.ReadAll(answer.Body)
		return fmt.Errorf("%s: %s", answer.Status, text)
	}
	_, err = io.Copy(out, answer.Body)
	return err
}
