// Package ledger reads entries and keeps a balance for each account.
package ledger

import (
	"encoding/csv"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/pkg/errors"
)

// Balance is what one account holds, in cents.
type Balance struct {
	Account string
	Cents   int64
}

// Ledger adds entries up by account.
type Ledger struct {
	cents map[string]int64
}

// New returns an empty ledger.
func New() *Ledger {
	return &Ledger{cents: map[string]int64{}}
}

// Read adds every record of r, each of the form date,account,amount.
func (l *Ledger) Read(r io.Reader) error {
	records := csv.NewReader(r)
	records.FieldsPerRecord = 3
	records.Comment = '#'
	for {
		record, err := records.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errors.Wrap(err, "reading entries")
		}
		line, _ := records.FieldPos(2)
		cents, err := ParseAmount(record[2])
		if err != nil {
			return errors.Wrapf(err, "line %d", line)
		}
		l.cents[strings.TrimSpace(record[1])] += cents
	}
}

// Balances lists the accounts in alphabetical order.
func (l *Ledger) Balances() []Balance {
	balances := make([]Balance, 0, len(l.cents))
	for account, cents := range l.cents {
		balances = append(balances, Balance{Account: account, Cents: cents})
	}
	sort.Slice(balances, func(i, j int) bool { return balances[i].Account < balances[j].Account })
	return balances
}

// ParseAmount turns a decimal amount such as -12.50 into cents.
func ParseAmount(text string) (int64, error) {
	text = strings.TrimSpace(text)
	unsigned := strings.TrimPrefix(text, "-")
	whole, fraction, hasFraction := strings.Cut(unsigned, ".")
	if hasFraction && len(fraction) != 2 {
		return 0, errors.Errorf("amount %q needs two decimals", text)
	}
	if !hasFraction {
		fraction = "00"
	}
	cents, err := strconv.ParseUint(whole+fraction, 10, 63)
	if whole == "" || err != nil {
		return 0, errors.Errorf("amount %q is not a number", text)
	}
	if unsigned != text {
		return -int64(cents), nil
	}
	return int64(cents), nil
}
