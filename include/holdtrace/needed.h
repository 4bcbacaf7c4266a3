// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Libraries that are loaded when they are first needed, and without which what was begun cannot go on: where a
 * missing one would change what is found, there is no status to go on with. Those that open one kind of file are not
 * meant; a reader says of them that the file could not be read.
 */
#ifndef HOLDTRACE_NEEDED_H
#define HOLDTRACE_NEEDED_H

// HANDLER is called with the name of a library that is missing, or of another version, and must not return. The
// default is abort(). Set once, at the program's start.
void ht_set_library_missing(void (*handler)(const char *library));

// Calls the handler; does not return.
_Noreturn void ht_library_missing(const char *library);

#endif
