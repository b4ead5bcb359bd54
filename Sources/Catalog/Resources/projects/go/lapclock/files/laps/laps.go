// Package laps turns split times into laps.
package laps

import (
	"time"

	"github.com/pkg/errors"
)

// Lap is one round.
type Lap struct {
	Number int
	Time   time.Duration
}

// Of returns the laps between splits, which count from the start.
func Of(splits []string) ([]Lap, error) {
	laps := make([]Lap, 0, len(splits))
	var before time.Duration
	for index, text := range splits {
		split, err := time.ParseDuration(text)
		if err != nil {
			return nil, errors.Wrapf(err, "split %d", index+1)
		}
		if split <= before {
			return nil, errors.Errorf("split %d: %s is not after %s", index+1, split, before)
		}
		laps = append(laps, Lap{Number: index + 1, Time: split - before})
		before = split
	}
	return laps, nil
}

// Quickest returns the number of the quickest lap, the first of equal ones, or 0 when there is none.
func Quickest(laps []Lap) int {
	number := 0
	var best time.Duration
	for _, lap := range laps {
		if number == 0 || lap.Time < best {
			number, best = lap.Number, lap.Time
		}
	}
	return number
}
