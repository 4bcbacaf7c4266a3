// SPDX-License-Identifier: GPL-3.0-or-later
// Asking the store of scans.
#include "command/store_ask.h"

#include <stdlib.h>
#include <string.h>

#include "command/messages.h"
#include "command/print.h"

const char *store_path(const char *named) {
    const char *path = named ? named : getenv("HOLDTRACE_STORE");
    return ht_text_empty(path) ? NULL : path;
}

enum ht_status store_locate(const char *named, bool write, struct ht_history **out, struct ht_error *err) {
    const char *path = store_path(named);
    struct ht_history *looked = NULL;
    if (!path)
        return ht_fail(err, HT_ERR_USAGE,
                       "no store is named: give --store or set HOLDTRACE_STORE; check --store makes "
                       "one");
    // A store is made by check alone, never by a slip in a name.
    enum ht_status status = ht_history_open(path, false, &looked, err);
    if (status != HT_OK || !write) {
        *out = looked;
        return status;
    }
    ht_history_close(looked);
    return ht_history_open(path, true, out, err);
}

const char *operands_joined(const char **operands, size_t count, struct ht_arena *arena) {
    const char *text = count ? operands[0] : "";
    for (size_t i = 1; i < count; i++)
        text = ht_arena_format(arena, "%s %s", text, operands[i]);
    return text;
}

static const char *fund_names(const struct ht_series_list *list, struct ht_arena *arena) {
    enum { SHOWN = 10 };
    const char *names = "", *last = NULL;
    size_t shown = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct ht_series *series = &list->items[i];
        if (last && strcmp(last, series->fund_key) == 0)
            continue;
        if (shown++ == SHOWN)
            return ht_arena_format(arena, "%s; ...", names);
        last = series->fund_key;
        names = ht_arena_format(arena, "%s%s%s", names, *names ? "; " : "",
                                series->fund_name ? series->fund_name : series->fund_key);
    }
    return names;
}

static bool one_fund(const struct ht_series_list *list) {
    for (size_t i = 1; i < list->count; i++)
        if (list->items[i].fund != list->items[0].fund)
            return false;
    return true;
}

enum ht_status store_choose(struct ht_history *history, const struct store_settings *settings, const char *text,
                            struct ht_arena *arena, struct ht_series *out, struct ht_error *err) {
    struct ht_series_list all = ht_history_series(history, settings->screen, settings->base_currency, arena);
    struct ht_series_list found = ht_series_named(&all, text, arena);
    if (found.count == 0)
        return ht_fail(err, HT_ERR_NOT_FOUND, "the store has no such scans of a fund '%s'; there are: %s", text,
                       all.count ? fund_names(&all, arena) : "none");
    if (!one_fund(&found))
        return ht_fail(err, HT_ERR_USAGE, "'%s' names several funds: %s", text, fund_names(&found, arena));
    *out = found.items[0];
    for (size_t i = 1; i < found.count; i++)
        if (found.items[i].last > out->last)
            *out = found.items[i];
    return HT_OK;
}

int store_finish(struct ht_history *history, enum ht_status status, struct ht_error *err, struct ht_buffer *buffer,
                 int code) {
    if (status == HT_OK && history)
        status = ht_history_status(history, err);
    // Whoever reads the answer may take long, and writers wait for readers of the store.
    ht_history_close(history);
    if (status != HT_OK) {
        say_error(err);
        code = EXIT_TROUBLE;
    } else if (!print_buffer(buffer)) {
        code = EXIT_TROUBLE;
    }
    ht_buffer_free(buffer);
    return code;
}
