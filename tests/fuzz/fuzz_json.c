// SPDX-License-Identifier: GPL-3.0-or-later
// Holdings in JSON.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_holdings("holdings.json", &ht_reader_json, fuzz_layouts(), data, size);
}
