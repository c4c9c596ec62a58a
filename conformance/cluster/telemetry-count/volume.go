package main

import (
	"fmt"
	"strings"
	"time"
)

// volumeKinds are what an application writes of which a policy on logs does not keep everything as it is: conformance/cluster/loki/policy.ts says what becomes of them.
// Each is one line, in one piece of the runtime.
var volumeKinds = []lineKind{
	{"chatter", 20, stdout, chatterRecord},
	{"request", 40, stdout, requestRecord},
	{"login", 10, stdout, loginRecord},
	{"job", 9, stderr, jobRecord},
	{"dump", 2, stderr, dumpRecord},
}

// dumpSize is more than a policy keeps of a line, and less than a runtime writes in one piece.
const dumpSize = 6_000

// secretMark stands in everything that must not leave the node.
const secretMark = "s3cr3t"

// chatterRecord is what a library says all the time; now and then something is wrong.
func chatterRecord(id identity, at time.Time) string {
	return markedRecord(id, at, fmt.Sprintf("%s %s ", at.Format(timeLayout), levelOf(id)), " cache refreshed, 120 entries")
}

func requestRecord(id identity, at time.Time) string {
	return accessRecord(id, at, fmt.Sprintf("GET /products/%d", id.seq), 200, "Mozilla/5.0")
}

// loginRecord has a password, a token and an address in it.
func loginRecord(id identity, at time.Time) string {
	return markedRecord(id, at, at.Format(timeLayout)+" ", fmt.Sprintf(
		` signed in: user=%s.%d@example.org password=%s-%d "Authorization: Bearer %s.%08d" attempt=1`, secretMark, id.seq, secretMark, id.seq, secretMark, id.seq))
}

func jobRecord(id identity, at time.Time) string {
	return markedRecord(id, at, fmt.Sprintf("%s %s ", at.Format(timeLayout), levelOf(id)), " nightly job, step 3 of 7")
}

// dumpRecord is long, of letters of two bytes, behind one byte or none: it cannot be cut everywhere.
func dumpRecord(id identity, at time.Time) string {
	return markedRecord(id, at, at.Format(timeLayout)+" ", " payload dump: "+strings.Repeat(".", int(id.seq%2))+strings.Repeat("ä", dumpSize/2))
}
