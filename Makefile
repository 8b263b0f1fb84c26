# Ratchet: the verbs of the house. Each installs what is missing and does the rest; nothing has to be typed before it.
#
#   make demo      simulated devices taken from enrolment to done by the real server; Ctrl-C ends it
#                  (make demo ARGS="--exit --json" ends by itself and prints one JSON object;
#                  make demo ARGS=appliance shows an appliance instead)
#   make test      every test, in parallel, with a throw-away PostgreSQL (make test FILTER=WindowTests for some)
#   make simulate  server and devices, then server and appliances, in one thread with everything that can go wrong, for 100
#                  seeds each (SEEDS=500 for more, FROM=101 for others, WORLD=appliances for one of the two);
#                  make simulate SEED=7 WORLD=appliances tells what happens in one
#   make crash-test kills the server 100 times on SQLite and 20 times on PostgreSQL while simulated devices talk, fills its
#                  disk and makes it read-only, and sees that nothing it answered for is lost (KILLS=20 for fewer, PG_KILLS=0
#                  for none on PostgreSQL, DISK=no; SEED=7 for other moments)
#   make check     format, walls between targets, purity of the core, house habits: all faults at once
#   make bench     release build of the benchmarks, and a table of what they took (make bench FILTER=group for some)
#   make fuzz      fuzzes each decoder that faces a device: make fuzz SECONDS=60, of one TARGET=check-in if wanted
#                  (make fuzz-replay INPUT=Fuzz/crashes/... runs one input again; make fuzz-corpus keeps what runs found)
#   make build     the release executable, and where it is
#   make install   puts what was built, its manual pages and its completions under PREFIX=/usr/local (DESTDIR= for packages)
#   make rules     writes docs/rules.md: the procedure's rules, where they are carried and shown
#   make reference writes docs/reference from the program's own description
#   make format    mends the format in place
#   make help      this list
#
# It takes a Swift toolchain (6.2 or newer) on Debian or Ubuntu; elsewhere, what scripts/system-packages.sh names.

SHELL := /bin/sh
ARGS ?=
FILTER ?=
SEEDS ?= 100
FROM ?= 1
SEED ?=
WORLD ?=
KILLS ?= 100
PG_KILLS ?= 20
DISK ?= yes
SECONDS ?= 60
TARGET ?=
INPUT ?=
PREFIX ?= /usr/local
DESTDIR ?=
READY := scripts/system-packages.sh
SWIFT := scripts/swift.sh
FORMATTED := $(wildcard Sources Tests) Package.swift Fuzz/Package.swift Fuzz/Sources/Fuzzing scripts/check

.PHONY: help demo test simulate crash-test check bench fuzz fuzz-replay fuzz-corpus build install reference rules format
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile

# What is printed while building goes to stderr, so that the demo's own output can be piped.
demo:
	@$(READY)
	@$(SWIFT) build --product ratchet >&2
	@exec .build/debug/ratchet demo $(ARGS)

test:
	@$(READY)
	@$(SWIFT) test --parallel $(if $(FILTER),--filter '$(FILTER)')

simulate:
	@$(READY)
	@$(SWIFT) build --product ratchet-simulation >&2
	@exec .build/debug/ratchet-simulation $(if $(SEED),--seed $(SEED),--seeds $(SEEDS) --from $(FROM)) \
		$(if $(WORLD),--world $(WORLD))

# The server is a program of its own: both are built.
crash-test:
	@$(READY)
	@$(SWIFT) build --product ratchet >&2
	@$(SWIFT) build --product ratchet-crash-test >&2
	@exec .build/debug/ratchet-crash-test --kills $(KILLS) --pg-kills $(PG_KILLS) --seed $(or $(SEED),1) \
		$(if $(filter no,$(DISK)),--no-disk) $(ARGS)

# First that the checks can fail at all, then what they say of the house.
check:
	@$(READY)
	@status=0; scripts/test-check.sh || status=1; scripts/check.sh || status=1; exit $$status

# What is printed while building goes to stderr, so that the table can be kept.
bench:
	@$(READY)
	@$(SWIFT) build -c release --product RatchetBench >&2
	@$(SWIFT) build -c release --product ratchet >&2
	@exec .build/release/RatchetBench --json .build/bench.json $(if $(FILTER),--only '$(FILTER)') $(ARGS)

fuzz:
	@$(READY)
	@scripts/fuzz.sh run '$(SECONDS)' '$(TARGET)' '$(SEED)'

fuzz-replay:
	@$(READY)
	@scripts/fuzz.sh replay '$(INPUT)'

fuzz-corpus:
	@$(READY)
	@scripts/fuzz.sh corpus

build:
	@$(READY)
	@$(SWIFT) build -c release --product ratchet
	@echo "built $$($(SWIFT) build -c release --product ratchet --show-bin-path)/ratchet"

# Builds nothing, so that it may be called by root.
install:
	@scripts/install.sh .build/release/ratchet '$(PREFIX)' '$(DESTDIR)'

rules:
	@$(READY)
	@"$$(scripts/check.sh --build-only)" . rules > docs/rules.md.new && mv docs/rules.md.new docs/rules.md

reference:
	@$(READY)
	@$(SWIFT) build --product ratchet >&2
	@.build/debug/ratchet reference pages docs/reference

format:
	@$(READY)
	@$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)
