// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the commands about decisions share: their options for scanning, and the scan that makes the queue.
 */
#ifndef HOLDTRACE_COMMAND_REVIEW_H
#define HOLDTRACE_COMMAND_REVIEW_H

#include "command/setup.h"
#include "holdtrace/queue.h"

// The options of a scan, whose settings are MEMBER of the command's; without that of the ledgers.
#define REVIEW_SCAN_OPTIONS(settings_type, member)                                                                   \
    {"screen", "NAME|FILE", "what to look for (default: " DEFAULT_SCREEN ")", OPTION_TEXT,                           \
     offsetof(settings_type, member.screen)},                                                                        \
        {"exclusions", "FILE", "a list of your own or one that a fund publishes", OPTION_TEXT,                       \
         offsetof(settings_type, member.exclusions)},                                                                \
        {"as-of", "DATE", "read lists and ownership as of this day", OPTION_DATE,                                    \
         offsetof(settings_type, member.as_of)},                                                                     \
        {"holdings-date", "DATE", "date of holdings whose file has none", OPTION_DATE,                               \
         offsetof(settings_type, member.holdings_date)},                                                             \
        {"layout", "FILE", "a layout of your own, tried before the others", OPTION_TEXT,                             \
         offsetof(settings_type, member.layout)},                                                                    \
        {"encoding", "NAME", "the files' encoding, when the guess is wrong", OPTION_TEXT,                            \
         offsetof(settings_type, member.encoding)},                                                                  \
        {"reference", "DB", "the reference database", OPTION_TEXT, offsetof(settings_type, member.reference)},       \
        {"quiet", NULL, "no warnings on standard error", OPTION_SWITCH, offsetof(settings_type, member.quiet)},

struct review_scan {
    struct scan_setup setup; // zeroed before; its reference is the caller's to close
    struct inputs inputs;
    struct results results;
    struct ht_queue queue;
    bool trouble;
};

// Scans PATHS and makes the queue; findings are said on standard error.
enum ht_status review_scan(const struct scan_settings *settings, const char *const *paths, size_t count,
                           struct ht_arena *arena, struct review_scan *out, struct ht_error *err);

#endif
