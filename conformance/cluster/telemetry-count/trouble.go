package main

import (
	"errors"
	"os"
	"path/filepath"
)

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

// runFill writes more into a folder than most may hold, and stays.
func runFill(args []string) error {
	if len(args) != 1 {
		return errors.New("fill: a folder is wanted")
	}
	if err := os.WriteFile(filepath.Join(args[0], "filled"), make([]byte, 16*mebibyte), 0o600); err != nil {
		return err
	}
	<-terminated()
	return nil
}
