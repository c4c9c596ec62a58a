package main

import (
	"flag"
	"fmt"
	"hash/crc32"
	"io"
	"regexp"
	"strings"
	"time"
)

// A numbered record says in its own text who it is, when it was written, how long it is and what its checksum is, wherever the mark stands
// in it: whoever receives the record can tell that it is whole, and nothing but itself.
const markFormat = "numbered[run=%s kind=%s source=%s seq=%d at=%d bytes=%08d sum=%08x]"

var markPattern = regexp.MustCompile(`numbered\[run=(\S*) kind=(\S*) source=(\S*) seq=(\d+) at=(\d+) bytes=(\d{8}) sum=([0-9a-f]{8})\]`)

// blankSum stands for the checksum while it is computed.
const blankSum = "00000000"

// markedRecord puts a mark between two texts.
func markedRecord(id identity, at time.Time, before, after string) string {
	blank := fmt.Sprintf(markFormat, id.run, id.kind, id.source, id.seq, at.UnixNano(), 0, 0)
	bytes := len(before) + len(blank) + len(after)
	unsigned := before + fmt.Sprintf(markFormat, id.run, id.kind, id.source, id.seq, at.UnixNano(), bytes, 0) + after
	return before + fmt.Sprintf(markFormat, id.run, id.kind, id.source, id.seq, at.UnixNano(), bytes, crc32.ChecksumIEEE([]byte(unsigned))) + after
}

// readRecord finds the mark in a text and compares the whole text with what the mark says.
func readRecord(text string) (it item, writtenAt time.Time, found bool) {
	at := markPattern.FindStringSubmatchIndex(text)
	if at == nil {
		return item{}, time.Time{}, false
	}
	part := func(i int) string { return text[at[2*i]:at[2*i+1]] }
	it.set(runAttribute, part(1))
	it.set(kindAttribute, part(2))
	it.set(sourceAttribute, part(3))
	it.set(seqAttribute, part(4))
	var nanoseconds int64
	var bytes int
	fmt.Sscan(part(5), &nanoseconds)
	fmt.Sscanf(part(6), "%d", &bytes)
	unsigned := text[:at[14]] + blankSum + text[at[15]:]
	switch {
	case len(text) != bytes:
		it.damage = fmt.Sprintf("%d bytes of %d: %s", len(text), bytes, excerpt(text))
	case fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(unsigned))) != part(7):
		it.damage = "not the text that was written: " + excerpt(text)
	}
	return it, time.Unix(0, nanoseconds), true
}

// excerpt is the beginning and the end of a text that may be long.
func excerpt(text string) string {
	const beginning, end = 300, 100
	if len(text) > beginning+end {
		text = text[:beginning] + " … " + text[len(text)-end:]
	}
	return strings.ToValidUTF8(text, "?")
}

// runMark prints numbered texts, one a line, for a kind that only others can send.
func runMark(args []string, out io.Writer) error {
	var id identity
	flags := flag.NewFlagSet("mark", flag.ContinueOnError)
	flags.StringVar(&id.run, "run", "run", "name of this run")
	flags.StringVar(&id.kind, "kind", "", "what is special about the texts")
	flags.StringVar(&id.source, "source", "", "who sends them")
	count := flags.Uint64("count", 1, "how many")
	if err := flags.Parse(args); err != nil {
		return err
	}
	for ; id.seq < *count; id.seq++ {
		if _, err := fmt.Fprintln(out, markedRecord(id, time.Now(), "", "")); err != nil {
			return err
		}
	}
	return nil
}
