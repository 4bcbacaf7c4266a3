// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the UFLPA Entity List: see uflpa_name.h. What fits no form known here stays part of the name.
#include "import/uflpa_name.h"

#include <string.h>

#include "holdtrace/text.h"

static const char *find(const char *text, const char *phrase) {
    for (; text && *text; text++)
        if (ht_text_starts(text, phrase))
            return text;
    return NULL;
}

static bool is_former(const char *text) {
    return ht_text_starts(text, "formerly ");
}

// Behind what introduces a list of names at TEXT ("including two aliases: ", "formerly known as "); NULL: nothing
// does.
static const char *introduced(const char *text) {
    static const char *const phrases[] = {
        "also known as ", "formerly known as ", "formerly named ", "formerly ", "a.k.a. ", "aka ", "f.k.a. "};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (ht_text_starts(text, phrases[i]))
            return text + strlen(phrases[i]);
    bool counted = ht_text_starts(text, "including ") || ht_text_starts(text, "and ");
    const char *colon = strchr(text, ':'), *word = find(text, "alias");
    if (!counted || !colon || !word || word > colon)
        return NULL;
    return colon + 1 + strspn(colon + 1, " ");
}

// One alias, or two that "and" joins where the entry says that there are two and gives no other mark.
static void add_item(struct us_book *book, struct us_texts *names, const char *item, bool two) {
    const char *text = us_clean(book, ht_text_starts(item, "and ") ? item + 4 : item);
    const char *both = two ? strstr(text, " and ") : NULL;
    if (both && !strstr(both + 1, " and ")) {
        us_add_text(book, names, ht_arena_copy(book->arena, text, (size_t)(both - text)));
        text = both + strlen(" and ");
    }
    us_add_text(book, names, text);
}

static void add_list(struct us_book *book, struct uflpa_name *name, const char *text, bool former, bool two) {
    bool single = !strchr(text, ';');
    for (const char *at = text; at;) {
        const char *end = strchr(at, ';');
        const char *item = us_clean(book, end ? ht_arena_copy(book->arena, at, (size_t)(end - at)) : at);
        if (ht_text_starts(item, "and "))
            item += 4;
        const char *inner = introduced(item);
        if (inner) {
            former = is_former(item);
            item = inner;
        }
        // "HY Solar and formerly known as Wuxi Shangji": what follows is another list.
        const char *change = find(item, " and formerly known as ");
        if (change) {
            add_item(book, former ? &name->formers : &name->aliases,
                     ht_arena_copy(book->arena, item, (size_t)(change - item)), false);
            former = true;
            item = change + strlen(" and formerly known as ");
        }
        add_item(book, former ? &name->formers : &name->aliases, item, single && two && !change);
        at = end ? end + 1 : NULL;
    }
}

// The ')' that closes the '(' at OPEN; NULL: none does.
static const char *closing(const char *open) {
    size_t depth = 0;
    for (const char *p = open; *p; p++) {
        depth += *p == '(';
        if (*p == ')' && --depth == 0)
            return p;
    }
    return NULL;
}

// TEXT without the parentheses that hold lists of names, which are taken.
static const char *take_lists(struct us_book *book, struct uflpa_name *name, const char *text) {
    struct ht_buffer rest = {0};
    for (const char *at = text; *at;) {
        const char *close = *at == '(' ? closing(at) : NULL;
        const char *inside = close ? ht_arena_copy(book->arena, at + 1, (size_t)(close - at - 1)) : NULL;
        const char *list = inside ? introduced(inside) : NULL;
        if (list) {
            add_list(book, name, list, is_former(inside), find(inside, "two alias") != NULL);
            at = close + 1;
            continue;
        }
        ht_buffer_char(&rest, *at++);
    }
    const char *left = us_clean(book, rest.data ? rest.data : "");
    ht_buffer_free(&rest);
    return left;
}

static bool is_form(const char *text) {
    static const char *const forms[] = {"Ltd", "Limited", "Inc", "LLC", "Co.", "Corp"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (ht_text_starts(text, forms[i]))
            return true;
    return false;
}

// "X Co., Ltd., Y Inc., and Z": a comma before a legal form belongs to the name.
static void add_subsidiaries(struct us_book *book, struct uflpa_name *name, const char *text) {
    for (const char *at = text; at;) {
        const char *end = strpbrk(at, ",;");
        while (end && *end == ',' && is_form(end + 1 + strspn(end + 1, " ")))
            end = strpbrk(end + 1, ",;");
        add_item(book, &name->subsidiaries,
                 us_clean(book, end ? ht_arena_copy(book->arena, at, (size_t)(end - at)) : at), false);
        at = end ? end + 1 + strspn(end + 1, " ") : NULL;
    }
}

// TEXT without the sentence that names subsidiaries, which are taken.
static const char *take_subsidiaries(struct us_book *book, struct uflpa_name *name, const char *text) {
    const char *its = find(text, " and its "), *list = NULL;
    const char *one = its ? find(its, "subsidiary ") : NULL, *several = its ? find(its, "subsidiaries") : NULL;
    const char *include = several ? find(several, "include ") : NULL;
    if (include)
        list = include + strlen("include ");
    else if (several && strchr(several, ':'))
        list = strchr(several, ':') + 1;
    else if (one)
        list = one + strlen("subsidiary ");
    if (!list)
        return text;
    add_subsidiaries(book, name, list + strspn(list, " "));
    return us_clean(book, ht_arena_copy(book->arena, text, (size_t)(its - text)));
}

// NAME without the class that the entry covers besides ("and subsidiaries").
static const char *without_class(struct us_book *book, const char *name) {
    static const char *const classes[] = {" and its subordinate and affiliated entities", ", and subsidiaries",
                                          " and subsidiaries", " and its subsidiaries"};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const char *at = find(name, classes[i]);
        if (at)
            return us_clean(book, ht_arena_copy(book->arena, name, (size_t)(at - name)));
    }
    return name;
}

struct uflpa_name uflpa_name_parse(struct us_book *book, const char *text) {
    struct uflpa_name name = {0};
    const char *rest = take_lists(book, &name, us_clean(book, text));
    name.listed_as = take_subsidiaries(book, &name, rest);
    name.head = without_class(book, name.listed_as);
    return name;
}
