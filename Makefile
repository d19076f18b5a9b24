# rapport - builds with GNU make; `make help` names the targets.
# The only place that knows the version, the flags and what is installed where.

VERSION = 0.1.0
PREFIX  = /usr/local
BINDIR  = $(PREFIX)/bin
DATADIR = $(PREFIX)/share/rapport
MANDIR  = $(PREFIX)/share/man
DOCDIR  = $(PREFIX)/share/doc/rapport
BUILD   = build
PYTHON  = /usr/bin/python3
# Tests and linters run this many at a time.
SPARE   = 2

# Not xlsxwriter: Debian 13's description of it names a package that it does not bring.
PACKAGES = $(shell pkg-config --exists harfbuzz-subset && echo harfbuzz-subset) harfbuzz libutf8proc libcrypto libpng zlib
# The last two: clang 19 takes the whole numbers that C names with an enum for something else.
WARN   = -std=c11 -Wall -Wextra -Wshadow -Wconversion -Wformat=2 -Wvla \
	-Wmissing-prototypes -Wwrite-strings -Wno-enum-enum-conversion -Wno-enum-float-conversion
# What this compiler takes: gcc 11 knows no third level, and only x86 has -fcf-protection.
takes  = $(shell $(CC) -O2 -Werror $(1) -include stdio.h -c -o /dev/null -xc /dev/null 2>/dev/null && echo '$(1)')
FORTIFY := $(or $(call takes,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
HARDEN := $(FORTIFY) -fstack-protector-strong -fstack-clash-protection $(call takes,-fcf-protection)
CFLAGS = -O2 -g $(HARDEN)
# A fused multiply-add would make another machine round another way.
KEEP   = -fPIE -ffp-contract=off
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES))
PACKAGE_LIBS   := $(shell pkg-config --libs $(PACKAGES))
CPPFLAGS += -D_GNU_SOURCE -Isrc -DRAPPORT_VERSION='"$(VERSION)"' \
	-DRAPPORT_DATADIR='"$(DATADIR)"' $(PACKAGE_CFLAGS)
# The temporary files of libxlsxwriter: ours are found only if in the program's own symbol table (render/xlsx/spool.c).
LDFLAGS += -pie -Wl,-z,relro,-z,now -Wl,--export-dynamic-symbol=lxw_tmpfile,--export-dynamic-symbol=fdopen
LDLIBS  += -lxlsxwriter -lhpdf -lcsv -liniparser $(PACKAGE_LIBS) -lm

SRC   = $(wildcard src/*.c src/*/*.c src/*/*/*.c)
OBJ   = $(SRC:%.c=$(BUILD)/%.o)
LIB   = $(BUILD)/librapport.a
# Whole, or the linker would leave out the file that only libxlsxwriter calls.
WHOLE = -Wl,--whole-archive $(LIB) -Wl,--no-whole-archive
TEMPLATES = $(wildcard templates/*.ini)
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
MAN   = docs/rapport.1 docs/rapport.ini.5

all: $(BUILD)/rapport ## build the program

$(BUILD)/rapport: $(BUILD)/src/main.o $(LIB)
	$(CC) $(CFLAGS) $(KEEP) $(LDFLAGS) -o $@ $< $(WHOLE) $(LDLIBS)

$(LIB): $(filter-out $(BUILD)/src/main.o,$(OBJ)) $(BUILD)/templates.o
	@rm -f $@
	$(AR) rcs $@ $^

# The shipped templates go into the program as they are (config/builtin.c).
$(BUILD)/templates.o: $(TEMPLATES) Makefile
	@mkdir -p $(@D)
	$(LD) -r -b binary -z noexecstack -o $@ $(TEMPLATES)
	objcopy --rename-section .data=.rodata,alloc,load,readonly,data,contents $@

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -MMD -MP $(WARN) $(CFLAGS) $(KEEP) -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(LIB)
	$(CC) $(CFLAGS) $(KEEP) $(LDFLAGS) -o $@ $< $(WHOLE) $(LDLIBS) -lcmocka

units: $(UNITS) $(BUILD)/tests/csv_dump

demo: all ## the whole job on samples/, into build/demo
	@tests/demo.sh $(BUILD)/rapport $(BUILD)/demo

check: all units fuzzers ## every test; the last line counts them
	@UNIT_KB=8388608 PYTHON=$(PYTHON) RAPPORT=$(BUILD)/rapport FUZZERS=$(BUILD)/fuzz \
		tests/run.sh $(BUILD)/tests tests

SANITIZE = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
check-asan: ## unit tests and the demo under ASan and UBSan
	$(MAKE) all units BUILD=build/asan CFLAGS="$(SANITIZE)"
	tests/run.sh build/asan/tests
	WRAPPER=env tests/demo.sh build/asan/rapport build/asan/demo

# clang's libFuzzer, or where that is missing a driver that only replays the corpus.
FUZZ_SECONDS = 60
fuzz: fuzzers ## the readers fed with what nobody wrote, FUZZ_SECONDS each
	tests/fuzz/run.sh $(BUILD)/fuzz $(FUZZ_SECONDS)

LIBFUZZER = CC=clang ENGINE=-fsanitize=fuzzer CFLAGS="$(SANITIZE) -fsanitize=fuzzer-no-link"
fuzzers:
	@mkdir -p $(BUILD)/fuzz
	@if echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' \
		| clang -fsanitize=fuzzer,address,undefined -x c -o $(BUILD)/fuzz/probe - 2>/dev/null; \
	then $(MAKE) -s -j $(SPARE) fuzz-build BUILD=$(BUILD)/fuzz $(LIBFUZZER); \
	else echo "no libFuzzer: the fuzzers only replay their corpus"; \
		$(MAKE) -s -j $(SPARE) fuzz-build BUILD=$(BUILD)/replay CFLAGS="$(SANITIZE)" && \
		cp $(BUILD)/replay/fuzz_* $(BUILD)/fuzz; fi

# Only the rooms that take in bytes.
FUZZ_ROOMS = $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/base/*.c src/config/*.c src/input/*.c))
ENGINE = $(BUILD)/tests/fuzz/replay.o
fuzz-build: $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))

$(BUILD)/rooms.a: $(FUZZ_ROOMS) $(BUILD)/templates.o
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(BUILD)/rooms.a
	$(CC) $(CFLAGS) $(KEEP) -pie -o $@ $< $(ENGINE) $(BUILD)/rooms.a $(LDLIBS)

check-valgrind: all units ## unit tests and the demo under valgrind
	WRAPPER=tests/valgrind.sh UNIT_SECONDS=550 tests/run.sh $(BUILD)/tests
	WRAPPER=tests/valgrind.sh tests/demo.sh $(BUILD)/rapport $(BUILD)/valgrind

lint: ## clang-tidy, cppcheck, shellcheck, mandoc, the house rules
	tests/lint.sh
	shellcheck bootstrap .ci/run $(wildcard tests/*.sh tests/*/*.sh)
	$(MAKE) -s -j $(SPARE) $(SRC:%.c=$(BUILD)/%.tidy)
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
		--suppress=preprocessorErrorDirective --suppress=varFuncNullUB --error-exitcode=1 -j $(SPARE) -D_GNU_SOURCE -Isrc src
	mandoc -T lint -W warning $(MAN)

