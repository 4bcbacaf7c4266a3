// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the fuzz targets share. A target is one family of readers: it hands the bytes that the fuzzer made to that
 * family and checks what must hold of every file, however broken. A violation ends the program as a crash does.
 */
#ifndef HOLDTRACE_TESTS_FUZZ_H
#define HOLDTRACE_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "holdtrace/arena.h"
#include "holdtrace/layout.h"
#include "holdtrace/reader.h"
#include "holdtrace/reference.h"

// What the fuzzer calls; each target has one.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Ends the program with WHAT unless HOLDS.
void fuzz_expect(bool holds, const char *what);

// A source of a copy of the bytes, which is exactly as long as sources are, so that a read beyond it is seen.
struct ht_source *fuzz_source(const char *path, const uint8_t *data, size_t size);

// The built-in layouts, made once.
const struct ht_layouts *fuzz_layouts(void);

// The reference in $HOLDTRACE_REFERENCE, opened once.
struct ht_reference *fuzz_reference(void);

// A file of these bytes that has no name in any folder; its path is valid until the next call.
const char *fuzz_file(const uint8_t *data, size_t size);

/*
 * Reads the bytes twice as the file PATH, from the reader to the report, and checks each portfolio, and that both
 * reports are the same. READER is the one that must be responsible (NULL: any). Returns what LLVMFuzzerTestOneInput
 * is to return: -1, for inputs not to be kept, when the bytes are another reader's.
 */
int fuzz_holdings(const char *path, const struct ht_reader *reader, const struct ht_layouts *layouts,
                  const uint8_t *data, size_t size);

// The same of what PATH holds, which is a container. Always 0.
int fuzz_container(const char *path);

#endif
