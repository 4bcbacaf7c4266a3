// SPDX-License-Identifier: GPL-3.0-or-later
// The text report in parts: the same as at once, and nothing that is cut short passes for a fund.
#include "report_sample.h"

#include "holdtrace/text_parts.h"
#include "report/pieces.h"

static void joined_as_at_once(struct sample *s, bool markdown) {
    struct ht_buffer part = {0}, joined = {0}, whole = {0};
    struct ht_arena *arena = s->small.arena;
    const struct ht_report_format *format = ht_report_format_named(markdown ? "md" : "text");
    ht_text_part(&s->scan, &s->account, markdown, arena, &part);
    struct ht_text_parts *parts = ht_text_parts_begin(&s->scan, markdown, arena, &joined);
    ht_text_parts_unread(parts, &s->unread); // of the earlier path
    assert_true(ht_text_parts_fund(parts, (struct ht_slice){part.data, part.len}, NULL));
    size_t count;
    const struct ht_category_sum *sums = ht_report_exposure(&s->scan, arena, &count);
    ht_text_parts_end(parts, sums, count);
    ht_report_write(format, &s->scan, arena, &whole);
    assert_string_equal(joined.data, whole.data);
    ht_buffer_free(&part);
    ht_buffer_free(&joined);
    ht_buffer_free(&whole);
}

static void parts_are_the_report(void **state) {
    struct sample *s = sample_new();
    (void)state;
    joined_as_at_once(s, false);
    joined_as_at_once(s, true);
    sample_free(s);
}

static void a_part_that_is_cut_is_refused(void **state) {
    struct sample *s = sample_new();
    struct ht_buffer part = {0}, joined = {0};
    (void)state;
    ht_text_part(&s->scan, &s->account, false, s->small.arena, &part);
    for (size_t len = 0; len < part.len; len += 1 + len / 16) {
        struct ht_text_parts *parts = ht_text_parts_begin(&s->scan, false, s->small.arena, &joined);
        char *cut = malloc(len + 1);
        memcpy(cut, part.data, len);
        assert_false(ht_text_parts_fund(parts, (struct ht_slice){cut, len}, NULL));
        free(cut);
    }
    ht_buffer_free(&part);
    ht_buffer_free(&joined);
    sample_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_the_report),
        cmocka_unit_test(a_part_that_is_cut_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
