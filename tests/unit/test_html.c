// SPDX-License-Identifier: GPL-3.0-or-later
// The HTML report of a scan made by hand: what it says, and that nothing of the data becomes markup. How it is seen
// in a browser is tested by tests/browser.
#include "report_sample.h"

#include "holdtrace/hash.h"
#include "report/treemap.h"

// The report of SAMPLE; the caller frees the buffer.
static struct ht_buffer page(struct sample *s) {
    struct ht_buffer buffer = {0};
    ht_report_format_named("html")->write(&s->scan, s->small.arena, &buffer);
    return buffer;
}

static void assert_says(const char *text, const char *part) {
    if (!strstr(text, part))
        fail_msg("not on the page: %s", part);
}

static void assert_silent(const char *text, const char *part) {
    if (strstr(text, part))
        fail_msg("on the page: %s", part);
}

// The page when the first position is called NAME.
static struct ht_buffer page_of_name(struct sample *s, const char *name) {
    s->positions[0].name = name;
    return page(s);
}

static void a_name_is_text_whatever_it_says(void **state) {
    struct ht_buffer buffer = page_of_name(*state, "<img src=x onerror='a()'> \"&amp;\" </style></title></svg>");
    static const char ESCAPED[] = "&lt;img src=x onerror=&#39;a()&#39;&gt; &quot;&amp;amp;&quot; "
                                  "&lt;/style&gt;&lt;/title&gt;&lt;/svg&gt;";
    const char *row = strstr(buffer.data, ESCAPED);
    assert_silent(buffer.data, "<img");
    assert_non_null(row);
    assert_non_null(strstr(row + 1, ESCAPED)); // in the map and in the table
    ht_buffer_free(&buffer);
}

static void what_cannot_be_seen_is_shown_by_its_number(void **state) {
    struct ht_buffer buffer = page_of_name(*state, "a\xE2\x80\xAE"
                                                   "b\x1b"
                                                   "c\xE2\x80\x8B"
                                                   "d\xC2\x85"
                                                   "e\xE2\x80\x8D"
                                                   "f\xFF");
    // U+200D joins letters in several scripts and stays; a byte that is no UTF-8 is replaced.
    assert_says(buffer.data, "a\xE2\x9F\xA8U+202E\xE2\x9F\xA9"
                             "b\xE2\x9F\xA8U+001B\xE2\x9F\xA9"
                             "c\xE2\x9F\xA8U+200B\xE2\x9F\xA9"
                             "d\xE2\x9F\xA8U+0085\xE2\x9F\xA9"
                             "e\xE2\x80\x8D"
                             "f\xEF\xBF\xBD");
    assert_silent(buffer.data, "\xE2\x80\xAE");
    ht_buffer_free(&buffer);
}

