// SPDX-License-Identifier: GPL-3.0-or-later
// SWIFT MT535 statements of holdings.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_holdings("statement.txt", &ht_reader_mt535, fuzz_layouts(), data, size);
}
