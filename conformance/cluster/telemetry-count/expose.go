package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"sync"
	"time"
)

// kindScraped numbers the series of an exposer.
const kindScraped = "scraped"

// exposer serves numbered series, and in each answer the number of the answer.
type exposer struct {
	source    string
	series    uint64
	path      string
	unscraped bool

	mu      sync.Mutex
	run     string
	scrapes uint64
	// scrapers are those who asked during the run, by their addresses.
	scrapers map[string]uint64
}

// runExpose serves metrics.
func runExpose(args []string) error {
	address, rest := controlAddress(args)
	e := &exposer{}
	flags := flag.NewFlagSet("expose", flag.ContinueOnError)
	flags.StringVar(&e.source, "source", "", "who exposes: namespace/pod/container")
	flags.Uint64Var(&e.series, "series", 100, "how many series")
	flags.StringVar(&e.path, "path", "/metrics", "where they are")
	flags.BoolVar(&e.unscraped, "unscraped", false, "nobody is meant to scrape: runs do not wait for it")
	listen := flags.String("listen", ":9102", "HOST:PORT of the metrics")
	secure := flags.Bool("tls", false, "serve with a certificate that nobody signed")
	lifetime := flags.Duration("lifetime", 0, "end by itself after so long")
	if err := flags.Parse(rest); err != nil {
		return err
	}
	server := &http.Server{Addr: *listen, Handler: e}
	serve := server.ListenAndServe
	if *secure {
		certificate, err := selfSigned()
		if err != nil {
			return err
		}
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
		serve = func() error { return server.ListenAndServeTLS("", "") }
	}
	if *lifetime > 0 {
		time.AfterFunc(*lifetime, func() { server.Close() })
		if err := serve(); err != http.ErrServerClosed {
			return err
		}
		return nil
	}
	ended := make(chan error, 1)
	go func() { ended <- serve() }()
	go func() { ended <- newStage(e.expose).serve(address) }()
	return <-ended
}

// expose shows the series of a run until its time is over and they were scraped.
func (e *exposer) expose(p performance) ([]sending, error) {
	e.begin(p.run)
	const patience = 3 * time.Minute
	start := time.Now()
	for time.Since(start) < p.duration || (!e.unscraped && e.served() < p.scrapes) {
		if time.Since(start) > p.duration+patience {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.run = ""
	series := newSending(metrics, kindScraped, e.source, e.series)
	scrapes := newSending(metrics, kindScrapes, e.source, e.scrapes)
	scrapes.Scrapers = e.scrapers
	if e.scrapes == 0 {
		series.Sent = 0
	}
	return []sending{series, scrapes}, nil
}

func (e *exposer) begin(run string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.run, e.scrapes, e.scrapers = run, 0, map[string]uint64{}
}

func (e *exposer) served() uint64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.scrapes
}

// ServeHTTP counts only what it could answer in full.
func (e *exposer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != e.path {
		http.NotFound(w, r)
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	if _, err := w.Write(e.exposition()); err == nil && e.run != "" {
		e.scrapes++
		e.scrapers[hostOf(r.RemoteAddr)]++
	}
}

func (e *exposer) exposition() []byte {
	var out bytes.Buffer
	out.WriteString("# TYPE numbered_idle gauge\nnumbered_idle 1\n")
	if e.run == "" {
		return out.Bytes()
	}
	own := func(kind string) string {
		return fmt.Sprintf("%s=%q,%s=%q,%s=%q", runAttribute, e.run, kindAttribute, kind, sourceAttribute, e.source)
	}
	out.WriteString("# TYPE numbered_exposed gauge\n")
	for seq := uint64(0); seq < e.series; seq++ {
		fmt.Fprintf(&out, "numbered_exposed{%s,%s=\"%d\"} 1\n", own(kindScraped), seqAttribute, seq)
	}
	fmt.Fprintf(&out, "# TYPE numbered_scrapes gauge\nnumbered_scrapes{%s} %d\n", own(kindScrapes), e.scrapes)
	return out.Bytes()
}

// hostOf is an address without its port.
func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	return host
}

func selfSigned() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), DNSNames: []string{"localhost"}}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{certificate}, PrivateKey: key}, err
}
