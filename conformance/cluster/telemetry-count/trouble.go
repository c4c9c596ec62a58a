package main

import "os"

const mebibyte = 1 << 20

// runGrow takes memory until somebody ends it.
func runGrow() error {
	for held := [][]byte{}; ; {
		page := make([]byte, mebibyte)
		// memory that nobody wrote to is not taken
		for i := 0; i < len(page); i += os.Getpagesize() {
			page[i] = 1
		}
		held = append(held, page)
	}
}
