package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"
	"time"
)

// performFunc sends what there is to send in one run, and says what it sent.
type performFunc func(run string, duration time.Duration) ([]sending, error)

// performance is the state of one run.
type performance struct {
	Done  bool      `json:"done"`
	Sent  []sending `json:"sent"`
	Error string    `json:"error,omitempty"`
}

// stage lets somebody outside of the pod start runs and ask how they went.
type stage struct {
	perform performFunc

	mu   sync.Mutex
	runs map[string]performance
}

func newStage(perform performFunc) *stage {
	return &stage{perform: perform, runs: map[string]performance{}}
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
		duration, err := time.ParseDuration(r.FormValue("duration"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.start(r.PathValue("run"), duration)
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

// start begins a run unless it is known: whoever asks twice gets one.
func (s *stage) start(run string, duration time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.runs[run]; known {
		return
	}
	s.runs[run] = performance{Sent: []sending{}}
	go func() {
		result := performance{Done: true}
		var err error
		if result.Sent, err = s.perform(run, duration); err != nil {
			result.Error = err.Error()
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.runs[run] = result
	}()
}

// runAsk makes one request and prints the answer: for a node whose only clients are programs of ours.
func runAsk(args []string, out io.Writer) error {
	if len(args) != 2 {
		return fmt.Errorf("ask METHOD URL")
	}
	request, err := http.NewRequest(args[0], args[1], nil)
	if err != nil {
		return err
	}
	client := &http.Client{Timeout: 10 * time.Second}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		return fmt.Errorf("%s: %s", answer.Status, text)
	}
	_, err = io.Copy(out, answer.Body)
	return err
}

// runPush is the load as a program of a pod.
func runPush(args []string) error {
	address, rest := controlAddress(args)
	options, err := parseLoad(rest)
	if err != nil {
		return err
	}
	return newStage(func(run string, duration time.Duration) ([]sending, error) {
		o := options
		o.maker.run, o.duration = run, duration
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
