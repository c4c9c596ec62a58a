package main

import "math/bits"

// seqRange is a closed range of sequence numbers; a set of them stays short in JSON, because what arrives is nearly everything.
type seqRange [2]uint64

// sequence is a set of numbers that remembers how often one came again.
type sequence struct {
	words      []uint64
	unique     uint64
	duplicates uint64
}

func (s *sequence) add(n uint64) {
	word, bit := n/64, uint64(1)<<(n%64)
	for uint64(len(s.words)) <= word {
		s.words = append(s.words, 0)
	}
	if s.words[word]&bit != 0 {
		s.duplicates++
		return
	}
	s.words[word] |= bit
	s.unique++
}

func (s *sequence) ranges() []seqRange {
	out := []seqRange{}
	for i, word := range s.words {
		for ; word != 0; word &= word - 1 {
			n := uint64(i)*64 + uint64(bits.TrailingZeros64(word))
			if last := len(out) - 1; last >= 0 && out[last][1]+1 == n {
				out[last][1] = n
			} else {
				out = append(out, seqRange{n, n})
			}
		}
	}
	return out
}
