package main

import (
	_ "net/http/httptest"
	"testing"
	_ "testing/fstest"

	"github.com/stretchr/testify/assert"
	_ "github.com/stretchr/testify/require"
)

func TestWarm(t *testing.T) { assert.True(t, true) }
