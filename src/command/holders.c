// SPDX-License-Identifier: GPL-3.0-or-later
// Which funds of the store hold a company or what it owns.
#include "holdtrace/holders.h"

#include <stddef.h>

#include "command/locate.h"
#include "command/print.h"
#include "command/reports.h"
#include "command/store_ask.h"
#include "holdtrace/resolve.h"

struct settings {
    struct store_settings store; // first: STORE_OPTIONS
    struct ht_date as_of;
    const char *reference;
};

static const struct option OPTIONS[] = {
    STORE_OPTIONS,
    {"as-of", "DATE", "by the last scan of holdings up to this day (default: the last scan)", OPTION_DATE,
     offsetof(struct settings, as_of)},
    {"reference", "DB", "the reference database", OPTION_TEXT, offsetof(struct settings, reference)},
    {0},
};

// An id is that one company; a name or a code may be of several, of which the likeliest comes first.
static enum ht_status find_entity(struct ht_reference *ref, const char *text, struct ht_arena *arena,
                                  const struct ht_entity **out, struct ht_error *err) {
    const struct ht_lookup *found;
    *out = ht_reference_entity(ref, text);
    if (*out)
        return HT_OK;
    size_t count = ht_lookup_text(ref, text, arena, &found);
    if (count == 0)
        return ht_fail(err, HT_ERR_NOT_FOUND, "'%s': the reference knows no such company", text);
    const char *ids = found[0].entity->id;
    for (size_t i = 1; i < count; i++)
        ids = ht_arena_format(arena, "%s, %s", ids, found[i].entity->id);
    if (count > 1)
        return ht_fail(err, HT_ERR_USAGE, "'%s' may be several companies; name one by its id: %s", text, ids);
    *out = found[0].entity;
    return HT_OK;
}

static enum ht_status answer(const struct invocation *invocation, struct ht_history *history,
                             struct ht_reference *ref, bool as_json, struct ht_buffer *buffer, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    const struct ht_entity *entity;
    struct ht_holders holders;
    size_t width;
    bool colour;
    const char *text = operands_joined(invocation->operands, invocation->operand_count, arena);
    enum ht_status status = find_entity(ref, text, arena, &entity, err);
    if (status != HT_OK)
        return status;
    ht_history_holders(history, ref, entity, settings->store.screen, settings->store.base_currency, settings->as_of,
                       arena, &holders);
    terminal_of_output(&width, &colour);
    ht_arena_set_locale(arena, as_json ? NULL : settings->store.locale);
    if (as_json)
        ht_holders_json(&holders, arena, buffer);
    else
        ht_holders_text(&holders, width, colour, arena, buffer);
    return ht_reference_status(ref, err);
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct ht_history *history = NULL;
    struct ht_reference *ref = NULL;
    struct ht_buffer buffer = {0};
    struct ht_error err;
    bool as_json;
    enum ht_status status = wants_json("holders", settings->store.report, &as_json, &err);
    if (status == HT_OK && invocation->operand_count == 0)
        status = ht_fail(&err, HT_ERR_USAGE, "holders needs an entity's id, an identifier or a name");
    if (status == HT_OK)
        status = store_locate(settings->store.store, false, &history, &err);
    if (status == HT_OK)
        status = reference_locate(settings->reference, invocation->arena, &ref, &err);
    if (status == HT_OK)
        status = answer(invocation, history, ref, as_json, &buffer, &err);
    int code = store_finish(history, status, &err, &buffer, EXIT_NOTHING);
    ht_reference_close(ref);
    return code;
}

const struct command command_holders = {
    .name = "holders",
    .operands = "ENTITY",
    .summary = "Tell which funds of a store hold a company or what it owns",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace holders --store scans.db hikvision",
                 "holdtrace holders --store scans.db --as-of 2026-06-30 --report json cetc"},
    .run = run,
};
