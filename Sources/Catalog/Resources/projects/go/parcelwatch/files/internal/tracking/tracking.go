// Package tracking remembers where parcels were seen.
package tracking

import (
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
)

// ErrUnknown is returned for a parcel that was never seen.
var ErrUnknown = errors.New("parcel was never seen")

// ErrNoPlace is returned for a sighting without a place.
var ErrNoPlace = errors.New("a sighting needs a place")

// Sighting is one place at which a parcel was seen.
type Sighting struct {
	ID    uuid.UUID `json:"id"`
	Place string    `json:"place"`
	Seen  time.Time `json:"seen"`
}

// Tracker holds the sightings of all parcels. It may be used from several goroutines.
type Tracker struct {
	now func() time.Time

	mu      sync.RWMutex
	parcels map[string][]Sighting
}

// New returns an empty tracker that reads the time from now.
func New(now func() time.Time) *Tracker {
	return &Tracker{now: now, parcels: map[string][]Sighting{}}
}

// Record adds a sighting of the parcel.
func (t *Tracker) Record(parcel, place string) (Sighting, error) {
	place = strings.TrimSpace(place)
	if place == "" {
		return Sighting{}, ErrNoPlace
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := t.now().UTC()
	sighting := Sighting{
		ID:    uuid.NewSHA1(uuid.NameSpaceURL, []byte(parcel+"\x00"+place+"\x00"+seen.Format(time.RFC3339Nano))),
		Place: place,
		Seen:  seen,
	}
	t.parcels[parcel] = append(t.parcels[parcel], sighting)
	return sighting, nil
}

// History lists the sightings of the parcel, oldest first.
func (t *Tracker) History(parcel string) ([]Sighting, error) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	sightings, ok := t.parcels[parcel]
	if !ok {
		return nil, ErrUnknown
	}
	return append([]Sighting(nil), sightings...), nil
}
