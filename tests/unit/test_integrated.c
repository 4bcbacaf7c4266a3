// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Integrated ownership: published and derived examples with their exact answers, rings, bounds, and what holds of any
 * network.
 */
#include "small_reference.h"

#include "holdtrace/integrated.h"

static const char AS_OF[] = "2026-01-01";

// Expected shares, "OWNER>OWNED PERCENT": exact; a fraction "20/3" within 1e-10; "0-40" bounds; "?" not known.
static const struct {
    const char *source, *graph, *shares;
} EXAMPLES[] = {
    {"the sample of Mizuno, Doi and Kurizaki (2020)", "A 50 D; B 50 D; A 10 E; C 45 E; D 45 E; C 40 F; E 60 F",
     "A>D 50; A>E 32.5; A>F 19.5; B>D 50; B>E 22.5; B>F 13.5; C>E 45; C>F 67; D>E 45; D>F 27; E>F 60"},
    {"a ring of two (derived with fractions)", "X 60 A; Z 20 A; B 20 A; A 50 B; Y 50 B",
     "X>A 200/3; X>B 100/3; Y>A 100/9; Y>B 500/9; Z>A 200/9; Z>B 100/9; A>A 100/10; A>B 100/2; B>A 100/5; B>B "
     "100/10"},
    {"a ring of three (derived with fractions)", "1 80 2; 2 80 3; 3 20 1", "1>2 400/5; 1>3 1600/25"},
    {"HMRC, group relief: 60 + 90 x 40", "A 90 B; A 60 C; B 40 C", "A>C 96"},
    {"OFAC FAQ 401, where the product is a quarter", "X 50 A; A 50 B", "X>B 25"},
    {"Beneficial Ownership Calculation Examples, 1", "monica 30 target", "monica>target 30"},
    {"the same, 2", "ross 50 coffee; coffee 60 target", "ross>target 30; ross>coffee 50; coffee>target 60"},
    {"the same, 3", "rachel 80 cookie; cookie 50 cp_cookie; cp_cookie 70 target",
     "rachel>target 28; rachel>cp_cookie 40; cookie>target 35"},
    {"the same, 4", "chandler 100 bing; bing 20 target", "chandler>target 20"},
    {"nexuscalculator.com", "mr_x 50 xyz; xyz 60 abc", "mr_x>abc 30"},
    {"benefitslink.com, controlled group", "HC 100 A; HC 60 I; HC 40 B; I 60 B", "HC>B 76; HC>A 100; HC>I 60"},
    {"datafield.dev", "O 80 L1; L1 75 L2; L2 60 Tgt", "O>Tgt 36; O>L2 60; L1>Tgt 45"},
    {"Direct Consolidation, 96", "P 80 A; A 60 B", "P>A 80; P>B 48"},
    {"Direct Consolidation, 106: 24 + 12 + 8 + 10",
     "P 80 C1; P 60 C2; P 40 C3; P 10 C4; C1 30 C4; C2 20 C4; C3 20 C4", "P>C4 54"},
    {"Direct Consolidation, 364", "P 80 A; P 60 B; B 20 A", "P>A 92"},
    {"Direct Consolidation, 228", "P 80 A; A 70 B", "P>B 56"},
    {"Direct Consolidation, 428", "P 90 A; A 60 B", "P>B 54"},
    {"two paths", "A 50 B; A 50 C; B 10 X; C 10 X", "A>X 10"},
    {"BODS, joint ownership", "joint 100 chrinon; natalie 50 joint; roberto 50 joint",
     "natalie>chrinon 50; roberto>chrinon 50"},
    {"ranges multiply to ranges (openownership.org)", "A 10-15 B; B 50 C; C 20-40 D", "A>C 5-7.5; A>D 1-3"},
    {"what others leave over", "A 60 B; X 0-100 B", "X>B 0-40; A>B 60"},
    {"ranges in a ring", "X 40-60 A; B 20 A; A 50 B", "X>A 400/9-600/9"},
    {"an own share", "X 90 A; A 10 A", "X>A 900/9; A>A 100/10"},
};

static double number(struct ht_decimal a) {
    char text[HT_DECIMAL_TEXT];
    return strtod(ht_decimal_text(a, text), NULL);
}

static double difference(double a, double b) {
    return a > b ? a - b : b - a;
}

