package main

import (
	"errors"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field numbers of Prometheus remote write 1.0 (prompb WriteRequest, TimeSeries, Label, Sample): four small messages,
// read by hand rather than by importing Prometheus.
const (
	writeRequestTimeSeries = 1
	timeSeriesLabels       = 1
	timeSeriesSamples      = 2
	timeSeriesHistograms   = 4
	labelName              = 1
	labelValue             = 2
	sampleValue            = 1
)

const metricName = "__name__"

// kindScrapes numbers samples by their values: the n-th scrape of a target has the value n.
const kindScrapes = "scrapes"

// staleMarker is the value by which Prometheus says that a series has ended.
const staleMarker = 0x7ff0000000000002

var errMalformed = errors.New("malformed remote write request")

// timeSeries is one series of a request, with the values of its samples; a histogram is a sample without a value.
type timeSeries struct {
	labels map[string]string
	values []float64
}

// readRemoteWrite returns every series of a request.
func readRemoteWrite(b []byte) (all []timeSeries, err error) {
	err = eachBytesField(b, func(field protowire.Number, encoded []byte) error {
		if field != writeRequestTimeSeries {
			return nil
		}
		series, err := readTimeSeries(encoded)
		all = append(all, series)
		return err
	})
	return all, err
}

func readTimeSeries(encoded []byte) (timeSeries, error) {
	series := timeSeries{labels: map[string]string{}}
	err := eachBytesField(encoded, func(field protowire.Number, value []byte) error {
		switch field {
		case timeSeriesLabels:
			return readLabel(value, series.labels)
		case timeSeriesSamples:
			series.values = append(series.values, readSample(value))
		case timeSeriesHistograms:
			series.values = append(series.values, math.NaN())
		}
		return nil
	})
	return series, err
}

func readLabel(label []byte, into map[string]string) error {
	var name, value string
	err := eachBytesField(label, func(field protowire.Number, b []byte) error {
		switch field {
		case labelName:
			name = string(b)
		case labelValue:
			value = string(b)
		}
		return nil
	})
	into[name] = value
	return err
}

func readSample(sample []byte) float64 {
	field, kind, n := protowire.ConsumeTag(sample)
	if n < 0 || field != sampleValue || kind != protowire.Fixed64Type {
		return 0 // protobuf leaves a value of zero out
	}
	bits, _ := protowire.ConsumeFixed64(sample[n:])
	return math.Float64frombits(bits)
}

// items of a series are its samples, numbered by its labels or by its values.
func (s timeSeries) items() []item {
	var numbered item
	rest := map[string]string{}
	for name, value := range s.labels {
		if !numbered.set(name, value) && name != metricName {
			rest[name] = value
		}
	}
	if numbered.run != "" {
		numbered.origin = originOf(rest)
	}
	items := make([]item, 0, len(s.values))
	for _, value := range s.values {
		if math.Float64bits(value) == staleMarker {
			continue
		}
		it := numbered
		if it.kind == kindScrapes {
			it.seq, it.numbered = uint64(value), true
		}
		items = append(items, it)
	}
	return items
}

// eachBytesField visits the length-delimited fields of a message and passes over all others.
func eachBytesField(b []byte, visit func(protowire.Number, []byte) error) error {
	for len(b) > 0 {
		field, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return errMalformed
		}
		b = b[n:]
		if kind != protowire.BytesType {
			if n = protowire.ConsumeFieldValue(field, kind, b); n < 0 {
				return errMalformed
			}
			b = b[n:]
			continue
		}
		value, n := protowire.ConsumeBytes(b)
		if n < 0 {
			return errMalformed
		}
		if err := visit(field, value); err != nil {
			return err
		}
		b = b[n:]
	}
	return nil
}
