# Two commands do everything on a fresh Debian machine: `make run` and `make check`. `make help` lists the rest.

PREFIX ?= /usr/local
BUILD ?= build
CC ?= cc
CFLAGS ?= -O3 -g
BENCH ?= full
# What `make run` and `make check` build, they build on all cores.
JOBS ?= $(shell nproc 2>/dev/null || echo 1)

PACKAGES = gcc g++ make pkg-config libicu-dev libgsl-dev zlib1g-dev libjansson-dev libcsv-dev libstemmer-dev \
	libexttextcat-dev libexttextcat-data libarchive-dev libsqlite3-dev
CHECK_PACKAGES = libcriterion-dev strace python3 python3-numpy python3-scipy python3-sklearn python3-gensim python3-pandas locales mandoc \
	unicode-data snowball-data bzip2 libxml2-utils
SLOW_PACKAGES = clang valgrind strace libclang-rt-14-dev
BENCH_PACKAGES = python3-sklearn python3-stemmer python3-gensim

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes
# No contraction and no fast math: the same bits on every processor.
DIALECT = -std=c17 -D_GNU_SOURCE -ffp-contract=off -pthread
# libarchive and SQLite are loaded when they are first needed (late_library.h).
ICU = icui18n icuuc icudata
OTHERS = stemmer gsl gslcblas z jansson csv exttextcat-2.0
LIBRARIES = $(patsubst %,-l%,$(ICU) $(OTHERS)) -lm -pthread
# The program takes what it uses of them into itself where their packages have archives: with ten libraries fewer to
# find, map and relocate it starts in less than half the time. At a fixed address nothing of its own is relocated,
# either (the stemmers' tables alone are 80 pages); libraries, heap and stack still lie at random. ICU is C++.
archive = $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a))
archive_or_library = $(if $(call archive,$(1)),-l:lib$(1).a,-l$(1))
ICU_IN_PROGRAM = $(if $(and $(call archive,icui18n),$(call archive,icuuc),$(call archive,icudata),$(call archive,stdc++)),\
	$(ICU:%=-l:lib%.a) -l:libstdc++.a -static-libgcc,$(ICU:%=-l%))
PROGRAM_FLAGS = -no-pie
PROGRAM_LIBRARIES = $(ICU_IN_PROGRAM) $(foreach name,$(OTHERS),$(call archive_or_library,$(name))) -lm -pthread

