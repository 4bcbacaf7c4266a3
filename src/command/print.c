// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output.
#include "command/print.h"

#include <string.h>

#include "command/messages.h"
#include "holdtrace/output.h"

bool write_buffer(const char *path, struct ht_buffer *buffer) {
    struct ht_output *output;
    struct ht_error err;
    enum ht_status status = ht_output_open(path, &output, &err);
    if (status == HT_OK) {
        ht_output_write(output, buffer->data ? buffer->data : "", buffer->len);
        status = ht_output_commit(output, &err);
    }
    if (status != HT_OK)
        say_error(&err);
    ht_buffer_free(buffer);
    return status == HT_OK;
}

bool print_buffer(struct ht_buffer *buffer) {
    return write_buffer(NULL, buffer);
}

enum ht_status wants_json(const char *command, const char *format, bool *json, struct ht_error *err) {
    *json = format && strcmp(format, "json") == 0;
    if (format && !*json && strcmp(format, "text") != 0)
        return ht_fail(err, HT_ERR_USAGE, "--report: %s has no format '%s'; there are text and json", command,
                       format);
    return HT_OK;
}
