module gateway.example/routelint

go 1.24

require (
	github.com/spf13/cobra v1.8.1
	gopkg.in/yaml.v3 v3.0.1
)

require (
	github.com/inconshreveable/mousetrap v1.0.0 // indirect
	github.com/spf13/pflag v1.0.6-0.20210604000000-d5e0c0615ace // indirect
)
