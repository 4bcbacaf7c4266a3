// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The temporary files of the process, remembered so that a signal handler can remove them. The one thing of the
 * program that is shared by all its parts and changes: a handler can be given nothing else.
 */
#ifndef HOLDTRACE_TEMPORARY_H
#define HOLDTRACE_TEMPORARY_H

/*
 * mkstemp(TEMPLATE), remembered: gives the open file, readable by its owner alone, or -1 with errno. Beyond 16 files
 * at once, or for a name that is longer than any path may be, the file is made and not remembered.
 */
int ht_temporary_make(char *template);

// Forgets NAME, which was renamed or removed.
void ht_temporary_forget(const char *name);

// Removes what is remembered. Safe in a signal handler.
void ht_temporaries_remove(void);

#endif