static void languages_are_marked(void **state) {
    static const struct {
        const char *name, *marked;
    } cases[] = {
        {"Hikvision \xE6\xB5\xB7\xE5\xBA\xB7 A", "Hikvision <span lang=\"zh\">\xE6\xB5\xB7\xE5\xBA\xB7</span> A"},
        {"\xE6\x97\xA5\xE3\x81\xAE\xE6\x97\xA5", "<span lang=\"ja\">\xE6\x97\xA5\xE3\x81\xAE\xE6\x97\xA5</span>"},
        {"\xED\x95\x9C\xEA\xB5\xAD", "<span lang=\"ko\">\xED\x95\x9C\xEA\xB5\xAD</span>"},
        {"\xC3\x84rger", "<th scope=\"row\">\xC3\x84rger"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_buffer buffer = page_of_name(*state, cases[i].name);
        assert_says(buffer.data, cases[i].marked);
        ht_buffer_free(&buffer);
    }
}

static void dates_are_marked_and_codes_are_not(void **state) {
    struct ht_buffer buffer = page_of_name(*state, "Due 2025-06 or 2025-06-30. FR-2025-06-30, 2025-06-301");
    assert_says(buffer.data, "Due <time>2025-06</time> or <time>2025-06-30</time>. FR-2025-06-30, 2025-06-301");
    ht_buffer_free(&buffer);
}

// The value of the base64 letter C.
static unsigned letter_value(char c) {
    if (ht_is_upper(c))
        return (unsigned)(c - 'A');
    if (ht_is_alpha(c))
        return (unsigned)(c - 'a') + 26;
    return ht_is_digit(c) ? (unsigned)(c - '0') + 52 : c == '+' ? 62 : 63;
}

// Asserts that the policy names, after DIRECTIVE, the digest of what stands between OPEN and CLOSE.
static void assert_digest(const char *text, const char *directive, const char *open, const char *close) {
    const char *named = strstr(text, directive), *from = strstr(text, open);
    assert_non_null(named);
    assert_non_null(from);
    named += strlen(directive);
    from += strlen(open);
    unsigned char wanted[HT_SHA256_BYTES], got[33] = {0};
    ht_sha256_bytes(from, (size_t)(strstr(from, close) - from), wanted);
    for (size_t i = 0; i < 44; i += 4) {
        unsigned group = 0;
        for (size_t k = 0; k < 4; k++)
            group = group << 6 | (named[i + k] == '=' ? 0 : letter_value(named[i + k]));
        got[i / 4 * 3] = (unsigned char)(group >> 16);
        got[i / 4 * 3 + 1] = (unsigned char)(group >> 8);
        got[i / 4 * 3 + 2] = (unsigned char)group;
    }
    assert_int_equal(named[43], '=');
    assert_int_equal(named[44], '\'');
    assert_memory_equal(got, wanted, sizeof wanted);
}

static void the_policy_lets_only_its_own_style_and_script_through(void **state) {
    struct ht_buffer buffer = page(*state);
    assert_says(buffer.data, "content=\"default-src 'none'; style-src 'sha256-");
    assert_digest(buffer.data, "style-src 'sha256-", "<style>", "</style>");
    assert_digest(buffer.data, "script-src 'sha256-", "<script>", "</script>");
    assert_silent(buffer.data, "unsafe-");
    ht_buffer_free(&buffer);
}

static void the_headline_is_that_of_the_text_report(void **state) {
    struct sample *s = *state;
    struct ht_buffer buffer = page(s);
    assert_says(
        buffer.data,
        "<strong>2 of 5 positions, long 2.588384 % of net assets (USD 25,883,836.92) and short -0.000100 % of net "
        "assets (USD -1,000.50), are exposed: ");
    assert_says(buffer.data,
                "</strong>; 1 possible position needs a decision and is not counted; 1 row could not be read and "
                "was not tested; 87.300000 % of the value could be compared by identifier");
    assert_says(buffer.data, "This report is neither legal nor investment advice.");
    assert_says(buffer.data,
                "Hangzhou Hikvision Digital Technology Co., Ltd. is on the Entity List (US-BIS-EL) since "
                "<time>2019-10-09</time> (84 FR 54002)");
    ht_buffer_free(&buffer);
}

static void a_listing_is_told_as_of_the_holdings_date(void **state) {
    static const struct {
        const char *holdings, *told;
    } cases[] = {
        {"2025-09-30", "listed"}, {"2019-10-08", "not yet listed"}, {"2019-10", "listed"}, {NULL, "not known"}};
    struct sample *s = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        s->portfolio.holdings_date = cases[i].holdings ? small_date(cases[i].holdings) : (struct ht_date){0};
        struct ht_buffer buffer = page(s);
        assert_says(buffer.data, ht_arena_format(s->small.arena, "<td data-label=\"On the holdings date\">%s</td>",
                                                 cases[i].told));
        ht_buffer_free(&buffer);
    }
}

static void every_digit_of_an_amount_is_there(void **state) {
    struct ht_buffer buffer = page(*state);
    assert_says(buffer.data, "<data value=\"25883836.92\">USD 25,883,836.92</data>");
    assert_says(buffer.data, "<data value=\"-0.000100\">-0.000100\xC2\xA0%</data>");
    assert_says(buffer.data, "funds/readme.txt: plain text");
    assert_says(buffer.data, "an HTML page; not read");
    ht_buffer_free(&buffer);
}

