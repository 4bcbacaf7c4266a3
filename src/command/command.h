// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a command is: a name, a table of options, and a function. The table of commands is in main.c; a new command is
 * one file and one line there. Only this layer prints and decides exit codes.
 */
#ifndef HOLDTRACE_COMMAND_H
#define HOLDTRACE_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/arena.h"
#include "holdtrace/status.h"

// Exit codes, highest first; ht_scan_exit_code gives those of a scan.
enum { EXIT_NOTHING = 0, EXIT_EXPOSED = 1, EXIT_TROUBLE = 2, EXIT_UNSURE = 3 };

enum option_kind {
    OPTION_SWITCH,  // bool
    OPTION_TEXT,    // const char *
    OPTION_LIST,    // struct text_list; may be given several times
    OPTION_DATE,    // struct ht_date, a whole day
    OPTION_PERCENT, // struct ht_amount, 0 to 100
    OPTION_COUNT,   // size_t, 1 or more
    OPTION_LOCALE,  // const struct ht_locale *
};

struct text_list {
    const char **items;
    size_t count, capacity;
};

struct option {
    const char *name;  // without the dashes; NULL ends a table
    const char *value; // what stands for its value in help; NULL for a switch
    const char *help;
    enum option_kind kind;
    size_t offset; // of the setting in the command's settings
};

// The style of figures in reports to people, whose setting lies at OFFSET.
#define LOCALE_OPTION(offset)                                                                                        \
    {                                                                                                                \
        "locale", "NAME", "style of numbers and dates for people: en (default), de, fr, nl, sv, es or zh",           \
            OPTION_LOCALE, offset                                                                                    \
    }

struct invocation;

struct command {
    const char *name; // "check", "ref build"; NULL ends the table
    const char *operands;
    const char *summary;
    const struct option *options;
    size_t settings_size;
    const char *examples[2];
    int (*run)(const struct invocation *invocation); // returns the exit code
};

// A command as it was called.
struct invocation {
    const struct command *command;
    const void *settings; // of the command's own type
    const char **operands;
    size_t operand_count;
    struct ht_arena *arena; // lives until the command has returned
};

/*
 * Reads ARGV[0..ARGC) for COMMAND into *INVOCATION: options "--name VALUE" or "--name=VALUE" anywhere, operands, "--"
 * ends the options. HT_ERR_USAGE with a message for anything else. *HELP is set when --help stands among them.
 */
enum ht_status options_parse(const struct command *command, int argc, char **argv, struct ht_arena *arena,
                             struct invocation *invocation, bool *help, struct ht_error *err);

#define DEFAULT_SCREEN "xinjiang-surveillance"

extern const struct command command_check, command_merge, command_inspect, command_explain, command_screens,
    command_ref_build, command_ref_verify, command_ref_info, command_ref_import, command_ref_update, command_ref_diff,
    command_review, command_review_accept, command_review_reject, command_review_later, command_review_merge,
    command_divest;
extern const struct command command_history, command_diff, command_holders, command_store_verify, command_store_prune,
    command_store_export, command_verify;

#endif
