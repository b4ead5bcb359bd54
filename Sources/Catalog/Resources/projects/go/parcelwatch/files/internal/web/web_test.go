package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"parcels.example/parcelwatch/internal/tracking"
)

func serve(handler http.Handler, method, target, body string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(method, target, strings.NewReader(body)))
	return recorder
}

func TestSightingsCanBeReadBack(t *testing.T) {
	handler := Handler(tracking.New(time.Now))
	assert.Equal(t, http.StatusCreated, serve(handler, "POST", "/parcels/77/sightings", `{"place":"Turin"}`).Code)
	got := serve(handler, "GET", "/parcels/77", "")
	assert.Equal(t, http.StatusOK, got.Code)
	assert.Contains(t, got.Body.String(), `"place":"Turin"`)
}

func TestRefusals(t *testing.T) {
	handler := Handler(tracking.New(time.Now))
	assert.Equal(t, http.StatusNotFound, serve(handler, "GET", "/parcels/78", "").Code)
	assert.Equal(t, http.StatusBadRequest, serve(handler, "POST", "/parcels/78/sightings", "Turin").Code)
	assert.Equal(t, http.StatusUnprocessableEntity, serve(handler, "POST", "/parcels/78/sightings", `{}`).Code)
}

func TestHealth(t *testing.T) {
	assert.JSONEq(t, `{"status":"up"}`, serve(Handler(tracking.New(time.Now)), "GET", "/healthz", "").Body.String())
}
