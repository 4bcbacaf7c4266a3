// SPDX-License-Identifier: GPL-3.0-or-later
// Rules for what is passed on: sources that allow it, and no licensed numbers.
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "reference/verify.h"

static bool may_be_passed_on(const struct verify *verify, const char *source) {
    size_t count = 0;
    const char **ids = ht_text_split(verify->data->arena, source, '|', &count);
    for (size_t i = 0; i < count; i++) {
        const struct ref_row *row = ref_row_by_id(verify->data, REF_SOURCES, ids[i]);
        if (row && strcmp(verify_text(row->cells[SOURCE_REDISTRIBUTABLE]), "y") == 0)
            return true;
    }
    return false;
}

static void check_file(const struct verify *verify, enum ref_file_id id) {
    const struct ref_rows *rows = &verify->data->files[id];
    for (size_t c = 0; c < rows->file->width; c++) {
        if (rows->file->columns[c].type != REF_TYPE_SOURCE)
            continue;
        for (size_t i = 0; i < rows->count; i++) {
            const char *source = rows->items[i].cells[c];
            if (source && !may_be_passed_on(verify, source))
                VERIFY_FAULT(verify, id, &rows->items[i], "none of its sources may be redistributed: %s", source);
        }
    }
}

// CUSIP and SEDOL are licensed goods; those inside ISINs are derived at build.
static void check_licensed(const struct verify *verify) {
    static const size_t columns[] = {SECURITY_CUSIP, SECURITY_SEDOL};
    const struct ref_rows *rows = &verify->data->files[REF_SECURITIES];
    for (size_t i = 0; i < rows->count; i++)
        for (size_t k = 0; k < 2; k++)
            if (rows->items[i].cells[columns[k]])
                VERIFY_FAULT(verify, REF_SECURITIES, &rows->items[i], "a %s is licensed and may not be passed on",
                             rows->file->columns[columns[k]].name);
}

void verify_publishable(const struct verify *verify) {
    for (int id = 0; id < REF_FILE_COUNT; id++)
        check_file(verify, (enum ref_file_id)id);
    check_licensed(verify);
}
