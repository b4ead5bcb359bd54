package routes

import (
	"os"
	"strings"
	"testing"
)

func check(t *testing.T, text string) []Finding {
	t.Helper()
	findings, err := Check(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

func TestExampleIsClean(t *testing.T) {
	file, err := os.Open("../examples/shop.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	findings, err := Check(file)
	if err != nil || len(findings) != 0 {
		t.Fatalf("got %v, %v", findings, err)
	}
}

func TestFaultsAreFoundWithTheirLine(t *testing.T) {
	findings := check(t, `routes:
- {path: /a, backend: one, timeout: 1s}
- {path: /a, backend: two, timeout: 1s}
- {path: b, backend: two, timeout: 1s}
- {path: /c, timeout: 1s}
- {path: /d, backend: two, timeout: soon}
`)
	want := []string{
		"line 3: path /a was routed in line 2",
		`line 4: path "b" is not absolute`,
		"line 5: route /c has no backend",
		`line 6: timeout "soon" is not a positive duration`,
	}
	if len(findings) != len(want) {
		t.Fatalf("got %v", findings)
	}
	for i := range want {
		if findings[i].String() != want[i] {
			t.Errorf("got %q, want %q", findings[i], want[i])
		}
	}
}

func TestUnknownKeysAreRefused(t *testing.T) {
	if _, err := Check(strings.NewReader("redirects: []\n")); err == nil {
		t.Fatal("accepted")
	}
}