// Whether A is what TEXT says.
static bool is_number(struct ht_decimal a, const char *text) {
    const char *slash = strchr(text, '/');
    struct ht_decimal expected;
    if (slash)
        return difference(number(a), strtod(text, NULL) / strtod(slash + 1, NULL)) <= 1e-10;
    assert_true(ht_decimal_parse(text, strlen(text), &expected));
    return ht_decimal_cmp(a, expected) == 0;
}

static struct ht_screen any_screen(void) {
    return (struct ht_screen){.name = "test"};
}

static const struct ht_share *share_in(const struct ht_integrated *all, const char *id) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].entity->id, id) == 0)
            return &all->items[i].share;
    return NULL;
}

// Whether SHARE is PERCENT, "5", "20/3" or "5-7.5".
static bool is_share(struct small_reference *small, const struct ht_share *share, const char *percent) {
    const char *dash = strchr(percent, '-');
    if (!share)
        return false;
    if (!dash)
        return share->stated && is_number(share->least, percent) && is_number(share->most, percent);
    return !share->stated &&
           is_number(share->least, ht_arena_copy(small->arena, percent, (size_t)(dash - percent))) &&
           is_number(share->most, dash + 1);
}

/*
 * From both ends: who owns the owned, and what the owner owns; the latter from one pass over all stakes too, with an
 * entity beside the owner that owns nothing.
 */
static void expect_shares(struct small_reference *small, const char *source, const char *shares) {
    struct ht_screen screen = any_screen();
    struct ht_date day = small_date(AS_OF);
    size_t count;
    const char **each = ht_text_split(small->arena, shares, ';', &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        size_t words;
        const char **word = ht_text_split(small->arena, each[i], ' ', &words);
        assert_int_equal(words, 2);
        const char *arrow = strchr(word[0], '>');
        const char *owner = ht_arena_copy(small->arena, word[0], (size_t)(arrow - word[0])), *owned = arrow + 1;
        const struct ht_entity *owners[] = {small_get(small, owner), small_get(small, "nobody")};
        struct ht_integrated up =
            ht_integrated_owners(small->ref, &screen, small_get(small, owned), day, small->arena);
        if (!is_share(small, share_in(&up, owner), word[1]))
            fail_msg("%s: %s is not %s", source, word[0], word[1]);
        for (size_t n = 1; n <= 2 && strcmp(owner, owned) != 0; n++) {
            struct ht_integrated down = ht_integrated_holdings(small->ref, &screen, owners, n, day, small->arena);
            if (!is_share(small, share_in(&down, owned), word[1]))
                fail_msg("%s, downwards of %zu: %s is not %s", source, n, word[0], word[1]);
        }
    }
}

static void published_and_derived_examples(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        struct small_reference small = small_new();
        small_graph(&small, EXAMPLES[i].graph);
        small_entity(&small, "nobody", "company");
        small_open(&small);
        expect_shares(&small, EXAMPLES[i].source, EXAMPLES[i].shares);
        small_close(&small);
    }
}

