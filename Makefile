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
LIBEXECDIR = $(PREFIX)/libexec/holdtrace
DATADIR = $(PREFIX)/share/holdtrace
MANDIR  = $(PREFIX)/share/man
DOCDIR  = $(PREFIX)/share/doc/holdtrace
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR  = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d
# The licence's full text, which installed copies and source archives carry.
LICENCE ?= /usr/share/common-licenses/GPL-3

PKGS     = sqlite3 icu-uc inih nettle
# Loaded on first need, so only their headers are used here.
LOADED   = expat gsl json-c libarchive libzip zlib
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wundef -Wwrite-strings -Wcast-qual -Wvla -Wformat=2 -Wimplicit-fallthrough -Wdouble-promotion -Werror
OPTIMISE ?= -O3 -g
HARDEN   ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) $(LOADED) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
# Ours first, then the caller's, also when those are given on the command line.
override CPPFLAGS := -Iinclude -Isrc -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
    -DHT_VERSION='"$(VERSION)"' -DHT_DATADIR='"$(DATADIR)"' -DHT_LIBEXECDIR='"$(LIBEXECDIR)"' $(PKG_CFLAGS) $(CPPFLAGS)
override CFLAGS   := -std=c17 -fPIE $(OPTIMISE) $(WARNINGS) $(HARDEN) $(SANITIZE) $(CFLAGS)
override LDFLAGS  := -pie -Wl,-z,relro -Wl,--as-needed $(SANITIZE) $(LDFLAGS)
override LDLIBS   := $(PKG_LIBS) -lcsv -lm $(LDLIBS)
TESTLIBS  = -lcmocka -ljson-c

