// SPDX-License-Identifier: GPL-3.0-or-later
// Screens of the reader's own, and what they select.
#include "fuzz.h"

#include "holdtrace/screen.h"

static void check_targets(const struct ht_targets *targets) {
    for (size_t i = 0; i < ht_targets_count(targets); i++) {
        const struct ht_target *target = ht_targets_at(targets, i);
        fuzz_expect(ht_targets_find(targets, target->entity) == target, "a target is found again");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_screen screen = {0};
    struct ht_targets *targets = NULL;
    struct ht_error err = {HT_OK, ""};
    enum ht_status status = ht_screen_load(fuzz_reference(), fuzz_file(data, size), arena, &screen, &err);
    if (status == HT_OK)
        status = ht_targets_select(fuzz_reference(), &screen, ht_date_of(2025, 6, 30), arena, &targets, &err);
    if (status == HT_OK)
        check_targets(targets);
    else
        fuzz_expect(err.message[0] != '\0', "a screen is refused with a message");
    ht_arena_free(arena);
    return 0;
}
