// SPDX-License-Identifier: GPL-3.0-or-later
// The reader's own list of companies.
#include "fuzz.h"

#include "holdtrace/exclusions.h"

static void check_item(const struct ht_exclusions *list, const struct ht_exclusion *item) {
    fuzz_expect(item->line >= 1, "an excluded company stands on a line");
    fuzz_expect(item->entity != NULL, "an excluded company is an entity");
    for (size_t kind = 0; kind < HT_ID_KINDS; kind++)
        if (item->ids[kind] != NULL)
            fuzz_expect(ht_exclusions_by_id(list, (enum ht_id_kind)kind, item->ids[kind]) != NULL,
                        "a listed identifier is found");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_exclusions list = {0};
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_error err = {HT_OK, ""};
    enum ht_status status =
        ht_exclusions_read(fuzz_reference(), fuzz_file(data, size), arena, &list, &findings, &err);
    if (status == HT_OK)
        for (size_t i = 0; i < list.count; i++)
            check_item(&list, &list.items[i]);
    else
        fuzz_expect(err.message[0] != '\0', "a list is refused with a message");
    ht_arena_free(arena);
    return 0;
}
