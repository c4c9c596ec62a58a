package main

import (
	"errors"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field numbers of Prometheus remote write 1.0 (prompb WriteRequest, TimeSeries, Label): three small messages,
// read by hand rather than by importing Prometheus.
const (
	writeRequestTimeSeries = 1
	timeSeriesLabels       = 1
	timeSeriesSamples      = 2
	timeSeriesHistograms   = 4
	labelName              = 1
	labelValue             = 2
)

var errMalformed = errors.New("malformed remote write request")

// itemsOfRemoteWrite returns one item per sample, numbered by the labels of its series.
func itemsOfRemoteWrite(b []byte) (items []item, err error) {
	err = eachBytesField(b, func(field protowire.Number, series []byte) error {
		if field != writeRequestTimeSeries {
			return nil
		}
		it, samples, err := itemOfSeries(series)
		for ; samples > 0; samples-- {
			items = append(items, it)
		}
		return err
	})
	return items, err
}

func itemOfSeries(series []byte) (it item, samples int, err error) {
	err = eachBytesField(series, func(field protowire.Number, value []byte) error {
		switch field {
		case timeSeriesLabels:
			return readLabel(value, &it)
		case timeSeriesSamples, timeSeriesHistograms:
			samples++
		}
		return nil
	})
	return it, samples, err
}

func readLabel(label []byte, it *item) error {
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
	switch name {
	case runAttribute:
		it.run = value
	case seqAttribute:
		n, parseErr := strconv.ParseUint(value, 10, 64)
		it.seq, it.numbered = n, parseErr == nil
	}
	return err
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
