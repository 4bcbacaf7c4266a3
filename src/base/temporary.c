// SPDX-License-Identifier: GPL-3.0-or-later
// A fixed table, since a signal handler may neither allocate nor wait.
#include "holdtrace/temporary.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AT_ONCE = 16, LONGEST = 4096 };

static char names[AT_ONCE][LONGEST];
static volatile sig_atomic_t in_use[AT_ONCE]; // set after the name stands, cleared before it goes

static void remember(const char *name) {
    size_t len = strlen(name);
    for (size_t i = 0; i < AT_ONCE && len < LONGEST; i++) {
        if (in_use[i])
            continue;
        memcpy(names[i], name, len + 1);
        in_use[i] = 1;
        return;
    }
}

int ht_temporary_make(char *template) {
    sigset_t all, before;
    // A signal between making and remembering would leave the file.
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    int fd = mkstemp(template);
    if (fd >= 0)
        remember(template);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return fd;
}

void ht_temporary_forget(const char *name) {
    for (size_t i = 0; i < AT_ONCE; i++)
        if (in_use[i] && strcmp(names[i], name) == 0)
            in_use[i] = 0;
}

void ht_temporaries_remove(void) {
    for (size_t i = 0; i < AT_ONCE; i++)
        if (in_use[i])
            unlink(names[i]);
}
