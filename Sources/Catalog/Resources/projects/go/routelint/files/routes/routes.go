// Package routes reads route tables and finds what is wrong with them.
package routes

import (
	"fmt"
	"io"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// Finding is one fault of a table.
type Finding struct {
	Line    int
	Message string
}

// String renders the finding as line and message.
func (f Finding) String() string {
	return fmt.Sprintf("line %d: %s", f.Line, f.Message)
}

type table struct {
	Routes []yaml.Node `yaml:"routes"`
}

type route struct {
	Path    string `yaml:"path"`
	Backend string `yaml:"backend"`
	Timeout string `yaml:"timeout"`
}

// Check reads a table and lists its faults in the order of its lines.
func Check(r io.Reader) ([]Finding, error) {
	var parsed table
	decoder := yaml.NewDecoder(r)
	decoder.KnownFields(true)
	if err := decoder.Decode(&parsed); err != nil {
		return nil, fmt.Errorf("not a route table: %w", err)
	}
	var findings []Finding
	firstLine := map[string]int{}
	for i := range parsed.Routes {
		node := &parsed.Routes[i]
		report := func(format string, arguments ...any) {
			findings = append(findings, Finding{Line: node.Line, Message: fmt.Sprintf(format, arguments...)})
		}
		var entry route
		if err := node.Decode(&entry); err != nil {
			report("not a route")
			continue
		}
		if !strings.HasPrefix(entry.Path, "/") {
			report("path %q is not absolute", entry.Path)
		} else if line, taken := firstLine[entry.Path]; taken {
			report("path %s was routed in line %d", entry.Path, line)
		} else {
			firstLine[entry.Path] = node.Line
		}
		if entry.Backend == "" {
			report("route %s has no backend", entry.Path)
		}
		if timeout, err := time.ParseDuration(entry.Timeout); err != nil || timeout <= 0 {
			report("timeout %q is not a positive duration", entry.Timeout)
		}
	}
	return findings, nil
}
