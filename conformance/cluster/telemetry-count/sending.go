package main

// sending says what one source sent of one signal and kind in one run: the numbers 0 to sent-1.
type sending struct {
	Signal signalKind `json:"signal"`
	Kind   string     `json:"kind"`
	Source string     `json:"source"`
	Sent   uint64     `json:"sent"`
	// Retries is how many requests were sent again.
	Retries uint64 `json:"retries"`
	// Unacknowledged is what the receiver never took: it may arrive all the same, and need not.
	Unacknowledged []seqRange `json:"unacknowledged"`
	LastError      string     `json:"lastError,omitempty"`
	// Scrapers are those who asked, by their addresses, and how often each did: for who is scraped.
	Scrapers map[string]uint64 `json:"scrapers,omitempty"`
}

func newSending(signal signalKind, kind, source string, sent uint64) sending {
	return sending{Signal: signal, Kind: kind, Source: source, Sent: sent, Unacknowledged: []seqRange{}}
}
