// SPDX-License-Identifier: GPL-3.0-or-later
// The table of readers.
#include "holdtrace/reader.h"

// Delimited text comes last: it takes any text.
const struct ht_reader *const ht_readers[] = {
    &ht_reader_xlsx, &ht_reader_spreadsheetml, &ht_reader_nport, &ht_reader_thirteenf, &ht_reader_semt002,
    &ht_reader_json, &ht_reader_mt535,         &ht_reader_sec,   &ht_reader_csv,       NULL,
};

const struct ht_reader *ht_reader_of(const struct ht_source *source) {
    for (size_t i = 0; ht_readers[i]; i++)
        if (ht_readers[i]->reads(source))
            return ht_readers[i];
    return NULL;
}
