// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The layout files as compiled into the program by scripts/embed. Private to the ingest stage.
 */
#ifndef HOLDTRACE_BUILTIN_LAYOUTS_H
#define HOLDTRACE_BUILTIN_LAYOUTS_H

struct ht_builtin_text {
    const char *name; // file name without .ini; NULL ends the table
    const char *text;
};

extern const struct ht_builtin_text ht_builtin_layouts[];

#endif
