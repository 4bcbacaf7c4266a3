// SPDX-License-Identifier: GPL-3.0-or-later
// Options by table: one row says how an option is read and what help prints.
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/locale.h"

static const struct option *find(const struct command *command, const char *name, size_t len) {
    for (const struct option *option = command->options; option->name; option++)
        if (strlen(option->name) == len && memcmp(option->name, name, len) == 0)
            return option;
    return NULL;
}

static enum ht_status take_date(const struct option *option, const char *value, struct ht_date *date,
                                struct ht_error *err) {
    if (!ht_date_parse(value, date) || !date->day)
        return ht_fail(err, HT_ERR_USAGE, "--%s: '%s' is not a day written YYYY-MM-DD", option->name, value);
    return HT_OK;
}

static enum ht_status take_percent(const struct option *option, const char *value, struct ht_amount *amount,
                                   struct ht_error *err) {
    struct ht_decimal number;
    size_t len = strlen(value);
    if (len > 0 && value[len - 1] == '%')
        len--;
    if (!ht_decimal_parse(value, len, &number) || ht_decimal_sign(number) < 0 ||
        ht_decimal_cmp(number, ht_decimal_int(100)) > 0)
        return ht_fail(err, HT_ERR_USAGE, "--%s: '%s' is not a percentage from 0 to 100", option->name, value);
    *amount = ht_amount_of(number);
    return HT_OK;
}

static enum ht_status take_count(const struct option *option, const char *value, size_t *count,
                                 struct ht_error *err) {
    enum { MOST_DIGITS = 9 };
    size_t digits = strspn(value, "0123456789");
    *count = digits > 0 && digits <= MOST_DIGITS && !value[digits] ? (size_t)strtoul(value, NULL, 10) : 0;
    if (*count == 0)
        return ht_fail(err, HT_ERR_USAGE, "--%s: '%s' is not a number from 1 to 999999999", option->name, value);
    return HT_OK;
}

// The last of two would leave the first out, and nobody would know: a list of exclusions, say.
static enum ht_status take_text(const struct option *option, const char *value, const char **text,
                                struct ht_error *err) {
    if (*text && strcmp(*text, value) != 0)
        return ht_fail(err, HT_ERR_USAGE, "--%s: given twice, as '%s' and '%s'; it takes one", option->name, *text,
                       value);
    *text = value;
    return HT_OK;
}

static enum ht_status take_locale(const struct option *option, const char *value, const struct ht_locale **locale,
                                  struct ht_error *err) {
    if (*locale)
        return ht_fail(err, HT_ERR_USAGE, "--%s: given twice, as '%s' and '%s'; it takes one", option->name,
                       ht_locale_name(*locale), value);
    *locale = ht_locale_named(value);
    return *locale ? HT_OK
                   : ht_fail(err, HT_ERR_USAGE, "--%s: there is no style '%s'; there are %s", option->name, value,
                             ht_locale_names);
}

static enum ht_status take(const struct option *option, const char *value, struct ht_arena *arena, char *settings,
                           struct ht_error *err) {
    void *setting = settings + option->offset;
    struct text_list *list = setting;
    switch (option->kind) {
    case OPTION_SWITCH:
        *(bool *)setting = true;
        break;
    case OPTION_TEXT:
        return take_text(option, value, setting, err);
    case OPTION_LIST:
        list->items = ht_arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
        list->items[list->count++] = value;
        break;
    case OPTION_DATE:
        return take_date(option, value, setting, err);
    case OPTION_PERCENT:
        return take_percent(option, value, setting, err);
    case OPTION_COUNT:
        return take_count(option, value, setting, err);
    case OPTION_LOCALE:
        return take_locale(option, value, setting, err);
    }
    return HT_OK;
}

// Reads the option at ARGV[*AT]; *AT is moved to its value when that stands apart.
static enum ht_status parse_one(const struct command *command, int argc, char **argv, int *at, struct ht_arena *arena,
                                char *settings, struct ht_error *err) {
    const char *name = argv[*at] + 2, *equals = strchr(name, '=');
    size_t len = equals ? (size_t)(equals - name) : strlen(name);
    const struct option *option = find(command, name, len);
    if (!option)
        return ht_fail(err, HT_ERR_USAGE, "unknown option '%s'; 'holdtrace %s --help' lists the options", argv[*at],
                       command->name);
    if (option->kind == OPTION_SWITCH && equals)
        return ht_fail(err, HT_ERR_USAGE, "option '--%s' takes no value", option->name);
    const char *value = equals ? equals + 1 : NULL;
    if (option->kind != OPTION_SWITCH && !value) {
        if (*at + 1 >= argc)
            return ht_fail(err, HT_ERR_USAGE, "option '--%s' needs a value: %s", option->name, option->value);
        value = argv[++*at];
    }
    return take(option, value, arena, settings, err);
}

enum ht_status options_parse(const struct command *command, int argc, char **argv, struct ht_arena *arena,
                             struct invocation *invocation, bool *help, struct ht_error *err) {
    char *settings = ht_arena_alloc(arena, command->settings_size);
    *invocation = (struct invocation){.command = command, .settings = settings, .arena = arena};
    invocation->operands = ht_arena_array(arena, (size_t)argc + 1, sizeof *invocation->operands);
    bool only_operands = false;
    for (int at = 0; at < argc; at++) {
        if (only_operands || argv[at][0] != '-' || argv[at][1] == '\0') {
            invocation->operands[invocation->operand_count++] = argv[at];
        } else if (strcmp(argv[at], "--") == 0) {
            only_operands = true;
        } else if (strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0) {
            *help = true;
        } else if (argv[at][1] != '-') {
            return ht_fail(err, HT_ERR_USAGE, "unknown option '%s'; options are written with two dashes", argv[at]);
        } else {
            enum ht_status status = parse_one(command, argc, argv, &at, arena, settings, err);
            if (status != HT_OK)
                return status;
        }
    }
    return HT_OK;
}
