package tracking

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func fixedClock() time.Time {
	return time.Date(2026, 2, 3, 10, 0, 0, 0, time.UTC)
}

func TestHistoryIsOldestFirst(t *testing.T) {
	tracker := New(fixedClock)
	for _, place := range []string{"Gdansk", "Poznan", "Berlin"} {
		_, err := tracker.Record("PL-77", place)
		require.NoError(t, err)
	}
	history, err := tracker.History("PL-77")
	require.NoError(t, err)
	require.Len(t, history, 3)
	require.Equal(t, "Gdansk", history[0].Place)
	require.Equal(t, "Berlin", history[2].Place)
}

func TestSightingNeedsPlace(t *testing.T) {
	_, err := New(fixedClock).Record("PL-77", "  ")
	require.ErrorIs(t, err, ErrNoPlace)
}

func TestUnknownParcel(t *testing.T) {
	_, err := New(fixedClock).History("PL-78")
	require.ErrorIs(t, err, ErrUnknown)
}