static void the_same_scan_gives_the_same_bytes(void **state) {
    struct ht_buffer a = page(*state), b = page(*state);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    ht_buffer_free(&a);
    ht_buffer_free(&b);
}

static int setup(void **state) {
    *state = sample_new();
    return 0;
}

static int teardown(void **state) {
    sample_free(*state);
    return 0;
}

// --- the map

static bool overlap(const struct ht_tile *a, const struct ht_tile *b) {
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

// Asserts that COUNT tiles of SHARES fill the area, none over another, each as large as its share within rounding.
static void assert_tiled(const int64_t *shares, size_t count) {
    struct ht_tile tiles[64] = {{0}};
    int64_t whole = (int64_t)HT_TREEMAP_WIDTH * HT_TREEMAP_HEIGHT, sum = 0, area = 0;
    for (size_t i = 0; i < count; i++)
        sum += tiles[i].share = shares[i];
    ht_treemap_lay(tiles, count, HT_TREEMAP_WIDTH);
    for (size_t i = 0; i < count; i++) {
        const struct ht_tile *tile = &tiles[i];
        int64_t wanted = whole * shares[i] / sum, got = tile->w * tile->h;
        int64_t slack = tile->w + tile->h;
        assert_true(tile->x >= 0 && tile->y >= 0 && tile->w >= 0 && tile->h >= 0);
        assert_true(tile->x + tile->w <= HT_TREEMAP_WIDTH && tile->y + tile->h <= HT_TREEMAP_HEIGHT);
        assert_true(got >= wanted - wanted / 100 - slack && got <= wanted + wanted / 100 + slack);
        for (size_t k = 0; k < i; k++)
            assert_false(overlap(tile, &tiles[k]));
        area += got;
    }
    assert_int_equal(area, whole);
}

static void tiles_fill_the_map_in_proportion(void **state) {
    (void)state;
    static const int64_t even[] = {1, 1, 1, 1, 1, 1, 1}, one[] = {5}, steep[] = {900000, 90000, 9000, 900, 90, 9, 1},
                         mixed[] = {600, 600, 400, 300, 200, 200, 100};
    int64_t many[64];
    for (int i = 0; i < 64; i++)
        many[i] = 1000000 / (i + 1);
    assert_tiled(one, 1);
    assert_tiled(even, 7);
    assert_tiled(steep, 7);
    assert_tiled(mixed, 7);
    assert_tiled(many, 64);
}

static void tiles_are_nearly_square(void **state) {
    (void)state;
    struct ht_tile tiles[40];
    for (int i = 0; i < 40; i++)
        tiles[i] = (struct ht_tile){.share = 40 - i / 4};
    ht_treemap_lay(tiles, 40, HT_TREEMAP_WIDTH);
    for (int i = 0; i < 40; i++)
        assert_true(tiles[i].w < 3 * tiles[i].h && tiles[i].h < 3 * tiles[i].w);
}

#define SAMPLE_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_name_is_text_whatever_it_says),
        SAMPLE_TEST(what_cannot_be_seen_is_shown_by_its_number),
        SAMPLE_TEST(languages_are_marked),
        SAMPLE_TEST(dates_are_marked_and_codes_are_not),
        SAMPLE_TEST(the_policy_lets_only_its_own_style_and_script_through),
        SAMPLE_TEST(the_headline_is_that_of_the_text_report),
        SAMPLE_TEST(a_listing_is_told_as_of_the_holdings_date),
        SAMPLE_TEST(every_digit_of_an_amount_is_there),
        SAMPLE_TEST(the_same_scan_gives_the_same_bytes),
        cmocka_unit_test(tiles_fill_the_map_in_proportion),
        cmocka_unit_test(tiles_are_nearly_square),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
