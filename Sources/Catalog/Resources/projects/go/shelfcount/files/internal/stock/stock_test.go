package stock

import (
	"reflect"
	"strings"
	"testing"
)

func TestShortItemsAreListedInOrder(t *testing.T) {
	shelves := New()
	if err := shelves.Read(strings.NewReader("tea 4\nrice 9\n\ntea -3\nflour 2\n")); err != nil {
		t.Fatal(err)
	}
	if got, want := shelves.Short(5), []string{"flour", "tea"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if shelves.Count("tea") != 1 {
		t.Errorf("tea is %d", shelves.Count("tea"))
	}
}

func TestMistakesAreNamedByLine(t *testing.T) {
	for text, want := range map[string]string{"tea": "line 1", "tea 1\nrice many": "line 2"} {
		err := New().Read(strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
