package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

// performance is what one run is to be.
type performance struct {
	run      string
	duration time.Duration
	// scrapes is how often exposers are to be scraped before the run may end.
	scrapes uint64
	// pace is how much faster than usual lines are written.
	pace float64
}

// performFunc sends what there is to send in one run, and says what it sent.
type performFunc func(p performance) ([]sending, error)

// progress is the state of one run.
type progress struct {
	Done  bool      `json:"done"`
	Sent  []sending `json:"sent"`
	Error string    `json:"error,omitempty"`
}

// stage lets somebody outside of the pod start runs and ask how they went.
type stage struct {
	perform performFunc

	mu   sync.Mutex
	runs map[string]progress
}

func newStage(perform performFunc) *stage {
	return &stage{perform: perform, runs: map[string]progress{}}
}

// serve answers until the program is told to end.
func (s *stage) serve(address string) error {
	server := &http.Server{Addr: address, Handler: s.api()}
	ended := make(chan error, 1)
	go func() { ended <- server.ListenAndServe() }()
	select {
	case <-terminated():
		return server.Close()
	case err := <-ended:
		return err
	}
}

func (s *stage) api() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /runs/{run}", func(w http.ResponseWriter, r *http.Request) {
		p, err := readPerformance(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.start(p)
	})
	mux.HandleFunc("GET /runs/{run}", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		found, known := s.runs[r.PathValue("run")]
		s.mu.Unlock()
		if !known {
			http.Error(w, "no such run", http.StatusNotFound)
			return
		}
		answerJSON(w, found)
	})
	return mux
}

func readPerformance(r *http.Request) (performance, error) {
	duration, noDuration := time.ParseDuration(r.FormValue("duration"))
	scrapes, noScrapes := strconv.ParseUint(r.FormValue("scrapes"), 10, 64)
	pace, noPace := strconv.ParseFloat(r.FormValue("pace"), 64)
	return performance{r.PathValue("run"), duration, scrapes, pace}, errors.Join(noDuration, noScrapes, noPace)
}

// start begins a run unless it is known: whoever asks twice gets one.
func (s *stage) start(p performance) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.runs[p.run]; known {
		return
	}
	s.runs[p.run] = progress{Sent: []sending{}}
	go func() {
		result := progress{Done: true}
		var err error
		if result.Sent, err = s.perform(p); err != nil {
			result.Error = err.Error()
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.runs[p.run] = result
	}()
}

// runPush is the load as a program of a pod.
func runPush(args []string) error {
	address, rest := controlAddress(args)
	options, err := parseLoad(rest)
	if err != nil {
		return err
	}
	return newStage(func(p performance) ([]sending, error) {
		o := options
		o.maker.run, o.duration = p.run, p.duration
		return sendLoad(o)
	}).serve(address)
}

// controlAddress takes the first argument, where a program of a pod listens for whoever conducts it.
func controlAddress(args []string) (address string, rest []string) {
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "telemetry-count: the first argument is the address of the control API")
		os.Exit(2)
	}
	return args[0], args[1:]
}
