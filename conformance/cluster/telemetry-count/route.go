package main

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"

	"github.com/golang/snappy"
	collogs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	colmetrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	coltrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	_ "google.golang.org/grpc/encoding/gzip" // collectors compress by default
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

const largestMessage = 64 << 20

// route is one destination: an address of its own, so that what arrives needs no other mark of where it was sent.
type route struct {
	name, protocol, address string
	tls                     *tls.Config
	tally                   *tally

	mu     sync.Mutex
	stop   func() // nil while connections are refused
	status int
}

// up opens the port and accepts again.
func (r *route) up() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = 0
	if r.stop != nil {
		return nil
	}
	listener, err := net.Listen("tcp", r.address)
	if err != nil {
		return err
	}
	serve := r.serveHTTP
	if r.protocol == "grpc" {
		serve = r.serveGRPC
	}
	stop := serve(listener)
	r.stop = func() {
		stop()
		// a server that had no time to begin would close it only later, and the port could not be opened again
		listener.Close()
	}
	return nil
}

// refuse closes the port and every connection: the next dial is refused.
func (r *route) refuse() error {
	r.mu.Lock()
	stop := r.stop
	r.stop = nil
	r.mu.Unlock()
	// not under the lock: stopping waits for handlers, and they take it
	if stop != nil {
		stop()
	}
	return nil
}

// answer keeps the port open and answers every request with this HTTP status, or what gRPC has in its place.
func (r *route) answer(httpStatus int) error {
	if err := r.up(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = httpStatus
	return nil
}

// turnedDown returns the status to answer with, 0 for business as usual.
func (r *route) turnedDown() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.status != 0 {
		r.tally.addRefused(r.name)
	}
	return r.status
}

func (r *route) serveGRPC(listener net.Listener) (stop func()) {
	options := []grpc.ServerOption{grpc.MaxRecvMsgSize(largestMessage), grpc.UnaryInterceptor(r.intercept)}
	if r.tls != nil {
		options = append(options, grpc.Creds(credentials.NewTLS(r.tls)))
	}
	server := grpc.NewServer(options...)
	coltrace.RegisterTraceServiceServer(server, grpcTraces{route: r})
	collogs.RegisterLogsServiceServer(server, grpcLogs{route: r})
	colmetrics.RegisterMetricsServiceServer(server, grpcMetrics{route: r})
	go r.serving(func() error { return server.Serve(listener) })
	return server.Stop
}

func (r *route) serveHTTP(listener net.Listener) (stop func()) {
	server := &http.Server{Handler: r, TLSConfig: r.tls}
	go r.serving(func() error {
		if r.tls != nil {
			return server.ServeTLS(listener, "", "")
		}
		return server.Serve(listener)
	})
	return func() { server.Close() }
}

func (r *route) serving(serve func() error) {
	if err := serve(); err != nil && err != http.ErrServerClosed && err != grpc.ErrServerStopped {
		fmt.Fprintf(os.Stderr, "telemetry-count: route %s: %v\n", r.name, err)
	}
}

func grpcCode(httpStatus int) codes.Code {
	switch {
	case httpStatus == http.StatusTooManyRequests:
		return codes.ResourceExhausted
	case httpStatus == http.StatusUnauthorized:
		return codes.Unauthenticated
	case httpStatus < 500:
		return codes.InvalidArgument
	default:
		return codes.Unavailable
	}
}

func (r *route) intercept(ctx context.Context, request any, _ *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
	if code := r.turnedDown(); code != 0 {
		return nil, status.Error(grpcCode(code), "turned down")
	}
	if headers, ok := metadata.FromIncomingContext(ctx); ok {
		r.tally.addHeaders(r.name, headers)
	}
	return handle(ctx, request)
}

type grpcTraces struct {
	coltrace.UnimplementedTraceServiceServer
	route *route
}

func (g grpcTraces) Export(_ context.Context, r *coltrace.ExportTraceServiceRequest) (*coltrace.ExportTraceServiceResponse, error) {
	g.route.tally.add(g.route.name, traces, itemsOfTraces(r))
	return &coltrace.ExportTraceServiceResponse{}, nil
}

type grpcLogs struct {
	collogs.UnimplementedLogsServiceServer
	route *route
}

func (g grpcLogs) Export(_ context.Context, r *collogs.ExportLogsServiceRequest) (*collogs.ExportLogsServiceResponse, error) {
	g.route.tally.add(g.route.name, logs, itemsOfLogs(r))
	return &collogs.ExportLogsServiceResponse{}, nil
}

type grpcMetrics struct {
	colmetrics.UnimplementedMetricsServiceServer
	route *route
}

func (g grpcMetrics) Export(_ context.Context, r *colmetrics.ExportMetricsServiceRequest) (*colmetrics.ExportMetricsServiceResponse, error) {
	g.route.tally.add(g.route.name, metrics, itemsOfMetrics(r))
	return &colmetrics.ExportMetricsServiceResponse{}, nil
}

// ServeHTTP takes OTLP over HTTP at any path that ends as the protocol says, and Prometheus remote write everywhere else.
func (r *route) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if code := r.turnedDown(); code != 0 {
		http.Error(w, "turned down", code)
		return
	}
	headers := map[string][]string{}
	for name, values := range request.Header {
		headers[strings.ToLower(name)] = values
	}
	r.tally.addHeaders(r.name, headers)
	body, err := readBody(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := r.take(request.URL.Path, body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	// an empty message is the answer of OTLP; remote write asks for none
	w.Header().Set("Content-Type", "application/x-protobuf")
	w.WriteHeader(http.StatusOK)
}

func readBody(request *http.Request) ([]byte, error) {
	body := io.Reader(io.LimitReader(request.Body, largestMessage))
	switch encoding := request.Header.Get("Content-Encoding"); encoding {
	case "gzip":
		unzipped, err := gzip.NewReader(body)
		if err != nil {
			return nil, err
		}
		return io.ReadAll(unzipped)
	case "snappy":
		packed, err := io.ReadAll(body)
		if err != nil {
			return nil, err
		}
		return snappy.Decode(nil, packed)
	case "":
		return io.ReadAll(body)
	default:
		return nil, fmt.Errorf("content encoding %s: not supported", encoding)
	}
}

// take decodes what came over HTTP and adds it to the tally.
func (r *route) take(path string, body []byte) error {
	switch {
	case strings.HasSuffix(path, "/v1/traces"):
		request := &coltrace.ExportTraceServiceRequest{}
		if err := proto.Unmarshal(body, request); err != nil {
			return err
		}
		r.tally.add(r.name, traces, itemsOfTraces(request))
	case strings.HasSuffix(path, "/v1/logs"):
		request := &collogs.ExportLogsServiceRequest{}
		if err := proto.Unmarshal(body, request); err != nil {
			return err
		}
		r.tally.add(r.name, logs, itemsOfLogs(request))
	case strings.HasSuffix(path, "/v1/metrics"):
		request := &colmetrics.ExportMetricsServiceRequest{}
		if err := proto.Unmarshal(body, request); err != nil {
			return err
		}
		r.tally.add(r.name, metrics, itemsOfMetrics(request))
	default:
		all, err := readRemoteWrite(body)
		if err != nil {
			return err
		}
		r.tally.addSeries(all)
		for _, series := range all {
			r.tally.add(r.name, metrics, series.items())
		}
	}
	return nil
}
