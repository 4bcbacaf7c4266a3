// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * holdtrace-fetch: makes one HTTP request for `holdtrace ref update` and ends. A program of its own, so that
 * holdtrace starts without libcurl and opens no network. See fetch_protocol.h.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "fetch/say.h"
#include "fetch/transfer.h"

// A run that is killed takes its helper along: nobody would read what it says.
static void end_with_parent(void) {
    signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

int main(int argc, char **argv) {
    struct request request;
    const char *why;
    end_with_parent();
    if (argc < 2) {
        fputs(HT_FETCH_PROGRAM " is started by 'holdtrace ref update'\n", stderr);
        return 2;
    }
    if (!say_line(HT_FETCH_PROGRAM, HT_FETCH_VERSION))
        return 2;
    if (!request_read(argc, argv, &request, &why))
        return say_end(HT_FETCH_USAGE, why) ? 2 : 3;
    return transfer_run(&request) ? 0 : 2;
}
