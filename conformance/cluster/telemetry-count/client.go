package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	collogs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	colmetrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	coltrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

const (
	connectTimeout = 5 * time.Second
	shortestPause  = 50 * time.Millisecond
	longestPause   = time.Second
)

// exportFunc sends the items from..to-1 until they are acknowledged, and says how often it had to try again.
type exportFunc func(from, to uint64) (retries uint64, err error)

type client struct {
	exporters map[signalKind]exportFunc
	close     func()
}

func newClient(o loadOptions) (*client, error) {
	switch o.protocol {
	case "grpc":
		return newGRPCClient(o)
	case "http":
		return newHTTPClient(o), nil
	}
	return nil, fmt.Errorf("protocol %q: not grpc or http", o.protocol)
}

// permanent marks what no retry can heal.
type permanent struct{ error }

func retrying(o loadOptions, attempt func(ctx context.Context, from, to uint64) error) exportFunc {
	return func(from, to uint64) (retries uint64, err error) {
		return retry(o.timeout, o.giveUp, func(ctx context.Context) error { return attempt(ctx, from, to) })
	}
}

// retry attempts until it succeeds, until no retry can heal it, or until it gives up.
func retry(timeout, giveUp time.Duration, attempt func(ctx context.Context) error) (retries uint64, err error) {
	last := time.Now().Add(giveUp)
	for pause := shortestPause; ; pause = min(2*pause, longestPause) {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		err = attempt(ctx)
		cancel()
		var hopeless permanent
		if err == nil || errors.As(err, &hopeless) || time.Now().After(last) {
			return retries, err
		}
		retries++
		time.Sleep(pause)
	}
}

func connect(endpoint string) (*grpc.ClientConn, error) {
	// a gateway that was killed is back within seconds: do not let the default backoff of two minutes decide the pace
	parameters := grpc.ConnectParams{Backoff: backoff.Config{BaseDelay: 100 * time.Millisecond, Multiplier: 1.6, MaxDelay: longestPause}, MinConnectTimeout: connectTimeout}
	return grpc.NewClient(endpoint, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithConnectParams(parameters))
}

func newGRPCClient(o loadOptions) (*client, error) {
	connection, err := connect(o.endpoint)
	if err != nil {
		return nil, err
	}
	with := func(ctx context.Context) context.Context {
		for _, h := range o.headers {
			name, value, _ := strings.Cut(h, "=")
			ctx = metadata.AppendToOutgoingContext(ctx, name, value)
		}
		return ctx
	}
	tracesClient, logsClient, metricsClient := coltrace.NewTraceServiceClient(connection), collogs.NewLogsServiceClient(connection), colmetrics.NewMetricsServiceClient(connection)
	return &client{close: func() { connection.Close() }, exporters: map[signalKind]exportFunc{
		traces: retrying(o, func(ctx context.Context, from, to uint64) error {
			answer, err := tracesClient.Export(with(ctx), o.maker.traces(from, to))
			return verdict(err, answer.GetPartialSuccess().GetRejectedSpans())
		}),
		logs: retrying(o, func(ctx context.Context, from, to uint64) error {
			answer, err := logsClient.Export(with(ctx), o.maker.logs(from, to))
			return verdict(err, answer.GetPartialSuccess().GetRejectedLogRecords())
		}),
		metrics: retrying(o, func(ctx context.Context, from, to uint64) error {
			answer, err := metricsClient.Export(with(ctx), o.maker.metrics(from, to))
			return verdict(err, answer.GetPartialSuccess().GetRejectedDataPoints())
		}),
	}}, nil
}

// verdict follows the OTLP specification: a partial success must not be retried, nor most status codes.
func verdict(err error, rejected int64) error {
	if err == nil {
		if rejected > 0 {
			return permanent{fmt.Errorf("%d items rejected", rejected)}
		}
		return nil
	}
	switch status.Code(err) {
	case codes.Unavailable, codes.ResourceExhausted, codes.DeadlineExceeded, codes.Canceled, codes.Aborted, codes.OutOfRange, codes.DataLoss:
		return err
	}
	return permanent{err}
}

func newHTTPClient(o loadOptions) *client {
	post := func(signal signalKind, make func(from, to uint64) proto.Message) exportFunc {
		return retrying(o, func(ctx context.Context, from, to uint64) error {
			return postOnce(ctx, o, signal, make(from, to))
		})
	}
	return &client{close: http.DefaultClient.CloseIdleConnections, exporters: map[signalKind]exportFunc{
		traces:  post(traces, func(from, to uint64) proto.Message { return o.maker.traces(from, to) }),
		logs:    post(logs, func(from, to uint64) proto.Message { return o.maker.logs(from, to) }),
		metrics: post(metrics, func(from, to uint64) proto.Message { return o.maker.metrics(from, to) }),
	}}
}

func postOnce(ctx context.Context, o loadOptions, signal signalKind, message proto.Message) error {
	body, err := proto.Marshal(message)
	if err != nil {
		return permanent{err}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf("http://%s/v1/%s", o.endpoint, signal), bytes.NewReader(body))
	if err != nil {
		return permanent{err}
	}
	request.Header.Set("Content-Type", "application/x-protobuf")
	for _, h := range o.headers {
		name, value, _ := strings.Cut(h, "=")
		request.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	switch {
	case answer.StatusCode == http.StatusOK && err == nil && len(text) == 0:
		return nil
	case answer.StatusCode == http.StatusOK && err == nil:
		return verdict(nil, rejectedIn(text))
	case answer.StatusCode == 429 || answer.StatusCode == 502 || answer.StatusCode == 503 || answer.StatusCode == 504 || err != nil:
		return fmt.Errorf("%s: %s", answer.Status, text)
	}
	return permanent{fmt.Errorf("%s: %s", answer.Status, text)}
}

// rejectedIn reads the partial success, whose field numbers are the same for the three signals.
func rejectedIn(answer []byte) int64 {
	response := &coltrace.ExportTraceServiceResponse{}
	if err := proto.Unmarshal(answer, response); err != nil {
		return 1
	}
	return response.GetPartialSuccess().GetRejectedSpans()
}
