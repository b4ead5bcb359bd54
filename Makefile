# Two targets do everything: `make demo` and `make test`. The others are their parts.
CONFIGURATION ?= release
WITNESSBOX = .build/$(CONFIGURATION)/witnessbox
PACKAGES = libarchive-dev libgmp-dev liblapack-dev libseccomp-dev libsqlite3-dev zlib1g-dev mmdebstrap uidmap zstd jq busybox-static
BENCHMARK_PACKAGES = bubblewrap libarchive-tools
# Of `launch-benchmark`, see its --help: --quick, --program crun=PATH, ...
BENCHMARK_OPTIONS ?=

PROFILE ?= full
IMAGE = toolchain:$(PROFILE)
DEMO ?= runs/demo
SEED ?= 7
TARGET ?= 100
PARALLEL ?= 4
ROUNDS ?= 1

.PHONY: help demo test packages build image format lint bench-launch bench-scale bench-unpack bench-row-cost bench-memory bench-throughput bench-ci bench-dataset smoke clean

help:
	@echo "make demo    install what is missing, build, build the toolchain image, make and verify $(TARGET) examples, report"
	@echo "make test    unit, sandbox and image tests, and a build and test of each language in a sandbox"

demo: packages build image
	$(WITNESSBOX) generate --target $(TARGET) --seed $(SEED) --parallel $(PARALLEL) --image $(IMAGE) --output $(DEMO)
	$(WITNESSBOX) analyze $(DEMO)

# The catalog's tests come last and alone: they keep every processor busy for minutes, beside which sandboxes of the others would meet their wall time.
test: CONFIGURATION = debug
test: packages
	swift build --build-tests
	$(MAKE) image CONFIGURATION=debug
	WITNESSBOX_TEST_IMAGE=$(IMAGE) \
		WITNESS="$$($(WITNESSBOX) image inspect $(IMAGE) --json | jq -r .rootFileSystem)/usr/bin/witness" \
		swift test --skip-build --skip CatalogTests
	swift test --skip-build --filter CatalogTests
	WITNESSBOX=$(WITNESSBOX) Benchmarks/smoke 1 $(IMAGE)

packages:
	@scripts/host-packages $(PACKAGES)

build:
	swift build -c $(CONFIGURATION) --product witnessbox
	swift build -c $(CONFIGURATION) --product sandbox-init

image:
	@mkdir -p .build/images
	@$(WITNESSBOX) image inspect $(IMAGE) --json 2>/dev/null | jq -e .record.witness.canVerifyTokens >/dev/null \
		|| $(WITNESSBOX) image build --profile $(PROFILE) --output .build/images/toolchain-$(PROFILE).tar.zst

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz

.PHONY: fuzz
# How long each fuzz target runs.
fuzz: SECONDS ?= 60
fuzz: packages
	scripts/fuzz $(SECONDS)

bench-launch:
	@scripts/host-packages $(BENCHMARK_PACKAGES)
	swift build -c release --product launch-benchmark
	.build/release/launch-benchmark $(BENCHMARK_OPTIONS)

bench-scale:
	@scripts/host-packages busybox-static
	swift build -c release --product scale-benchmark
	.build/release/scale-benchmark

bench-unpack: build
	@scripts/host-packages $(BENCHMARK_PACKAGES)
	Benchmarks/unpack .build/images/toolchain-$(PROFILE).tar.zst

bench-dataset:
	@scripts/host-packages $(PACKAGES)
	swift build -c release --product dataset-benchmark
	.build/release/dataset-benchmark

bench-row-cost bench-memory bench-throughput: build image
	Benchmarks/$(@:bench-%=%)

bench-ci: image
	swift build -c release --product ci-mock-cost
	.build/release/ci-mock-cost --image $(IMAGE)

smoke: build image
	Benchmarks/smoke $(ROUNDS) $(IMAGE)

clean:
	rm -rf .build $(DEMO)
