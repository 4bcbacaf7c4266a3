// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How a function says that the environment failed (a file that cannot be read, a database that is damaged).
 *
 * Three kinds of failure are never mixed: what is wrong in the user's data is a finding (diag.h), what is wrong in
 * the environment is a status with one message (here), and a bug is an assertion.
 */
#ifndef HOLDTRACE_STATUS_H
#define HOLDTRACE_STATUS_H

enum ht_status {
    HT_OK = 0,
    HT_ERR_USAGE,     // what was asked for makes no sense (an unknown screen, a bad option value)
    HT_ERR_IO,        // the operating system refused: open, read, write, rename
    HT_ERR_FORMAT,    // an input is not what it has to be (reference rows, a screen file)
    HT_ERR_DATABASE,  // SQLite refused, or the file is not a reference database of this version
    HT_ERR_NOT_FOUND, // what was named does not exist
    HT_ERR_LIMIT      // a bound kept for safety was reached
};

struct ht_error {
    enum ht_status status;
    char message[1024]; // one sentence without the program's name and without a newline; "" when status is HT_OK
};

/*
 * Fills *err (which may be NULL) with STATUS and a formatted message and returns STATUS, so that a caller can write
 * `return ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(errno));`. A message that is too long is cut at its end.
 */
enum ht_status ht_fail(struct ht_error *err, enum ht_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
