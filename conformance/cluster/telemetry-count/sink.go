package main

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
)

// runSink serves every listener and the control API until it is told to end.
func runSink(args []string) error {
	flags := flag.NewFlagSet("sink", flag.ContinueOnError)
	var specs stringList
	flags.Var(&specs, "listen", "route=NAME,protocol=grpc|http,address=HOST:PORT[,tls]; repeat it for each route")
	control := flags.String("control", "127.0.0.1:9999", "address of the control API, or unix:PATH")
	certificate := flags.String("certificate", "", "PEM file for the listeners with tls")
	key := flags.String("key", "", "PEM file for the listeners with tls")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var tlsConfig *tls.Config
	if *certificate != "" {
		pair, err := tls.LoadX509KeyPair(*certificate, *key)
		if err != nil {
			return err
		}
		tlsConfig = &tls.Config{Certificates: []tls.Certificate{pair}, NextProtos: []string{"h2", "http/1.1"}}
	}
	s := &sink{tally: newTally()}
	for _, spec := range specs {
		r, err := parseRoute(spec, s.tally, tlsConfig)
		if err != nil {
			return err
		}
		if err := r.up(); err != nil {
			return err
		}
		defer r.refuse()
		s.routes = append(s.routes, r)
	}
	return s.serveControl(*control)
}

type stringList []string

func (l *stringList) String() string     { return strings.Join(*l, " ") }
func (l *stringList) Set(v string) error { *l = append(*l, v); return nil }

func parseRoute(spec string, t *tally, tlsConfig *tls.Config) (*route, error) {
	r := &route{tally: t}
	for _, part := range strings.Split(spec, ",") {
		name, value, _ := strings.Cut(part, "=")
		switch name {
		case "route":
			r.name = value
		case "protocol":
			r.protocol = value
		case "address":
			r.address = value
		case "tls":
			if r.tls = tlsConfig; tlsConfig == nil {
				return nil, fmt.Errorf("%s: tls needs --certificate and --key", spec)
			}
		default:
			return nil, fmt.Errorf("%s: unknown part %q", spec, name)
		}
	}
	if r.name == "" || r.address == "" || (r.protocol != "grpc" && r.protocol != "http") {
		return nil, fmt.Errorf("%s: needs route, address and protocol=grpc|http", spec)
	}
	return r, nil
}

type sink struct {
	tally  *tally
	routes []*route
}

func (s *sink) serveControl(address string) error {
	network := "tcp"
	if path, isSocket := strings.CutPrefix(address, "unix:"); isSocket {
		network, address = "unix", path
	}
	listener, err := net.Listen(network, address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: s.controlAPI()}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case <-terminated():
		return server.Close()
	case err := <-ended:
		return err
	}
}

func (s *sink) controlAPI() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ready", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /counts", func(w http.ResponseWriter, r *http.Request) { answerJSON(w, s.tally.report(r.FormValue("run"))) })
	mux.HandleFunc("POST /strays", func(w http.ResponseWriter, _ *http.Request) { answerJSON(w, s.tally.takeStrays()) })
	mux.HandleFunc("GET /series", func(w http.ResponseWriter, r *http.Request) {
		answerJSON(w, s.tally.seriesReport(r.URL.Query()["name"]))
	})
	mux.HandleFunc("POST /up", func(w http.ResponseWriter, r *http.Request) {
		s.each(w, r.FormValue("route"), (*route).up)
	})
	mux.HandleFunc("POST /down", func(w http.ResponseWriter, r *http.Request) {
		code := r.FormValue("status")
		if code == "" {
			s.each(w, r.FormValue("route"), (*route).refuse)
			return
		}
		n, err := strconv.Atoi(code)
		if err != nil || n < 400 || n > 599 {
			http.Error(w, "status: an HTTP status of 400 to 599", http.StatusBadRequest)
			return
		}
		s.each(w, r.FormValue("route"), func(one *route) error { return one.answer(n) })
	})
	return mux
}

func answerJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		fmt.Fprintln(os.Stderr, "telemetry-count: answer:", err)
	}
}

// each does the same to the named route, or to every route when no name is given.
func (s *sink) each(w http.ResponseWriter, name string, do func(*route) error) {
	found := name == ""
	var problems []error
	for _, r := range s.routes {
		if name == "" || name == r.name {
			found = true
			problems = append(problems, do(r))
		}
	}
	if !found {
		http.Error(w, "no such route", http.StatusNotFound)
	} else if err := errors.Join(problems...); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