FOLDERS = pipeline stages/language stages/read stages/words stages/vectors stages/compare stages/check stages/report
# Programs of their own, run while building.
TOOL = stages/language/background_compile.c
FOLD_TOOL = stages/language/fold_tables.c
LIST_TOOL = stages/words/word_list_compile.c
SOURCES = $(filter-out $(TOOL) $(FOLD_TOOL) $(LIST_TOOL) pipeline/main.c,$(wildcard $(addsuffix /*.c,$(FOLDERS))))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/stages/language/tables.o $(BUILD)/stages/report/page_files.o
TESTS = $(wildcard tests/test_*.c tests/support/*.c)
TEST_OBJECTS = $(TESTS:%.c=$(BUILD)/%.o)
# Later ones use what earlier ones have at hand.
PAGE_SCRIPT = $(addprefix stages/report/page/,elements.js fold.js address.js pair_facts.js maps.js pair_view.js tables.js \
	exports.js words.js start.js)
HEADERS = $(wildcard include/*.h $(addsuffix /*.h,$(FOLDERS)))
BACKGROUND_OBJECTS = $(addprefix $(BUILD)/,stages/language/background_table.o stages/language/background_index.o stages/language/fold.o \
	stages/language/fold_character.o stages/language/script.o pipeline/failure.o pipeline/array.o pipeline/arena.o pipeline/pages.o pipeline/span.o)
FOLD_OBJECTS = $(addprefix $(BUILD)/,stages/language/fold.o stages/language/fold_character.o stages/language/language.o \
	stages/language/names.o stages/language/script.o stages/language/word_list.o stages/language/word_map.o stages/language/word_table.o \
	pipeline/failure.o pipeline/array.o pipeline/arena.o pipeline/pages.o pipeline/span.o)
LIST_OBJECTS = $(addprefix $(BUILD)/,stages/words/date_table.o stages/words/phrase_table.o) \
	$(filter-out %/names.o,$(FOLD_OBJECTS))
LISTS = $(BUILD)/dates.words $(BUILD)/phrases.words
TABLES = $(BUILD)/ar.background $(BUILD)/en.background $(BUILD)/names.words $(BUILD)/stop_words.words $(LISTS)

all: $(BUILD)/mizan

help:
	@echo 'make run           install what is missing, build, compare corpora/, show the result'
	@echo 'make check         install what is missing, build, run the tests (under five minutes)'
	@echo 'make all           build $(BUILD)/mizan'
	@echo 'make deps          install the Debian packages that are needed (as root or with sudo -n)'
	@echo 'make check-slow    campaigns: every allocation refused, sanitizers, both compilers'
	@echo 'make fuzz          libFuzzer on everything that reads, SECONDS=15 for each target (clang)'
	@echo 'make check-memory  the tests under valgrind and the sanitizers'
	@echo 'make check-headers each header alone; no header of a library where it does not belong'
	@echo 'make check-style   layout by clang-format, file sizes'
	@echo 'make bench         speed and memory against peers, as ratios, in 25 minutes; fetches news by npm (BENCH=quick: the small corpora; LARGE=0: without 100,000)'
	@echo 'make evaluate      retrieval sets with gold answers, as a table (EVAL=FOLDER for others than ../shared/eval)'
	@echo 'make install       into PREFIX=$(PREFIX) (DESTDIR is respected); make uninstall takes it away'
	@echo 'make clean         remove $(BUILD)/'

# ---- building ------------------------------------------------------------------------------------------------------

# The law of the folders: what a file may include (ARCHITECTURE in CONTRIBUTING.md).
INCLUDES_pipeline = -Iinclude -Ipipeline
INCLUDES_stages = -Iinclude -I$(dir $<) -Istages/language
INCLUDES_tests = -Iinclude -Itests/support $(addprefix -I,$(FOLDERS))
INCLUDES = $(INCLUDES_$(firstword $(subst /, ,$<)))

# What is built with other flags is built anew.
$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(DIALECT) $(WARNINGS) $(INCLUDES) $(LATE_NAMES) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# What is loaded late is loaded by the name that the linker finds here.
LATE_OBJECTS = $(addprefix $(BUILD)/,stages/report/npz.o stages/report/database.o)
$(LATE_OBJECTS): $(BUILD)/late_names.h
LATE_NAMES =
$(LATE_OBJECTS): LATE_NAMES = -include $(BUILD)/late_names.h

$(BUILD)/late_names.h: stages/language/late_names.sh
	@mkdir -p $(@D)
	CC='$(CC)' stages/language/late_names.sh archive sqlite3 >$@.new
	mv $@.new $@

# The tables that are read in place: counts of a large collection, compiled once.
$(BUILD)/background_compile: $(TOOL) $(BACKGROUND_OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(DIALECT) $(WARNINGS) -Iinclude -Istages/language $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ -licuuc -licudata -lz

$(BUILD)/%.background: stages/language/data/%.tsv.gz $(BUILD)/background_compile
	$(BUILD)/background_compile $* $< $@

$(BUILD)/fold_tables: $(FOLD_TOOL) $(FOLD_OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(DIALECT) $(WARNINGS) -Iinclude -Istages/language $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ -licuuc -licudata -lz

$(BUILD)/%.words: stages/language/data/%.tsv $(BUILD)/fold_tables
	$(BUILD)/fold_tables $* $< $@

$(BUILD)/word_list_compile: $(LIST_TOOL) $(LIST_OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(DIALECT) $(WARNINGS) -Iinclude -Istages/words -Istages/language $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ -licuuc -licudata -lz

$(LISTS): $(BUILD)/%.words: $(BUILD)/word_list_compile
	$(BUILD)/word_list_compile $* $@

$(BUILD)/stages/language/tables.o: stages/language/tables.S $(TABLES)
	@mkdir -p $(@D)
	$(CC) -c -o $@ -Wa,-I$(BUILD) $<

# What report.html embeds, with the hashes that its policy names. The script's sources are one function together.
$(BUILD)/page.js: $(PAGE_SCRIPT) Makefile
	@mkdir -p $(@D)
	{ printf '%s\n' '(function () {' "'use strict';" && cat $(PAGE_SCRIPT) && echo '})();'; } >$@

$(BUILD)/page.css: stages/report/page/page.css
	@mkdir -p $(@D)
	cp $< $@

$(BUILD)/%.sha256: $(BUILD)/%
	sha256sum <$< | cut -c1-64 | tr -d '\n' >$@

$(BUILD)/stages/report/page_files.o: stages/report/page_files.S $(BUILD)/page.css.sha256 $(BUILD)/page.js.sha256
	@mkdir -p $(@D)
	$(CC) -c -o $@ -Wa,-I$(BUILD) $<

$(BUILD)/mizan: $(BUILD)/pipeline/main.o $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) $(PROGRAM_FLAGS) -o $@ $^ $(PROGRAM_LIBRARIES)

# What `make bench` takes the text stages' cost from: the same program without them.
$(BUILD)/mizan_bare: $(BUILD)/pipeline/main.o $(BUILD)/tests/bench/bare_plan.o $(filter-out $(BUILD)/pipeline/plan.o,$(OBJECTS))
	$(CC) $(CFLAGS) $(LDFLAGS) $(PROGRAM_FLAGS) -o $@ $^ $(PROGRAM_LIBRARIES)

# How far its two cores are apart.
$(BUILD)/core_distance: $(BUILD)/tests/bench/core_distance.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -pthread

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d) $(BUILD)/pipeline/main.d $(BUILD)/tests/bench/bare_plan.d $(BUILD)/tests/bench/core_distance.d

# ---- running -------------------------------------------------------------------------------------------------------

run: deps-if-missing
	@$(MAKE) --no-print-directory -j$(JOBS) all
	$(BUILD)/mizan compare corpora -o $(BUILD)/results --force

# ---- packages ------------------------------------------------------------------------------------------------------

# Asks nothing: installs as root or with sudo -n, else prints the command.
deps:
	@tests/install_packages.sh $(PACKAGES) $(CHECK_PACKAGES)

deps-if-missing:
	@tests/install_packages.sh --if-missing $(PACKAGES)

deps-check-if-missing:
	@tests/install_packages.sh --if-missing $(PACKAGES) $(CHECK_PACKAGES)

# ---- checking ------------------------------------------------------------------------------------------------------

# Every allocation of our own code goes through tests/support/refusal.c.
WRAP = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup

$(BUILD)/check: $(TEST_OBJECTS) $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) $(WRAP) -o $@ $^ $(LIBRARIES) -lsqlite3 -lcriterion

check: deps-check-if-missing
	@$(MAKE) --no-print-directory -j$(JOBS) all $(BUILD)/check
	@$(MAKE) --no-print-directory check-headers
	BUILD=$(BUILD) tests/run_checks.sh

check-slow: all
	BUILD=$(BUILD) tests/slow/run.sh

check-memory: all
	BUILD=$(BUILD) tests/slow/memory.sh

# Fuzz targets are one file each in tests/fuzz/; their builds go beside the others.
FUZZ_FLAGS = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
FUZZ_TARGETS = $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c)))
SECONDS ?= 15

.SECONDARY: $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/%.o)
-include $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/%.d)

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/support/harness.o $(OBJECTS)
	$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBRARIES)

fuzz:
	@tests/install_packages.sh --if-missing $(PACKAGES) clang libclang-rt-14-dev
	@mkdir -p $(BUILD)/fuzz
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=$(BUILD)/fuzz CC=clang CFLAGS='$(FUZZ_FLAGS) -fsanitize=fuzzer-no-link' \
		$(addprefix $(BUILD)/fuzz/fuzz_,$(FUZZ_TARGETS)) >$(BUILD)/fuzz.log || { tail -n 50 $(BUILD)/fuzz.log; exit 1; }
	@BUILD=$(BUILD) SECONDS_EACH=$(SECONDS) tests/fuzz/run.sh $(FUZZ_TARGETS)

check-headers:
	@CC='$(CC)' DIALECT='$(DIALECT) $(WARNINGS)' tests/check_headers.sh $(HEADERS)

check-style:
	@tests/check_style.sh

bench: all $(BUILD)/mizan_bare $(BUILD)/core_distance
	BUILD=$(BUILD) BENCH=$(BENCH) tests/bench/run.sh

evaluate: all
	@/usr/bin/python3 -c 'import numpy' 2>/dev/null || tests/install_packages.sh --if-missing python3-numpy
	@MIZAN=$(BUILD)/mizan /usr/bin/python3 tests/evaluate/evaluate.py $(EVAL)
	@MIZAN=$(BUILD)/mizan /usr/bin/python3 tests/evaluate/written_truth.py

# ---- installing ----------------------------------------------------------------------------------------------------

SHARE = $(DESTDIR)$(PREFIX)/share
COMPLETIONS = bash-completion/completions/mizan zsh/site-functions/_mizan fish/vendor_completions.d/mizan.fish

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/man/man5 $(dir $(addprefix $(SHARE)/,$(COMPLETIONS)))
	install -m 755 $(BUILD)/mizan $(DESTDIR)$(PREFIX)/bin/mizan
	install -m 644 pipeline/mizan.1 $(SHARE)/man/man1/mizan.1
	install -m 644 pipeline/mizan-vertical.5 $(SHARE)/man/man5/mizan-vertical.5
	for shell in bash zsh fish; do \
	    $(BUILD)/mizan help --completion $$shell >$(BUILD)/completion.$$shell || exit 1; \
	done
	install -m 644 $(BUILD)/completion.bash $(SHARE)/bash-completion/completions/mizan
	install -m 644 $(BUILD)/completion.zsh $(SHARE)/zsh/site-functions/_mizan
	install -m 644 $(BUILD)/completion.fish $(SHARE)/fish/vendor_completions.d/mizan.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/mizan $(SHARE)/man/man1/mizan.1 $(SHARE)/man/man5/mizan-vertical.5 \
	    $(addprefix $(SHARE)/,$(COMPLETIONS))

clean:
	rm -rf $(BUILD)

.PHONY: all help run deps deps-if-missing deps-check-if-missing check check-slow check-memory check-headers \
	check-style fuzz bench evaluate install uninstall clean
