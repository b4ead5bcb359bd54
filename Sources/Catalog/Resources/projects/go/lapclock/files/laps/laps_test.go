package laps

import (
	"strings"
	"testing"
	"time"
)

func TestLapsLieBetweenSplits(t *testing.T) {
	laps, err := Of([]string{"62s", "2m", "3m1s"})
	if err != nil {
		t.Fatal(err)
	}
	if len(laps) != 3 || laps[1].Time != 58*time.Second {
		t.Errorf("got %v", laps)
	}
	if Quickest(laps) != 2 {
		t.Errorf("quickest is %d", Quickest(laps))
	}
}

func TestTimeNeverGoesBack(t *testing.T) {
	_, err := Of([]string{"2m", "1m"})
	if err == nil || !strings.Contains(err.Error(), "split 2") {
		t.Errorf("got %v", err)
	}
}

func TestNoLapIsQuickest(t *testing.T) {
	if Quickest(nil) != 0 {
		t.Error("there is no lap")
	}
}
