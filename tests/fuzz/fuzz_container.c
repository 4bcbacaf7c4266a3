// SPDX-License-Identifier: GPL-3.0-or-later
// Archives and compressed files, and what is in them.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_container(fuzz_file(data, size));
}
