// Package stock adds up what comes to the shelves and what leaves them.
package stock

import (
	"bufio"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/pkg/errors"
)

// Shelves holds how many there are of each item.
type Shelves struct {
	counts map[string]int
}

// New returns empty shelves.
func New() *Shelves {
	return &Shelves{counts: map[string]int{}}
}

// Read adds the movements of a text, one on each line.
func (s *Shelves) Read(in io.Reader) error {
	scanner := bufio.NewScanner(in)
	for line := 1; scanner.Scan(); line++ {
		fields := strings.Fields(scanner.Text())
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 2 {
			return errors.Errorf("line %d: expected an item and a change", line)
		}
		change, err := strconv.Atoi(fields[1])
		if err != nil {
			return errors.Wrapf(err, "line %d", line)
		}
		s.counts[fields[0]] += change
	}
	return scanner.Err()
}

// Short lists the items of which there are fewer than a number, sorted.
func (s *Shelves) Short(below int) []string {
	var items []string
	for item, count := range s.counts {
		if count < below {
			items = append(items, item)
		}
	}
	sort.Strings(items)
	return items
}

// Count returns how many there are of an item.
func (s *Shelves) Count(item string) int {
	return s.counts[item]
}
