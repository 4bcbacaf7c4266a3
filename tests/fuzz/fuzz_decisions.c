// SPDX-License-Identifier: GPL-3.0-or-later
// A ledger of decisions: what is read is written and read back as the same, and a union keeps who said what.
#include "fuzz.h"

#include <string.h>

#include "holdtrace/decisions.h"

static struct ht_decisions *read_back(struct ht_buffer *buffer, struct ht_arena *arena) {
    struct ht_decisions *decisions = ht_decisions_in(arena);
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_error err = {HT_OK, ""};
    enum ht_status status =
        ht_decisions_add(decisions, fuzz_file((const uint8_t *)buffer->data, buffer->len), &findings, &err);
    fuzz_expect(status == HT_OK && decisions->whole, "what was written is a ledger");
    return decisions;
}

static void check_line(const struct ht_decisions *decisions, const struct ht_decision *line) {
    fuzz_expect(line->line >= 2, "a decision stands below the header");
    if (line->choice == HT_UNDECIDED)
        return;
    struct ht_stance stance = ht_decisions_ask(decisions, line, line->cells[HT_D_ENTITY], line->cells[HT_D_EVIDENCE]);
    fuzz_expect(stance.choice != HT_STANDS_NOTHING && stance.decision != NULL, "a decision is found again");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_decisions *decisions = ht_decisions_in(arena);
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_buffer buffer = {0};
    struct ht_error err = {HT_OK, ""};
    const char **conflicts;
    if (ht_decisions_add(decisions, fuzz_file(data, size), &findings, &err) == HT_OK) {
        for (size_t i = 0; i < decisions->count; i++)
            check_line(decisions, decisions->items[i]);
        size_t count = ht_decisions_merge(decisions, false, &buffer, &conflicts);
        read_back(&buffer, arena);
        ht_buffer_clear(&buffer);
        fuzz_expect(ht_decisions_merge(decisions, true, &buffer, &conflicts) <= count, "the latest settles some");
    } else {
        fuzz_expect(err.message[0] != '\0', "a ledger is refused with a message");
    }
    ht_buffer_free(&buffer);
    ht_arena_free(arena);
    return 0;
}
