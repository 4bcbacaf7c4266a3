// SPDX-License-Identifier: GPL-3.0-or-later
// Values of check's options: see check_values.h.
#include "command/check_values.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/text.h"

enum ht_status read_order(const char *name, enum ht_order *order, struct ht_error *err) {
    for (int i = 0; name && i < HT_ORDER_COUNT; i++)
        if (strcmp(ht_order_names[i], name) == 0) {
            *order = (enum ht_order)i;
            return HT_OK;
        }
    return name ? ht_fail(err, HT_ERR_USAGE, "--sort: '%s' is none of line, value, weight, name", name) : HT_OK;
}

enum ht_status read_paper(const char *name, struct ht_error *err) {
    if (!name || strcmp(name, "a4") == 0 || strcmp(name, "letter") == 0)
        return HT_OK;
    return ht_fail(err, HT_ERR_USAGE, "--paper: '%s' is neither a4 nor letter", name);
}

// A number from 1 on that TEXT begins with; 0: none. *END is behind it.
static size_t take_count(const char *text, const char **end) {
    enum { MOST_DIGITS = 9 };
    size_t digits = strspn(text, "0123456789");
    *end = text + digits;
    return digits > 0 && digits <= MOST_DIGITS ? (size_t)strtoul(text, NULL, 10) : 0;
}

enum ht_status read_share(const char *text, size_t *share, size_t *shares, struct ht_error *err) {
    const char *end;
    *share = 0;
    *shares = 1;
    if (!text)
        return HT_OK;
    size_t number = take_count(text, &end);
    *shares = *end == '/' ? take_count(end + 1, &end) : 0;
    if (number < 1 || number > *shares || *end)
        return ht_fail(err, HT_ERR_USAGE, "--share: '%s' is not K/N with K from 1 to N, such as 3/16", text);
    *share = number - 1;
    return HT_OK;
}

// A nightly run, which has a store, meets files while they are delivered.
enum ht_status read_settle(const char *text, const char *store, long *seconds, struct ht_error *err) {
    enum { NIGHTLY = 60, MOST = 86400 };
    char *end = NULL;
    *seconds = store ? NIGHTLY : 0;
    if (!text)
        return HT_OK;
    *seconds = strtol(text, &end, 10);
    if (!ht_is_digit(*text) || *end || *seconds > MOST)
        return ht_fail(err, HT_ERR_USAGE, "--settle: '%s' is no whole number of seconds from 0 to %d", text, MOST);
    return HT_OK;
}