// What a share is printed as: the digits that are known, and no more.
static void prints_the_digits_that_are_known(void **state) {
    (void)state;
    static const struct {
        const char *least;
        unsigned decimals;
        const char *printed;
    } cases[] = {
        {"16.6200", 2, "16.62"},
        {"17.53632056", 4, "17.5363"},
        {"66.6666666667", 0, "66.67"},
        {"50", 0, "50"},
        {"12.50", 0, "12.5"},
        {"0.005", 1, "0.005"},
        {"0.0123456", 2, "0.012"},
        {"9.9996", 2, "9.9996"},
        {"25.00005", 0, "25"},
        {"0.0000000000123", 2, "0.00000000001"},
        {"99.9999999999", 2, "100"},
        {"12.3456789", 9, "12.345679"},
        {"0", 0, "0"},
        {"100", 0, "100"},
        {"0.00000123456", 2, "0.0000012"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_share share = {.stated = true, .decimals = cases[i].decimals};
        char text[HT_DECIMAL_TEXT];
        assert_true(ht_decimal_parse(cases[i].least, strlen(cases[i].least), &share.least));
        share.most = share.least;
        assert_string_equal(ht_decimal_text(ht_share_percent(&share).number, text), cases[i].printed);
    }
    struct ht_share range = {.least = ht_decimal_int(0), .most = ht_decimal_int(100)};
    assert_false(ht_share_percent(&range).known);
    assert_false(ht_share_min(&range).known);
    assert_false(ht_share_max(&range).known);
}

static const char *rings_of(struct small_reference *small, const struct ht_integrated *all) {
    const char *text = "";
    for (size_t i = 0; i < all->ring_count; i++) {
        text =
            ht_arena_format(small->arena, "%s%s%s", text, i ? "; " : "", all->rings[i].unsolved ? "closed" : "open");
        for (size_t k = 0; k < all->rings[i].count; k++)
            text = ht_arena_format(small->arena, "%s %s", text, all->rings[i].members[k]->id);
    }
    return text;
}

static void names_rings_that_own_themselves_wholly(void **state) {
    (void)state;
    struct small_reference small = small_new();
    struct ht_screen screen = any_screen();
    small_graph(&small, "P 100 Q; Q 70 P; R 30 P; P 100 R; P 30 E; X 40 E; A 60 B; B 100 A; Y 40 B");
    small_graph(&small,
                "M 33.3333333333 N; O 66.6666666667 N; N 100 M; N 100 O; N 10 F; own 100 own; own 20 G; U 30-60 G");
    // A ring of shares that nobody states can be anything, and is not closed for that.
    small_stake(&small, "I", "J", "", "economic", SMALL_PLAIN);
    small_stake(&small, "J", "I", "", "economic", SMALL_PLAIN);
    small_graph(&small, "K 10-90 J");
    small_open(&small);
    struct ht_integrated e =
        ht_integrated_owners(small.ref, &screen, small_get(&small, "E"), small_date(AS_OF), small.arena);
    assert_string_equal(rings_of(&small, &e), "closed P Q R");
    assert_true(is_share(&small, share_in(&e, "X"), "40"));
    assert_true(is_share(&small, share_in(&e, "P"), "0-100"));
    struct ht_integrated a =
        ht_integrated_owners(small.ref, &screen, small_get(&small, "A"), small_date(AS_OF), small.arena);
    assert_string_equal(rings_of(&small, &a), "open A B");
    assert_true(is_share(&small, share_in(&a, "Y"), "100/1"));
    struct ht_integrated f =
        ht_integrated_owners(small.ref, &screen, small_get(&small, "F"), small_date(AS_OF), small.arena);
    assert_string_equal(rings_of(&small, &f), "closed M N O");
    struct ht_integrated g =
        ht_integrated_owners(small.ref, &screen, small_get(&small, "G"), small_date(AS_OF), small.arena);
    assert_string_equal(rings_of(&small, &g), "closed own");
    assert_true(is_share(&small, share_in(&g, "U"), "30-60"));
    struct ht_integrated j =
        ht_integrated_owners(small.ref, &screen, small_get(&small, "J"), small_date(AS_OF), small.arena);
    assert_string_equal(rings_of(&small, &j), "open I J");
    assert_true(is_share(&small, share_in(&j, "K"), "10-100"));
    assert_true(is_share(&small, share_in(&j, "I"), "0-90"));
    small_close(&small);
}

// A stated share above what there is, as of two days: no share above the whole, and no crash.
static void stakes_of_more_than_the_whole(void **state) {
    (void)state;
    struct small_reference small = small_new();
    struct ht_screen screen = any_screen();
    small_graph(&small, "T 100 A; T 100 B; B 60 C");
    small_stake(&small, "A", "C", "60", "economic", "ordinary,closed,,,2020,official,s");
    small_graph(&small, "X 60 J; K 60 J; J 60 K; Z 60 K; J 50 L");
    small_open(&small);
    struct ht_integrated c =
        ht_integrated_owners(small.ref, &screen, small_get(&small, "C"), small_date(AS_OF), small.arena);
    struct ht_integrated l =
        ht_integrated_owners(small.ref, &screen, small_get(&small, "L"), small_date(AS_OF), small.arena);
    assert_int_equal(number(share_in(&c, "T")->most), 100);
    for (size_t i = 0; i < l.count; i++)
        assert_true(number(l.items[i].share.most) <= 100 && number(l.items[i].share.least) >= 0);
    small_close(&small);
}

// A linear congruential generator: the same networks on every machine.
static unsigned next(uint64_t *seed, unsigned below) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

enum { FIRMS = 24, OUTSIDE = 6 };

/*
 * A random network: outside owners o0..., firms f0..., and for each firm an owner u0... of what is left, so that all
 * of it is owned. Stakes are multiples of STEP hundredths of a percent. Without RINGS a firm is held only by firms
 * before it. ORDER shuffles the rows.
 */
static void random_network(struct small_reference *small, uint64_t seed, unsigned step, bool rings, uint64_t order) {
    const char *rows[FIRMS * 5];
    size_t count = 0;
    for (unsigned firm = 0; firm < FIRMS; firm++) {
        unsigned left = 10000 / step;
        bool taken[FIRMS + OUTSIDE] = {false};
        for (unsigned k = 0; k < 4 && left > 1; k++) {
            unsigned owner = next(&seed, OUTSIDE + (rings ? FIRMS : firm)), share = 1 + next(&seed, left - 1);
            if (taken[owner] || owner == firm + OUTSIDE)
                continue;
            taken[owner] = true;
            left -= share;
            rows[count++] = ht_arena_format(small->arena, "%c%u %u.%02u f%u", owner < OUTSIDE ? 'o' : 'f',
                                            owner < OUTSIDE ? owner : owner - OUTSIDE, share * step / 100,
                                            share * step % 100, firm);
        }
        rows[count++] =
            ht_arena_format(small->arena, "u%u %u.%02u f%u", firm, left * step / 100, left * step % 100, firm);
    }
    for (size_t i = count; order && i > 1; i--) {
        size_t k = next(&order, (unsigned)i);
        const char *kept = rows[i - 1];
        rows[i - 1] = rows[k];
        rows[k] = kept;
    }
    for (size_t i = 0; i < count; i++)
        small_graph(small, rows[i]);
}

// What outside owners hold of FIRM, in percent.
static struct ht_decimal sum_of_outside(struct small_reference *small, const char *firm, size_t *owners) {
    struct ht_screen screen = any_screen();
    struct ht_integrated all =
        ht_integrated_owners(small->ref, &screen, small_get(small, firm), small_date(AS_OF), small->arena);
    struct ht_decimal sum = ht_decimal_int(0);
    *owners = 0;
    for (size_t i = 0; i < all.count; i++) {
        assert_true(all.items[i].share.stated);
        if (all.items[i].entity->id[0] == 'f')
            continue;
        assert_true(ht_decimal_add(sum, all.items[i].share.least, &sum));
        ++*owners;
    }
    return sum;
}

static void outside_owners_hold_the_whole(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct small_reference small = small_new(), ring = small_new();
        random_network(&small, seed, 1000, false, 0);
        random_network(&ring, seed, 1, true, 0);
        small_open(&small);
        small_open(&ring);
        for (unsigned firm = 0; firm < FIRMS; firm++) {
            const char *id = ht_arena_format(small.arena, "f%u", firm);
            char text[HT_DECIMAL_TEXT];
            size_t owners;
            struct ht_decimal sum = sum_of_outside(&small, id, &owners);
            if (ht_decimal_cmp(sum, ht_decimal_int(100)) != 0)
                fail_msg("seed %u: of %s outside owners hold %s %%", (unsigned)seed, id, ht_decimal_text(sum, text));
            // Each share is rounded to 12 digits of the part of one.
            sum = sum_of_outside(&ring, id, &owners);
            if (difference(number(sum), 100) > 1e-10 * (double)owners)
                fail_msg("seed %u: of %s in rings they hold %s %%", (unsigned)seed, id, ht_decimal_text(sum, text));
        }
        small_close(&small);
        small_close(&ring);
    }
}

