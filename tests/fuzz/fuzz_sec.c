// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The SEC's data sets. The input is the tables of one, each after a line with "\1" and its number in the list below;
 * the table of holdings comes before the first such line.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest/sec_tables.h"

static const char *const tables[] = {
    "SUBMISSION",
    "REGISTRANT",
    "FUND_REPORTED_INFO",
    "IDENTIFIERS",
    "DESC_REF_OTHER",
    "DESC_REF_INDEX_BASKET",
    "FUT_FWD_NONFOREIGNCUR_CONTRACT",
    "NONFOREIGN_EXCHANGE_SWAP",
    "OTHER_DERIV_NOTIONAL_AMOUNT",
    "COVERPAGE",
};

enum { TABLES = sizeof tables / sizeof *tables, PATH_ROOM = 128 };

static char directory[] = "/tmp/holdtrace-fuzz-XXXXXX";

static void table_path(size_t i, char path[PATH_ROOM]) {
    snprintf(path, PATH_ROOM, "%s/%s.tsv", directory, tables[i]);
}

static void remove_all(void) {
    char path[PATH_ROOM];
    for (size_t i = 0; i < TABLES; i++) {
        table_path(i, path);
        unlink(path);
    }
    rmdir(directory);
}

static void start(void) {
    static bool started;
    if (!started) {
        fuzz_expect(mkdtemp(directory) != NULL, "there is room for a folder");
        atexit(remove_all);
    }
    started = true;
}

static void write_table(size_t i, const uint8_t *data, size_t size) {
    char path[PATH_ROOM];
    table_path(i, path);
    FILE *file = fopen(path, "wb");
    fuzz_expect(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0, "there is room for a file");
}

// Bytes to the next table.
static size_t table_length(const uint8_t *data, size_t size) {
    const uint8_t *mark = size > 0 ? memchr(data, '\1', size) : NULL;
    return mark != NULL ? (size_t)(mark - data) : size;
}

// Writes the tables after the first LEN bytes.
static void write_beside(const uint8_t *data, size_t size) {
    for (size_t i = 0; i < TABLES; i++) {
        char path[PATH_ROOM];
        table_path(i, path);
        unlink(path);
    }
    while (size > 2) {
        size_t table = data[1] - (size_t)'0', len = table_length(data + 2, size - 2);
        if (table < TABLES)
            write_table(table, data + 2, len);
        data += len + 2;
        size -= len + 2;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char nport[] = "ACCESSION_NUMBER\tHOLDING_ID\t";
    size_t len = table_length(data, size);
    bool is_nport = len > sizeof nport && memcmp(data, nport, sizeof nport - 1) == 0;
    char path[PATH_ROOM];
    start();
    write_beside(data + len, size - len);
    snprintf(path, sizeof path, "%s/%s", directory, is_nport ? "FUND_REPORTED_HOLDING.tsv" : "INFOTABLE.tsv");
    return fuzz_holdings(path, &ht_reader_sec, fuzz_layouts(), data, len);
}
