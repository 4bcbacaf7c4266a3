// SPDX-License-Identifier: GPL-3.0-or-later
// Delimited text: quoting, layouts, vocabulary, rows to positions.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_holdings("fund_holdings_31-12-2024.csv", &ht_reader_csv, fuzz_layouts(), data, size);
}
