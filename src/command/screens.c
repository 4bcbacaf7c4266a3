// SPDX-License-Identifier: GPL-3.0-or-later
// The screens: what a reader can choose to look for, and whom each selects.
#include <stddef.h>

#include "command/ask.h"
#include "command/locate.h"
#include "holdtrace/screen.h"

struct settings {
    const char *reference;
    struct ht_date as_of;
    bool names;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"as-of", "DATE", "count and list targets as of this day", OPTION_DATE, SETTING(as_of)},
    {"names", NULL, "names only, one a line", OPTION_SWITCH, SETTING(names)},
    {"reference", "DB", "the reference database", OPTION_TEXT, SETTING(reference)},
    {0},
};

static enum ht_status load(struct ht_reference *ref, const char *name, struct ht_date as_of, struct ht_arena *arena,
                           struct ht_screen *screen, struct ht_targets **targets, struct ht_error *err) {
    enum ht_status status = ht_screen_load(ref, name, arena, screen, err);
    if (status == HT_OK)
        status = ht_targets_select(ref, screen, as_of, arena, targets, err);
    return status;
}

static enum ht_status list_screens(struct ht_reference *ref, const struct settings *settings, struct ht_date as_of,
                                   struct ht_arena *arena, struct ht_buffer *buffer, struct ht_error *err) {
    for (size_t i = 0; i < ht_reference_screen_count(ref); i++) {
        const char *name = ht_reference_screen_name(ref, i);
        struct ht_screen screen;
        struct ht_targets *targets;
        if (settings->names) {
            ht_buffer_format(buffer, "%s\n", name);
            continue;
        }
        enum ht_status status = load(ref, name, as_of, arena, &screen, &targets, err);
        if (status != HT_OK)
            return status;
        ht_buffer_format(buffer, "%-22s %4zu targets  %s\n", name, ht_targets_count(targets), screen.title);
    }
    return HT_OK;
}

static void add_words(struct ht_buffer *buffer, const char *label, const char *const *words, size_t count,
                      const char *none) {
    ht_buffer_format(buffer, "  %-10s", label);
    for (size_t i = 0; i < count; i++)
        ht_buffer_format(buffer, "%s%s", i ? ", " : " ", words[i]);
    ht_buffer_format(buffer, "%s%s\n", count ? "" : " ", count ? "" : none);
}

// How much of each list is held: what a silence of the screen rests on.
static void add_held(struct ht_buffer *buffer, struct ht_reference *ref, const struct ht_screen *screen) {
    for (size_t i = 0; i < screen->list_count; i++) {
        const struct ht_list *list = ht_reference_list(ref, screen->lists[i]);
        ht_buffer_format(buffer, "  %-10s %s %lld", i ? "" : "held", list->id, (long long)list->entries_held);
        if (list->entries_total >= 0)
            ht_buffer_format(buffer, " of %lld entries%s\n", (long long)list->entries_total,
                             ht_list_complete(list) == HT_YES ? ", complete" : "");
        else
            ht_buffer_string(buffer, " of an unknown total\n");
    }
}

static void add_screen(struct ht_buffer *buffer, struct ht_reference *ref, const struct ht_screen *screen,
                       const struct ht_targets *targets, const char *day) {
    char owned[HT_DECIMAL_TEXT], minority[HT_DECIMAL_TEXT], stake[HT_DECIMAL_TEXT];
    ht_buffer_format(buffer, "%s: %s\n", screen->name, screen->title);
    add_words(buffer, "lists", screen->lists, screen->list_count, "none");
    add_held(buffer, ref, screen);
    add_words(buffer, "grounds", screen->grounds, screen->ground_count, "any");
    add_words(buffer, "entities", screen->entities, screen->entity_count, "none");
    ht_buffer_string(buffer, "  counted   ");
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (screen->counted & 1u << category)
            ht_buffer_format(buffer, " %s", ht_category_name((enum ht_category)category));
    ht_buffer_format(buffer, "\n  thresholds owned %s %%, minority %s %%, stake %s %%\n",
                     ht_decimal_text(screen->owned_pct, owned), ht_decimal_text(screen->minority_pct, minority),
                     ht_decimal_text(screen->stake_pct, stake));
    if (screen->joint_arrangement)
        ht_buffer_string(buffer, "  rules      listed owners act jointly\n");
    for (size_t i = 0; i < screen->assumed_rule_count; i++)
        ht_buffer_format(buffer, "  rules      %s, where not known: %s\n", screen->assumed_rules[i].list,
                         screen->assumed_rules[i].rule);
    ht_buffer_format(buffer, "  targets as of %s:\n", day);
    for (size_t i = 0; i < ht_targets_count(targets); i++) {
        const struct ht_target *target = ht_targets_at(targets, i);
        ht_buffer_format(buffer, "    %-40s %s (%s)\n", target->entity->id, target->entity->name,
                         ht_basis_name(target->basis));
    }
}

static enum ht_status show(const struct invocation *invocation, struct ht_reference *ref, struct ht_buffer *buffer,
                           int *code, struct ht_error *err) {
    (void)code;
    const struct settings *settings = invocation->settings;
    struct ht_date as_of = as_of_day(ref, settings->as_of, false);
    char day[HT_DATE_TEXT];
    if (invocation->operand_count == 0)
        return list_screens(ref, settings, as_of, invocation->arena, buffer, err);
    for (size_t i = 0; i < invocation->operand_count; i++) {
        struct ht_screen screen;
        struct ht_targets *targets;
        enum ht_status status = load(ref, invocation->operands[i], as_of, invocation->arena, &screen, &targets, err);
        if (status != HT_OK)
            return status;
        add_screen(buffer, ref, &screen, targets, ht_date_text(as_of, day));
    }
    return HT_OK;
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    return ask_and_print(invocation, settings->reference, show);
}

const struct command command_screens = {
    .name = "screens",
    .operands = "[NAME|FILE...]",
    .summary = "List the screens, or show what one looks for and whom it selects",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace screens", "holdtrace screens us-investment-ban --as-of 2022-06-30"},
    .run = run,
};
