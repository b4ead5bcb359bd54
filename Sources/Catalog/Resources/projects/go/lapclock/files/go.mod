module timing.example/lapclock

go 1.24

require (
	github.com/pkg/errors v0.9.1
	github.com/spf13/pflag v1.0.6-0.20210604000000-d5e0c0615ace
)