// Every share of every firm, with all digits.
static const char *all_shares(struct small_reference *small) {
    struct ht_screen screen = any_screen();
    struct ht_buffer text = {0};
    for (unsigned firm = 0; firm < FIRMS; firm++) {
        const struct ht_entity *entity = small_get(small, ht_arena_format(small->arena, "f%u", firm));
        struct ht_integrated all = ht_integrated_owners(small->ref, &screen, entity, small_date(AS_OF), small->arena);
        char least[HT_DECIMAL_TEXT], most[HT_DECIMAL_TEXT];
        for (size_t i = 0; i < all.count; i++)
            ht_buffer_format(&text, "%s>%s %s %s\n", all.items[i].entity->id, entity->id,
                             ht_decimal_text(all.items[i].share.least, least),
                             ht_decimal_text(all.items[i].share.most, most));
    }
    const char *copy = ht_arena_string(small->arena, text.data);
    ht_buffer_free(&text);
    return copy;
}

static void the_order_of_rows_changes_no_byte(void **state) {
    (void)state;
    struct small_reference first = small_new();
    random_network(&first, 7, 1, true, 0);
    small_open(&first);
    const char *shares = all_shares(&first);
    assert_true(strlen(shares) > 1000);
    for (uint64_t order = 1; order <= 5; order++) {
        struct small_reference other = small_new();
        random_network(&other, 7, 1, true, order);
        small_open(&other);
        assert_string_equal(all_shares(&other), shares);
        small_close(&other);
    }
    small_close(&first);
}

