// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Sending what a command made to standard output, or to a file.
 */
#ifndef HOLDTRACE_PRINT_H
#define HOLDTRACE_PRINT_H

#include <stdbool.h>

#include "holdtrace/status.h"
#include "holdtrace/text.h"

// Writes BUFFER to standard output and empties it; a failure is said on standard error and gives false.
bool print_buffer(struct ht_buffer *buffer);

// The same to the file PATH, whole or not at all; NULL and "-" are standard output.
bool write_buffer(const char *path, struct ht_buffer *buffer);

/*
 * Whether FORMAT (NULL: "text") asks for JSON. HT_ERR_USAGE when it is neither text nor json.
 */
enum ht_status wants_json(const char *command, const char *format, bool *json, struct ht_error *err);

#endif
