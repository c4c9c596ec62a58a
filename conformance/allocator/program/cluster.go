package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync"
	"time"
)

const (
	// pause lets several changes become one.
	pause = 200 * time.Millisecond
	// pauseAfterFailure is for an API server that is away, or says no.
	pauseAfterFailure = time.Second
)

// cluster is what watches have seen of Kubernetes.
type cluster struct {
	ctx context.Context
	api *api

	mu   sync.Mutex
	seen map[string]*sight
}

// sight is the objects of one kind in one place.
type sight struct {
	objects []object
	known   bool
}

func newCluster(ctx context.Context, api *api) *cluster {
	return &cluster{ctx: ctx, api: api, seen: map[string]*sight{}}
}

// objects of a path, and whether they are known yet. Whoever asks first starts the watch.
func (c *cluster) objects(path string, query url.Values) ([]object, bool) {
	key := path + "?" + query.Encode()
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.seen[key]
	if found == nil {
		found = &sight{}
		c.seen[key] = found
		go c.keep(found, path, query)
	}
	return found.objects, found.known
}

// keep lists, waits until something changes, and lists again.
func (c *cluster) keep(s *sight, path string, query url.Values) {
	for c.ctx.Err() == nil {
		listed, err := c.api.list(c.ctx, path, query)
		if err != nil {
			fmt.Fprintf(os.Stderr, "list %s: %v\n", path, err)
			c.wait(pauseAfterFailure)
			continue
		}
		c.mu.Lock()
		s.objects, s.known = listed.Items, true
		c.mu.Unlock()
		if err := c.api.awaitChange(c.ctx, path, query, listed.Metadata.ResourceVersion); err != nil && c.ctx.Err() == nil {
			fmt.Fprintf(os.Stderr, "watch %s: %v\n", path, err)
			c.wait(pauseAfterFailure)
		}
		c.wait(pause)
	}
}

func (c *cluster) wait(duration time.Duration) {
	select {
	case <-c.ctx.Done():
	case <-time.After(duration):
	}
}
