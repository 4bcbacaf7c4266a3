// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A file that one run at a time holds, so that a run that takes longer than it should is not overlapped by the next.
 */
#ifndef HOLDTRACE_LOCK_FILE_H
#define HOLDTRACE_LOCK_FILE_H

#include "holdtrace/status.h"

/*
 * Holds PATH, a file that is made when it is not there and stays when the run ends, until this process and those that
 * it starts have ended, however they do. Nothing is written to it. HT_ERR_LIMIT when another process holds it, which
 * the message calls a RUN ("scan"); HT_ERR_IO when it cannot be made or locked.
 */
enum ht_status ht_lock_file(const char *path, const char *run, struct ht_error *err);

#endif
