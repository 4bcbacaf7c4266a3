# SPDX-License-Identifier: GPL-3.0-or-later
# holdtrace: build, test, install. `make help` lists the targets.

VERSION := 0.1.0
PREFIX  ?= /usr/local
BUILD   ?= build
ifeq ($(origin CC),default)
CC = gcc
endif

# Each command is shown as one short line; make V=1 shows it whole.
ifeq ($(V),)
QUIET = @printf '  %-8s%s\n' '$(1)' '$@';
endif

BINDIR  = $(PREFIX)/bin
DATADIR = $(PREFIX)/share/holdtrace
MANDIR  = $(PREFIX)/share/man
DOCDIR  = $(PREFIX)/share/doc/holdtrace

PKGS     = sqlite3 icu-uc inih nettle
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wundef -Wwrite-strings -Wcast-qual -Wvla -Wformat=2 -Wimplicit-fallthrough -Wdouble-promotion -Werror
OPTIMISE ?= -O2 -g
HARDEN   ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CPPFLAGS += -Iinclude -Isrc -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
            -DHT_VERSION='"$(VERSION)"' -DHT_DATADIR='"$(DATADIR)"' $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
CFLAGS   += -std=c17 $(OPTIMISE) $(WARNINGS) $(HARDEN) $(SANITIZE)
LDFLAGS  += -pie -Wl,-z,relro -Wl,--as-needed $(SANITIZE)
LDLIBS   += $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv -lm

STAGES  = base identify ingest portfolio reference resolve ownership exposure report history command
LIBSRC := $(sort $(wildcard $(STAGES:%=src/%/*.c)))
LIBOBJ := $(LIBSRC:%.c=$(BUILD)/%.o) $(BUILD)/gen/builtin_layouts.o
LIB     = $(BUILD)/libholdtrace.a
PROGRAM = $(BUILD)/holdtrace
DB      = $(BUILD)/reference.db
LAYOUTS := $(sort $(wildcard reference/layouts/*.ini))
REFERENCE := $(wildcard reference/*.csv reference/screens/*.ini)
TESTS  := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/test_*.c)))

.PHONY: all help demo check check-all unit golden corpus layers lint format sanitize valgrind clang install uninstall dist clean bench
.DELETE_ON_ERROR:

all: $(PROGRAM) $(DB)

help:
	@echo 'make            build the program and compile the reference'
	@echo 'make demo       the main job on a sample; succeeds when exposure is found'
	@echo 'make check      unit tests, golden tests, layer check, reference check'
	@echo 'make check-all  check, sanitizers, clang, valgrind, the real-file corpus, linters'
	@echo 'make install    into PREFIX ($(PREFIX)), under DESTDIR; make uninstall takes it away'
	@echo 'make bench      speed, as ratios to other tools measured in the same run'
	@echo 'make dist       a source archive'

$(PROGRAM): $(BUILD)/src/main.o $(LIB)
	$(call QUIET,LINK)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIB): $(LIBOBJ)
	@rm -f $@
	$(call QUIET,AR)$(AR) rcs $@ $^

$(BUILD)/src/%.o: src/%.c
	@mkdir -p $(@D)
	$(call QUIET,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The layouts are data; they are compiled in so that `inspect` needs no installed files.
$(BUILD)/gen/builtin_layouts.c: $(LAYOUTS) scripts/embed
	@mkdir -p $(@D)
	scripts/embed ht_builtin_layouts $(LAYOUTS) > $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(call QUIET,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-overlength-strings -c -o $@ $<

$(DB): $(PROGRAM) $(REFERENCE)
	$(PROGRAM) ref build --from reference --output $@

demo: all
	scripts/demo $(PROGRAM)

check: unit golden layers
	$(PROGRAM) ref verify --from reference

unit: $(TESTS)
	@scripts/run-tests $(TESTS)

$(BUILD)/tests/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(call QUIET,TEST)$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS) -lcmocka

# The published ownership examples are JSON; only this test reads them.
$(BUILD)/tests/test_ownership_peers: LDLIBS += -ljson-c

golden: all
	tests/golden/run $(PROGRAM)

corpus: all
	tests/corpus/run $(PROGRAM)

layers:
	scripts/check-layers

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
