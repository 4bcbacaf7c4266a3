// SPDX-License-Identifier: GPL-3.0-or-later
// XML: N-PORT and 13F filings, also in their wrappers, semt.002 statements, SpreadsheetML.
#include "fuzz.h"

static bool reads_xml(const struct ht_reader *reader) {
    return reader == &ht_reader_nport || reader == &ht_reader_thirteenf || reader == &ht_reader_semt002 ||
           reader == &ht_reader_spreadsheetml;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char path[] = "filing.xml";
    struct ht_source *source = fuzz_source(path, data, size);
    const struct ht_reader *reader = ht_reader_of(source);
    ht_source_close(source);
    return reads_xml(reader) ? fuzz_holdings(path, reader, fuzz_layouts(), data, size) : -1;
}
