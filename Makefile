# Ratchet: the verbs of the house. Each installs what is missing and does the rest; nothing has to be typed before it.
#
#   make demo      simulated devices taken from enrolment to done by the real server; Ctrl-C ends it
#                  (make demo ARGS="--exit --json" ends by itself and prints one JSON object)
#   make test      every test, in parallel, with a throw-away PostgreSQL (make test FILTER=WindowTests for some)
#   make check     format, walls between targets, purity of the core, house habits: all faults at once
#   make build     the release executable, and where it is
#   make format    mends the format in place
#   make help      this list
#
# It takes a Swift toolchain (6.2 or newer) on Debian or Ubuntu; elsewhere, what scripts/system-packages.sh names.

SHELL := /bin/sh
ARGS ?=
FILTER ?=
READY := scripts/system-packages.sh
SWIFT := scripts/swift.sh
FORMATTED := $(wildcard Sources Tests) Package.swift scripts/check

.PHONY: help demo test check build format
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

# First that the checks can fail at all, then what they say of the house.
check:
	@$(READY)
	@status=0; scripts/test-check.sh || status=1; scripts/check.sh || status=1; exit $$status

build:
	@$(READY)
	@$(SWIFT) build -c release --product ratchet
	@echo "built $$($(SWIFT) build -c release --product ratchet --show-bin-path)/ratchet"

format:
	@$(READY)
	@$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)