STAGES  = base identify ingest portfolio lookthrough reference import resolve ownership exposure divest report history parts bundle update command
LIBSRC := $(sort $(wildcard $(STAGES:%=src/%/*.c)))
LIBOBJ := $(LIBSRC:%.c=$(BUILD)/%.o) $(BUILD)/gen/builtin_layouts.o $(BUILD)/gen/html_assets.o
LIB     = $(BUILD)/libholdtrace.a
PROGRAM = $(BUILD)/holdtrace
# The helper that `ref update` starts; the only program that is linked with libcurl.
FETCH    = $(BUILD)/holdtrace-fetch
FETCHSRC := $(sort $(wildcard src/fetch/*.c))
FETCHOBJ := $(FETCHSRC:%.c=$(BUILD)/%.o)
# The helper that `check --report pdf` starts; the only program that is linked with cairo and pango.
PDF    = $(BUILD)/holdtrace-pdf
PDFSRC := $(sort $(wildcard src/pdf/*.c))
PDFOBJ := $(PDFSRC:%.c=$(BUILD)/%.o)

# The helper that a report as a workbook starts; the only program that is linked with libxlsxwriter.
XLSX     = $(BUILD)/holdtrace-xlsx
XLSXSRC := $(sort $(wildcard src/sheets/*.c))
XLSXOBJ := $(XLSXSRC:%.c=$(BUILD)/%.o)
DB      = $(BUILD)/reference.db
LAYOUTS := $(sort $(wildcard reference/layouts/*.ini))
REFERENCE := $(sort $(wildcard reference/*.csv reference/screens/*.ini))
TESTSRC := $(sort $(wildcard tests/unit/test_*.c))
TESTS  := $(TESTSRC:tests/unit/%.c=$(BUILD)/tests/%)
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
PAGES  := $(sort $(wildcard man/*.[15]))
CONTRIB := $(sort $(wildcard contrib/* contrib/*/*))
CONTRIB := $(filter-out $(patsubst %/,%,$(wildcard contrib/*/)),$(CONTRIB))
SCHEMAS := $(sort $(wildcard schemas/*.json))

.PHONY: all help demo check check-all unit unit-programs golden golden-in-file memory corpus update kill pdf xlsx-check browser layers man-check schemas-check contrib-check soak bench-report \
        lint format format-check tidy cppcheck shellcheck man-lint \
        sanitize valgrind clang fuzz fuzz-programs install uninstall dist clean bench bench-names bench-near-names fit-names FORCE
.DELETE_ON_ERROR:

all: $(PROGRAM) $(FETCH) $(PDF) $(XLSX) $(DB)

help:
	@echo 'make            build the program and compile the reference'
	@echo 'make demo       the main job on a sample; succeeds when exposure is found'
	@echo 'make check      unit tests, golden tests, layer check, reference check'
	@echo 'make check-all  check, memory, update, kill, schemas, sanitizers, clang, valgrind, the real-file corpus, linters'
	@echo '                (alone: unit golden golden-in-file memory update kill corpus layers schemas-check sanitize clang valgrind lint)'
	@echo 'make pdf        the PDF report, as poppler and qpdf read it: its numbers, pages, fonts'
	@echo 'make browser    the HTML report in Chromium: its numbers, its safety, its accessibility'
	@echo 'make xlsx-check workbooks read back by openpyxl, and by LibreOffice where it is, and held against JSON'
	@echo 'make schemas-check  every JSON against its schema, by another validator; python3-jsonschema'
	@echo 'make soak       ten thousand files, five in a hundred broken'
	@echo 'make bench-report  how time and memory grow, as bench/scaling.svg'
	@echo 'make contrib-check  what contrib/ holds: units, cron, scans over several machines'
	@echo 'make fuzz       each reader on bytes made from the samples (SECONDS=30, FUZZ="csv json")'
	@echo 'make format     lay the sources out by .clang-format'
	@echo 'make install    into PREFIX ($(PREFIX)), under DESTDIR; make uninstall takes it away'
	@echo 'make bench      speed, beside other tools measured in the same run'
	@echo 'make bench-names  how well names are matched, on labelled pairs; make fit-names fits the model anew (GSL)'
	@echo 'make bench-near-names  how fast, and how often the first candidate is right, beside scikit-learn'
	@echo 'make dist       a source archive with the full licence text'
	@echo 'make clean      remove $(BUILD)/'
	@echo 'V=1 shows the commands; CC=, OPTIMISE= and CFLAGS= do what they say'

# $(call stamp,TEXT): the recipe of a file that changes only when TEXT does, for what make has no date of. What is compared
# has a name of this make's own, since several may run in one tree.
THIS_MAKE := $(shell echo $$PPID)
stamp = @$(shell mkdir -p $(@D))$(file >$@.$(THIS_MAKE),$(1))if cmp -s $@.$(THIS_MAKE) $@; then rm -f $@.$(THIS_MAKE); else mv -f $@.$(THIS_MAKE) $@; fi

$(BUILD)/flags: FORCE
	$(call stamp,$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(LDLIBS))
$(BUILD)/objects: FORCE
	$(call stamp,$(LIBOBJ))
$(BUILD)/reference.list: FORCE
	$(call stamp,$(REFERENCE))
$(BUILD)/layouts.list: FORCE
	$(call stamp,$(LAYOUTS))

$(PROGRAM): $(BUILD)/src/main.o $(LIB)
	$(call QUIET,LINK)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(FETCH): $(FETCHOBJ) $(LIB)
	$(call QUIET,LINK)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcurl

$(PDFOBJ) $(PDFSRC:%=$(BUILD)/tidy/%): override CPPFLAGS += $(shell pkg-config --cflags pangocairo 2>/dev/null)
$(PDF): $(PDFOBJ) $(LIB)
	$(call QUIET,LINK)$(CC) $(LDFLAGS) -o $@ $^ $$(pkg-config --libs pangocairo) $(LDLIBS)

$(XLSX): $(XLSXOBJ) $(LIB)
	$(call QUIET,LINK)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lxlsxwriter

$(LIB): $(LIBOBJ) $(BUILD)/objects
	@rm -f $@
	$(call QUIET,AR)$(AR) rcs $@ $(LIBOBJ)

$(BUILD)/src/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The layouts are data; they are compiled in, read already, so that the start is as fast with many of them as with one.
# What reads them is the program's own reader: a fault in one ends the build.
EMBED    = $(BUILD)/gen/embed
EMBEDOBJ = $(filter $(BUILD)/src/base/% $(BUILD)/src/identify/%,$(LIBOBJ)) \
           $(patsubst %,$(BUILD)/src/ingest/%.o,fields header_key layout_embed layout_file vocabulary vocabulary_file)

$(EMBED): scripts/embed.c $(EMBEDOBJ) $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,LINK)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(EMBEDOBJ) $(LDFLAGS) $(LDLIBS)

$(BUILD)/gen/builtin_layouts.c: $(LAYOUTS) $(EMBED) $(BUILD)/layouts.list
	$(call QUIET,EMBED)$(EMBED) $(LAYOUTS) > $@

# The style sheet and the script of the HTML report.
ASSETS := $(sort $(wildcard src/report/html/*))

$(BUILD)/gen/embed_text: scripts/embed_text.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,LINK)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(LDFLAGS)

$(BUILD)/gen/html_assets.c: $(ASSETS) $(BUILD)/gen/embed_text
	$(call QUIET,EMBED)$(BUILD)/gen/embed_text report/html_assets.h $(ASSETS) > $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	$(call QUIET,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Compiled again when its rows change, or the code that compiles them; not when another part of the program does.
$(DB): $(REFERENCE) $(BUILD)/reference.list $(filter $(BUILD)/src/reference/% $(BUILD)/src/identify/%,$(LIBOBJ)) | $(PROGRAM)
	$(call QUIET,REF)$(PROGRAM) ref build --from reference --output $@

demo: all
	scripts/demo $(PROGRAM)

check: unit golden layers man-check
	$(PROGRAM) ref verify --from reference

check-all: check golden-in-file memory update kill schemas-check sanitize clang valgrind corpus lint

unit: $(TESTS)
	@scripts/run-tests $(TESTS)

unit-programs: $(TESTS)

# Dates and numbers of countries are held against ICU's own, which the program does without.
$(BUILD)/tests/test_locale: TESTLIBS += -licui18n
$(BUILD)/tests/%: tests/unit/%.c $(LIB) $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,TEST)$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS) $(TESTLIBS)


golden: all
	tests/golden/run $(PROGRAM)

# With everything in a file, as beyond HOLDTRACE_MEMORY, what is printed is the same.
golden-in-file: all
	HOLDTRACE_MEMORY=0 tests/golden/run $(PROGRAM)

memory: all $(BUILD)/bench/launch
	tests/memory/run $(BUILD)

corpus: all
	tests/corpus/run $(PROGRAM)

# Downloads, from a server on this machine that misbehaves; needs python3.
update: $(PROGRAM) $(FETCH)
	tests/update/run $(PROGRAM)
# A build, an import or a scan into a store that is killed leaves the old database or the new one.
kill: all
	tests/kill/run $(PROGRAM)

# The PDF report as poppler and qpdf read it; needs python3.
pdf: all
	tests/pdf/run $(PROGRAM)

# The HTML report in a browser; needs node and chromium.
browser: all
	tests/browser/run $(BUILD)

# Workbooks read back and reckoned anew; needs python3-openpyxl.
xlsx-check: all
	tests/xlsx/run $(PROGRAM)

layers:
	@scripts/check-layers
	@tests/layers/run

# Every finding code, column meaning, command and option stands in the manual.
man-check: $(PROGRAM)
	@scripts/check-man $(PROGRAM)

# What the program writes as JSON keeps to schemas/; needs python3 and its jsonschema.
schemas-check: all
	tests/schemas/run $(PROGRAM)

# Ten thousand files, five in a hundred broken; needs python3.
soak: all
	tests/soak/run $(PROGRAM)

# How time and memory grow with rows, companies and processes, as a drawing; needs python3 and a generator of made-up
# holdings and references, GENERATOR=FILE.c.
GENERATOR ?= ../shared/bench/gen.c
bench-report: all
	@test -r $(GENERATOR) || { echo 'bench-report: $(GENERATOR) is not there' >&2; exit 2; }
	@mkdir -p $(BUILD)/bench
	$(CC) -O2 -o $(BUILD)/bench/generate $(GENERATOR) -lm
	bench/report $(BUILD) $(BUILD)/bench/generate bench/scaling.svg

# What contrib/ holds, as far as it can be tried here; the scans over several machines need root, and scripts/deps --cluster.
contrib-check: all
	tests/contrib/run $(PROGRAM)

# --- other builds of the same sources, each in a folder of its own

# _FORTIFY_SOURCE hides from AddressSanitizer what it replaces, so it is off here.
sanitize:
	+LSAN_OPTIONS='suppressions=$(CURDIR)/scripts/lsan.supp print_suppressions=0' $(MAKE) BUILD=$(BUILD)/sanitize HARDEN= OPTIMISE='-O1 -g -fno-omit-frame-pointer' \
	    SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all' KILLS=20 unit golden update

clang:
	+$(MAKE) BUILD=$(BUILD)/clang CC=clang OPTIMISE=-O1 all unit

valgrind: all $(TESTS)
	scripts/valgrind $(PROGRAM) $(TESTS)

# SECONDS for each reader family, on bytes that a fuzzer makes from the samples; FUZZ names some of them.
SECONDS ?= 30
FUZZ ?= $(FUZZERS)
fuzz: $(PROGRAM) $(DB)
	+$(MAKE) BUILD=$(BUILD)/fuzz CC=clang HARDEN= OPTIMISE='-O1 -g -fno-omit-frame-pointer' \
	    SANITIZE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' fuzz-programs
	HOLDTRACE_REFERENCE=$(DB) tests/fuzz/run $(BUILD)/fuzz $(SECONDS) $(FUZZ)
	tests/fuzz/large $(PROGRAM)

# For `make fuzz` only: they mean nothing without its SANITIZE.
fuzz-programs: $(FUZZERS:%=$(BUILD)/%)

$(FUZZERS:%=$(BUILD)/%): $(BUILD)/%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.c tests/fuzz/holdings.c tests/fuzz/fuzz.h \
    $(LIB) $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,FUZZ)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $(filter %.c,$^) $(LIB) $(LDFLAGS) -fsanitize=fuzzer $(LDLIBS)

# --- linters

CSRC := $(LIBSRC) $(FETCHSRC) $(PDFSRC) $(XLSXSRC) $(wildcard src/main.c)
FORMATTED := $(sort $(wildcard include/holdtrace/*.h src/*.c src/*/*.[ch] tests/unit/*.[ch] tests/fuzz/*.[ch] scripts/*.c bench/*.c tools/*/*.[ch]))
SCRIPTS := $(shell grep -lE '^\#!/bin/(ba)?sh' .ci/run scripts/* bench/* tests/*/run contrib/*/* 2>/dev/null)

lint: format-check tidy cppcheck shellcheck man-lint

format:
	clang-format -i $(FORMATTED)

format-check:
	clang-format --dry-run --Werror $(FORMATTED)

# Paths of a function that are looked at, a third of the default: three times as fast. TIDY_NODES=225000 looks at all that
# can be afforded before a release.
TIDY_NODES ?= 75000
TIDY_DEPTH := $(foreach word,-analyzer-config max-nodes=$(TIDY_NODES),--extra-arg=-Xclang --extra-arg=$(word))
tidy: $(CSRC:%=$(BUILD)/tidy/%)

$(BUILD)/tidy/%: % .clang-tidy $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,TIDY)clang-tidy --quiet --warnings-as-errors='*' $(TIDY_DEPTH) $< -- $(CPPFLAGS) -std=c17 >$@.log 2>&1 \
	    || { cat $@.log; exit 1; }
	@touch $@

cppcheck:
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	    --suppress=missingIncludeSystem --suppress=ctuPointerArith --suppress=returnDanglingLifetime -Iinclude -Isrc src

shellcheck:
	shellcheck $(SCRIPTS)
	shellcheck --shell=bash completions/holdtrace.bash

man-lint:
	mandoc -Tlint -W warning $(PAGES)

# --- install: one list of SOURCE:TARGET, which install and uninstall walk

GZPAGES = $(PAGES:man/%=$(BUILD)/man/%.gz)
GOODS = $(PROGRAM):$(BINDIR)/holdtrace $(FETCH):$(LIBEXECDIR)/holdtrace-fetch $(PDF):$(LIBEXECDIR)/holdtrace-pdf \
        $(XLSX):$(LIBEXECDIR)/holdtrace-xlsx $(DB):$(DATADIR)/reference.db \
        reference/updates.ini:$(DATADIR)/updates.ini $(foreach rows,$(REFERENCE),$(rows):$(DATADIR)/$(rows)) \
        $(foreach schema,$(SCHEMAS),$(schema):$(DATADIR)/$(schema)) \
        completions/holdtrace.bash:$(BASHDIR)/holdtrace completions/_holdtrace:$(ZSHDIR)/_holdtrace \
        completions/holdtrace.fish:$(FISHDIR)/holdtrace.fish \
        README.md:$(DOCDIR)/README.md CHANGELOG.md:$(DOCDIR)/CHANGELOG.md COPYING:$(DOCDIR)/COPYING \
        $(LICENCE):$(DOCDIR)/GPL-3 $(foreach item,$(CONTRIB),$(item):$(DOCDIR)/$(item)) \
        $(foreach page,$(PAGES:man/%=%),$(BUILD)/man/$(page).gz:$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(page).gz)

$(BUILD)/man/%.gz: man/%
	@mkdir -p $(@D)
	@gzip -9nc $< >$@

install: all $(GZPAGES)
	@test -r '$(LICENCE)' || { echo 'install: the full licence text is missing; give it as LICENCE=FILE' >&2; exit 1; }
	@set -e; for goods in $(GOODS); do \
	    mode=644; case "$${goods%%:*}" in $(PROGRAM)|$(FETCH)|$(PDF)|$(XLSX)) mode=755;; \
	        contrib/*) test ! -x "$${goods%%:*}" || mode=755;; esac; \
	    echo "  INSTALL $(DESTDIR)$${goods#*:}"; \
	    install -D -m $$mode "$${goods%%:*}" "$(DESTDIR)$${goods#*:}"; \
	done

# Folders of the system, which stay when they are empty; others that install made do not.
SYSTEM = /usr/bin|/usr/libexec|/usr/share|/usr/share/man|/usr/local/bin|/usr/local/libexec|/usr/local/share|/usr/local/share/man

uninstall:
	@set -e; for goods in $(GOODS); do \
	    echo "  REMOVE  $(DESTDIR)$${goods#*:}"; \
	    rm -f "$(DESTDIR)$${goods#*:}"; \
	done
	@for goods in $(GOODS); do \
	    folder=$$(dirname "$${goods#*:}"); \
	    while [ "$$folder" != "$(PREFIX)" ] && [ "$$folder" != / ] && [ "$$folder" != . ]; do \
	        case "$(DESTDIR)$$folder" in $(SYSTEM)) break;; esac; \
	        rmdir "$(DESTDIR)$$folder" 2>/dev/null || [ ! -e "$(DESTDIR)$$folder" ] || break; \
	        folder=$$(dirname "$$folder"); \
	    done; \
	done

# The same commit gives the same bytes: git dates the files by the commit, gzip writes neither name nor time.
DIST = holdtrace-$(VERSION)
dist:
	@test -r '$(LICENCE)' || { echo 'dist: the full licence text is missing; give it as LICENCE=FILE' >&2; exit 1; }
	@mkdir -p $(BUILD)
	git -c tar.umask=0022 archive --format=tar --prefix=$(DIST)/ --add-file='$(LICENCE)' -o $(BUILD)/$(DIST).tar HEAD
	gzip -9nf $(BUILD)/$(DIST).tar
	@echo '$(BUILD)/$(DIST).tar.gz'

# --- speed

$(BUILD)/bench/%: bench/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,BENCH)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(LDFLAGS)

$(BUILD)/bench/fund.csv $(BUILD)/bench/fund.json: bench/make_fund
	@mkdir -p $(@D)
	$(call QUIET,DATA)bench/make_fund $(if $(filter %.json,$@),100000 json,200000) >$@

$(BUILD)/bench/lookup $(BUILD)/bench/candidates $(BUILD)/bench/owned: $(BUILD)/bench/%: bench/%.c $(LIB) $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,BENCH)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS)

$(BUILD)/bench/nport $(BUILD)/bench/throughput: $(BUILD)/bench/%: bench/%.c $(LIB) $(BUILD)/flags
	@mkdir -p $(@D)
	$(call QUIET,BENCH)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS) -lexpat

bench: all $(addprefix $(BUILD)/bench/,launch empty lookup candidates nport throughput fund.csv fund.json)
	$(BUILD)/bench/throughput $(BUILD)/bench/fund.csv $(BUILD)/bench/fund.json
	$(BUILD)/bench/nport holdings_samples/example_nport.xml
	bench/workbook $(BUILD)
	bench/divest $(BUILD)
	bench/memory $(BUILD)
	bench/cold_start $(BUILD)

# --- the model by which names are matched: measured by folds, and fitted anew by `make fit-names`. Not installed.

FITTERSRC := $(wildcard tools/fit_names/*.c)

$(BUILD)/fit_names: $(FITTERSRC) tools/fit_names/fit_names.h $(LIB) $(BUILD)/flags
	$(call QUIET,TOOL)$(CC) $(CPPFLAGS) -Itools/fit_names $(CFLAGS) -o $@ $(FITTERSRC) $(LIB) $(LDFLAGS) $(LDLIBS) \
	    $$(pkg-config --libs gsl)

$(BUILD)/bench/positions.csv: $(PROGRAM) $(DB)
	@mkdir -p $(@D)
	$(call QUIET,DATA)$(PROGRAM) check --all-positions --quiet --report csv=$@ ../shared/holdings >/dev/null 2>&1 || [ -s $@ ]

# Companies that there are none of, to tell the real ones from.
$(BUILD)/bench/ref_names.csv: ../shared/bench/gen.c
	@mkdir -p $(@D)
	$(call QUIET,DATA)$(CC) -O2 -w -o $(BUILD)/bench/gen $< -lm && $(BUILD)/bench/gen names 20000 10 $(@D)

# Names as exports would print them, among 300,000 companies, beside another tool in the same run.
$(BUILD)/bench/names_300k/ref_names.csv: ../shared/bench/gen.c
	@mkdir -p $(@D)
	$(call QUIET,DATA)$(CC) -O2 -w -o $(BUILD)/bench/gen $< -lm && $(BUILD)/bench/gen names 300000 30000 $(@D)

bench-near-names: $(PROGRAM) $(BUILD)/bench/candidates $(BUILD)/bench/names_300k/ref_names.csv
	bench/near_names $(BUILD) $(BUILD)/bench/names_300k

bench-names: $(BUILD)/fit_names $(BUILD)/bench/positions.csv $(BUILD)/bench/ref_names.csv
	$(BUILD)/fit_names -p $(BUILD)/bench/positions.csv -d $(BUILD)/bench/ref_names.csv \
	    -e $(BUILD)/bench/name_errors.tsv reference

fit-names: $(BUILD)/fit_names $(BUILD)/bench/positions.csv
	$(BUILD)/fit_names -p $(BUILD)/bench/positions.csv -e $(BUILD)/bench/name_errors.tsv \
	    -m src/identify/name_model.def reference

clean:
	rm -rf $(BUILD)

-include $(LIBOBJ:.o=.d) $(FETCHOBJ:.o=.d) $(PDFOBJ:.o=.d) $(XLSXOBJ:.o=.d) $(BUILD)/src/main.d $(TESTS:%=%.d)
