package ledger

import (
	"reflect"
	"strings"
	"testing"
)

func TestBalancesAreSummedPerAccount(t *testing.T) {
	book := New()
	input := "2026-01-03,rent,-850.00\n# refund\n2026-01-04,groceries,-31.20\n2026-01-09,groceries,4.15\n"
	if err := book.Read(strings.NewReader(input)); err != nil {
		t.Fatal(err)
	}
	want := []Balance{{"groceries", -2705}, {"rent", -85000}}
	if got := book.Balances(); !reflect.DeepEqual(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}

func TestParseAmount(t *testing.T) {
	cases := map[string]int64{"12": 1200, "12.50": 1250, "-0.05": -5, " 7.00 ": 700}
	for text, want := range cases {
		got, err := ParseAmount(text)
		if err != nil || got != want {
			t.Errorf("%q: got %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1.5", "ten", "--1"} {
		if _, err := ParseAmount(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

func TestReadNamesTheLine(t *testing.T) {
	err := New().Read(strings.NewReader("2026-01-03,rent,850.00\n2026-01-04,rent,lots\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Fatalf("got %v", err)
	}
}
