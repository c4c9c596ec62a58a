package main

import (
	"reflect"
	"testing"
)

func TestSequenceTellsMissingAndDuplicates(t *testing.T) {
	s := &sequence{}
	for _, n := range []uint64{0, 1, 2, 64, 63, 2, 200} {
		s.add(n)
	}
	if want := []seqRange{{0, 2}, {63, 64}, {200, 200}}; !reflect.DeepEqual(s.ranges(), want) || s.unique != 6 || s.duplicates != 1 {
		t.Fatalf("ranges %v, %d unique, %d duplicates", s.ranges(), s.unique, s.duplicates)
	}
}
