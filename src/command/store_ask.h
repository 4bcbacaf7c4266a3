// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Commands that ask the store of scans.
 */
#ifndef HOLDTRACE_STORE_ASK_H
#define HOLDTRACE_STORE_ASK_H

#include "command/command.h"
#include "holdtrace/history.h"

// What every one of them may be told.
struct store_settings {
    const char *store, *screen, *base_currency, *report;
    const struct ht_locale *locale;
};

// Those options, for a command whose settings are or begin with struct store_settings.
#define STORE_OPTIONS                                                                                                \
    {"store", "DB", "the store of scans (default: $HOLDTRACE_STORE)", OPTION_TEXT,                                   \
     offsetof(struct store_settings, store)},                                                                        \
        {"screen", "NAME", "scans with this screen (default: the one scanned last)", OPTION_TEXT,                    \
         offsetof(struct store_settings, screen)},                                                                   \
        {"base-currency", "CCY", "scans in this currency", OPTION_TEXT,                                              \
         offsetof(struct store_settings, base_currency)},                                                            \
        {"report", "FORMAT", "text (default) or json", OPTION_TEXT, offsetof(struct store_settings, report)},        \
        LOCALE_OPTION(offsetof(struct store_settings, locale))

// The store that NAMED or $HOLDTRACE_STORE names; NULL when neither does.
const char *store_path(const char *named);

// Opens the store that NAMED or $HOLDTRACE_STORE names. HT_ERR_USAGE when neither does.
enum ht_status store_locate(const char *named, bool write, struct ht_history **out, struct ht_error *err);

// The OPERANDS as one text: names need no quotes.
const char *operands_joined(const char **operands, size_t count, struct ht_arena *arena);

/*
 * The series of the fund that TEXT names, by SETTINGS; of several of one fund the one scanned last. HT_ERR_NOT_FOUND
 * with the funds there are when it names none, HT_ERR_USAGE with those it names when it names several.
 */
enum ht_status store_choose(struct ht_history *history, const struct store_settings *settings, const char *text,
                            struct ht_arena *arena, struct ht_series *out, struct ht_error *err);

// Prints BUFFER, and empties it, unless STATUS or the store tell that something failed, which is said.
// HISTORY is closed before.
int store_finish(struct ht_history *history, enum ht_status status, struct ht_error *err, struct ht_buffer *buffer,
                 int code);

#endif
