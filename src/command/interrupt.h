// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A run that is told to end (SIGINT, SIGTERM, SIGHUP) and has something to report first.
 */
#ifndef HOLDTRACE_INTERRUPT_H
#define HOLDTRACE_INTERRUPT_H

#include <stdbool.h>

// From now on the first such signal is remembered, and the next ends the program as it does without this.
void interrupt_catch(void);

// Whether there was one. Safe to ask at any time; a system call that waits returns early by it.
bool interrupt_came(void);

// Signals end the program again.
void interrupt_release(void);

#endif