// One pass over all stakes gives what asking for one entity after the other gives, to the last digit.
static void one_pass_agrees_with_the_walk(void **state) {
    (void)state;
    struct small_reference small = small_new();
    struct ht_screen screen = any_screen();
    random_network(&small, 11, 1, true, 0);
    small_entity(&small, "nobody", "company");
    // The latest statement, an ended one, one that is too old, a vendor's and one from knowledge; votes; a plan.
    small_stake(&small, "o0", "D", "41.55", "economic", "ordinary,closed,,,2017-12-31,official,s");
    small_stake(&small, "o0", "D", "36.48", "economic", "ordinary,closed,,,2024,official,s");
    small_stake(&small, "o0", "E", "30", "economic", "ordinary,closed,2019,2020,2019,official,s");
    small_stake(&small, "o0", "G", "30", "economic", "ordinary,closed,,,2010,official,s");
    small_stake(&small, "o0", "H", "30", "economic", "ordinary,closed,,,2024,vendor,s");
    small_stake(&small, "o0", "I", "30", "economic", "ordinary,closed,,,2024,from-knowledge,s");
    small_stake(&small, "o0", "J", "30", "voting", SMALL_PLAIN);
    small_stake(&small, "o0", "K", "30", "economic", "ordinary,planned,,,2024,official,s");
    small_stake(&small, "o0", "L", "", "economic", SMALL_PLAIN);
    small_open(&small);
    screen.max_age_days = 3650;
    size_t shares = 0;
    for (unsigned i = 0; i < OUTSIDE + FIRMS; i++) {
        const char *id = ht_arena_format(small.arena, "%c%u", i < OUTSIDE ? 'o' : 'f', i < OUTSIDE ? i : i - OUTSIDE);
        const struct ht_entity *owners[] = {small_get(&small, id), small_get(&small, "nobody")};
        struct ht_integrated walked =
            ht_integrated_holdings(small.ref, &screen, owners, 1, small_date(AS_OF), small.arena);
        struct ht_integrated read =
            ht_integrated_holdings(small.ref, &screen, owners, 2, small_date(AS_OF), small.arena);
        assert_int_equal(walked.count, read.count);
        for (size_t k = 0; k < read.count; k++) {
            assert_ptr_equal(walked.items[k].entity, read.items[k].entity);
            assert_int_equal(ht_decimal_cmp(walked.items[k].share.least, read.items[k].share.least), 0);
            assert_int_equal(ht_decimal_cmp(walked.items[k].share.most, read.items[k].share.most), 0);
            assert_int_equal(walked.items[k].share.decimals, read.items[k].share.decimals);
        }
        shares += read.count;
        if (i == 0) {
            assert_true(is_share(&small, share_in(&read, "D"), "36.48"));
            assert_true(is_share(&small, share_in(&read, "G"), "0-30"));
            assert_true(is_share(&small, share_in(&read, "H"), "30"));
            assert_true(is_share(&small, share_in(&read, "L"), "0-100"));
            for (const char *none = "EIJK"; *none; none++)
                assert_null(share_in(&read, ht_arena_format(small.arena, "%c", *none)));
        }
    }
    assert_true(shares > 100);
    small_close(&small);
}

// What several own together: T's stake in U counts once.
static void several_owners_together(void **state) {
    (void)state;
    struct small_reference small = small_new();
    struct ht_screen screen = any_screen();
    small_graph(&small, "T 80 U; U 60 firm; T 10 firm; firm 50 below; V 20 below");
    small_open(&small);
    const struct ht_entity *owners[] = {small_get(&small, "T"), small_get(&small, "U"), small_get(&small, "V")};
    struct ht_integrated all = ht_integrated_holdings(small.ref, &screen, owners, 3, small_date(AS_OF), small.arena);
    assert_int_equal(all.count, 2);
    assert_true(is_share(&small, share_in(&all, "firm"), "70"));
    assert_true(is_share(&small, share_in(&all, "below"), "55"));
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_and_derived_examples),         cmocka_unit_test(prints_the_digits_that_are_known),
        cmocka_unit_test(names_rings_that_own_themselves_wholly), cmocka_unit_test(stakes_of_more_than_the_whole),
        cmocka_unit_test(outside_owners_hold_the_whole),          cmocka_unit_test(the_order_of_rows_changes_no_byte),
        cmocka_unit_test(one_pass_agrees_with_the_walk),          cmocka_unit_test(several_owners_together),
    };
    return cmocka_run_group_tests_name("integrated ownership", tests, NULL, NULL);
}
