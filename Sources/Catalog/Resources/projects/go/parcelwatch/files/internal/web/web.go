// Package web serves a tracker over HTTP.
package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"parcels.example/parcelwatch/internal/tracking"
)

// Handler answers requests from what the tracker holds.
func Handler(tracker *tracking.Tracker) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, http.StatusOK, map[string]string{"status": "up"})
	})
	mux.HandleFunc("GET /parcels/{id}", func(w http.ResponseWriter, r *http.Request) {
		history, err := tracker.History(r.PathValue("id"))
		if err != nil {
			fail(w, err)
			return
		}
		reply(w, http.StatusOK, history)
	})
	mux.HandleFunc("POST /parcels/{id}/sightings", func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Place string `json:"place"`
		}
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&body); err != nil {
			http.Error(w, "the body must be a JSON object", http.StatusBadRequest)
			return
		}
		sighting, err := tracker.Record(r.PathValue("id"), body.Place)
		if err != nil {
			fail(w, err)
			return
		}
		reply(w, http.StatusCreated, sighting)
	})
	return mux
}

func fail(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, tracking.ErrUnknown):
		status = http.StatusNotFound
	case errors.Is(err, tracking.ErrNoPlace):
		status = http.StatusUnprocessableEntity
	}
	http.Error(w, err.Error(), status)
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
