// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Commands that ask the reference and print the answer.
 */
#ifndef HOLDTRACE_ASK_H
#define HOLDTRACE_ASK_H

#include "command/command.h"
#include "holdtrace/reference.h"
#include "holdtrace/text.h"

// Makes the answer in BUFFER; *CODE, EXIT_NOTHING at first, is the exit code when all goes well.
typedef enum ht_status answer_maker(const struct invocation *invocation, struct ht_reference *ref,
                                    struct ht_buffer *buffer, int *code, struct ht_error *err);

/*
 * Opens the reference that REFERENCE names (NULL: the one reference_locate finds), prints what MAKE makes and returns
 * the exit code. Nothing is printed when MAKE or the reference fails.
 */
int ask_and_print(const struct invocation *invocation, const char *reference, answer_maker *make);

#endif
