// SPDX-License-Identifier: GPL-3.0-or-later
// Asking the reference.
#include "command/ask.h"

#include "command/locate.h"
#include "command/messages.h"
#include "command/print.h"

int ask_and_print(const struct invocation *invocation, const char *reference, answer_maker *make) {
    struct ht_reference *ref = NULL;
    struct ht_buffer buffer = {0};
    struct ht_error err;
    int code = EXIT_NOTHING;
    enum ht_status status = reference_locate(reference, invocation->arena, &ref, &err);
    if (status == HT_OK)
        status = make(invocation, ref, &buffer, &code, &err);
    if (status == HT_OK)
        status = ht_reference_status(ref, &err);
    if (status != HT_OK) {
        say_error(&err);
        code = EXIT_TROUBLE;
    } else if (!print_buffer(&buffer)) {
        code = EXIT_TROUBLE;
    }
    ht_buffer_free(&buffer);
    ht_reference_close(ref);
    return code;
}
