// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of an HTTP answer says, as far as a download needs it. Pure functions of text.
#ifndef HOLDTRACE_FETCH_ANSWER_H
#define HOLDTRACE_FETCH_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ANSWER_VALUE = 512 };

struct answer {
    long status;
    char etag[ANSWER_VALUE], modified[ANSWER_VALUE], type[ANSWER_VALUE], date[ANSWER_VALUE]; // "": not there
    bool ranged;                                                                             // has a Content-Range
    int64_t range_start, range_total; // of Content-Range; -1: not told
};

/*
 * Takes one line of a head: a status line begins a new answer, known headers are kept. A value that is longer than
 * ANSWER_VALUE is as if it was not there: half of it would be another one.
 */
void answer_take_line(struct answer *answer, const char *line, size_t len);

bool answer_is_redirect(const struct answer *answer);

#endif