# Never written, so always run.
$(BUILD)/%.tidy: %.c
	clang-tidy --quiet $< -- $(CPPFLAGS) $(WARN)

pictures: all ## the pictures of docs/templates.md, into docs/
	tests/pictures.sh $(BUILD)/rapport docs

bench: all $(BUILD)/floor $(BUILD)/books ## speed and memory beside the bare libraries
	tests/bench/run.sh $(BUILD)/rapport $(BUILD)/floor $(BUILD)/books $(BUILD)/bench

$(BUILD)/books: $(BUILD)/tests/bench/books.o $(LIB)
	$(CC) $(CFLAGS) $(KEEP) $(LDFLAGS) -o $@ $< $(WHOLE) $(LDLIBS)

# The calls of libxlsxwriter by which rapport makes a workbook, as C: a floor with the same cells.
$(BUILD)/bench/workbook.inc: $(BUILD)/books tests/bench/record.c tests/bench/generate.py
	$(PYTHON) -B tests/bench/generate.py 10 $(BUILD)/bench/10
	$(CC) $(CPPFLAGS) $(WARN) -O1 -fPIC -shared -o $(BUILD)/record.so tests/bench/record.c
	RECORD=$@ LD_PRELOAD=$(BUILD)/record.so $(BUILD)/books $(BUILD)/bench/10/rapport.ini 2026-Q3 1 \
		$(BUILD)/bench/recorded.xlsx >/dev/null

$(BUILD)/tests/bench/floor.o: CPPFLAGS += -I$(BUILD)/bench
$(BUILD)/tests/bench/floor.o: $(BUILD)/bench/workbook.inc
$(BUILD)/floor: $(BUILD)/tests/bench/floor.o
	$(CC) $(CFLAGS) $(KEEP) $(LDFLAGS) -o $@ $< $(LDLIBS)

install: all ## into $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 \
		$(DESTDIR)$(DATADIR) $(DESTDIR)$(DOCDIR)
	install -m 755 $(BUILD)/rapport $(DESTDIR)$(BINDIR)/rapport
	install -m 644 docs/rapport.1 $(DESTDIR)$(MANDIR)/man1
	install -m 644 docs/rapport.ini.5 $(DESTDIR)$(MANDIR)/man5
	install -m 644 README.md CHANGES LICENSE docs/*.md docs/*.png $(DESTDIR)$(DOCDIR)
	install -D -m 644 -t $(DESTDIR)$(DOCDIR)/examples docs/examples/*
	find $(wildcard config templates samples) -type f -exec install -D -m 644 '{}' '$(DESTDIR)$(DATADIR)/{}' ';'

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(BINDIR)/rapport $(DESTDIR)$(MANDIR)/man1/rapport.1 \
		$(DESTDIR)$(MANDIR)/man5/rapport.ini.5
	rm -rf $(DESTDIR)$(DATADIR) $(DESTDIR)$(DOCDIR)

distcheck: ## the tracked files alone build, install, run and uninstall
	tests/dist.sh $(VERSION) $(BUILD)/dist

clean: ## remove build/ (published runs are read-only)
	@[ ! -d build ] || chmod -R u+w build
	rm -rf build

help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

-include $(OBJ:.o=.d) $(wildcard $(BUILD)/tests/*/*.d)

.PHONY: all units demo check check-asan fuzz fuzzers fuzz-build check-valgrind lint pictures bench \
	install uninstall distcheck clean help
.SECONDARY:
