// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A reference built out of a curated directory and two imports, for tests: rows are added to its files, then it is
 * built and asked.
 */
#ifndef TEST_MERGE_H
#define TEST_MERGE_H

#include "test_reference_dir.h"

#include "holdtrace/hash.h"
#include "holdtrace/reference.h"
#include "holdtrace/reference_build.h"
#include "holdtrace/text.h"

#define LEI_A "HWUPKR0MPOU8FGXBT394"
#define LEI_B "5493006MHB84DD0ZWV18"

struct file {
    const char *name, *text;
};

enum { FILES_MOST = 8, DIRECTORIES = 3 };

struct state {
    struct ht_arena *arena;
    char root[64];
    struct ht_faults faults, notes;
    struct ht_reference *ref;
};

static const char SOURCES[] = "id,title,retrieved_on,redistributable,file,sha256\n";
static const char *const directory_names[DIRECTORIES] = {"own", "imports/a", "imports/b"};

static const char *path_of(struct state *s, const char *name) {
    return ht_arena_format(s->arena, "%s/%s", s->root, name);
}

static inline void put(struct state *s, const char *name, const char *text) {
    FILE *file = fopen(path_of(s, name), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

// Adds LINES to the file NAME ("own/entities.csv"), which begins with HEADER.
static inline void add(struct state *s, const char *name, const char *header, const char *lines) {
    const char *path = path_of(s, name);
    bool fresh = access(path, F_OK) != 0;
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    assert_true(fprintf(file, "%s%s%s\n", fresh ? header : "", fresh ? "\n" : "", lines) > 0);
    assert_int_equal(fclose(file), 0);
}

static inline void entity(struct state *s, const char *directory, const char *line) {
    add(s, ht_arena_format(s->arena, "%s/entities.csv", directory), "id,name,lei,registry_id,source", line);
}

static inline void security(struct state *s, const char *directory, const char *line) {
    add(s, ht_arena_format(s->arena, "%s/securities.csv", directory), "entity,name,type,isin,figi,ticker,mic,source",
        line);
}

static inline void stake(struct state *s, const char *directory, const char *line) {
    add(s, ht_arena_format(s->arena, "%s/ownership.csv", directory),
        "owner,owned,percent_min,percent_max,kind,as_of,source", line);
}

static inline void designation(struct state *s, const char *directory, const char *line) {
    add(s, ht_arena_format(s->arena, "%s/designations.csv", directory),
        "list,entity,listed_as,listed_on,status,citation,source", line);
}

static inline void link_row(struct state *s, const char *line) {
    add(s, "own/links.csv", "entity,other,decision,source", line);
}

static inline int set_up(void **state) {
    struct state *s = calloc(1, sizeof *s);
    s->arena = ht_arena_new();
    strcpy(s->root, "/tmp/holdtrace-test-XXXXXX");
    assert_non_null(mkdtemp(s->root));
    assert_int_equal(mkdir(path_of(s, "imports"), 0700), 0);
    for (size_t i = 0; i < DIRECTORIES; i++) {
        static const char *const sources[] = {"own,Own,2026-01-01,y,,", "a,A,2026-02-01,y,a.csv,00aa",
                                              "b,B,2026-03-01,n,b.csv,00bb"};
        assert_int_equal(mkdir(path_of(s, directory_names[i]), 0700), 0);
        put(s, ht_arena_format(s->arena, "%s/sources.csv", directory_names[i]),
            ht_arena_format(s->arena, "%s%s\n", SOURCES, sources[i]));
    }
    entity(s, "own", "acme,Acme Works,,,own");
    *state = s;
    return 0;
}

static inline int tear_down(void **state) {
    struct state *s = *state;
    ht_reference_close(s->ref);
    dir_empty(s->root);
    assert_int_equal(rmdir(s->root), 0);
    ht_arena_free(s->arena);
    free(s);
    return 0;
}

static inline enum ht_status build_only(struct state *s, struct ht_error *err) {
    const char *const from[] = {path_of(s, "own"), path_of(s, "imports")};
    s->faults = (struct ht_faults){.arena = s->arena};
    s->notes = (struct ht_faults){.arena = s->arena};
    return ht_reference_build_from(from, 2, path_of(s, "out.db"), &s->faults, &s->notes, err);
}

static inline void build(struct state *s) {
    struct ht_error err = {HT_OK, ""};
    enum ht_status status = build_only(s, &err);
    for (size_t i = 0; i < s->faults.count; i++)
        print_message("%s/%s:%ld: %s\n", s->faults.items[i].directory, s->faults.items[i].file,
                      s->faults.items[i].line, s->faults.items[i].message);
    if (status != HT_OK)
        fail_msg("%s", err.message);
    ht_reference_close(s->ref);
    assert_int_equal(ht_reference_open(path_of(s, "out.db"), &s->ref, &err), HT_OK);
}

static const struct ht_entity *get(struct state *s, const char *id) {
    const struct ht_entity *found = ht_reference_entity(s->ref, id);
    if (!found)
        fail_msg("there is no %s", id);
    return found;
}

static inline bool united(struct state *s, const char *a, const char *b) {
    return get(s, a) == get(s, b);
}

// How many conflicts of KIND there are about ID, of which one has TEXT in it.
static inline size_t conflicts(struct state *s, const char *id, const char *kind, const char *text) {
    struct ht_conflicts all = ht_reference_conflicts_of(s->ref, get(s, id));
    size_t count = 0;
    bool found = false;
    for (size_t i = 0; i < all.count; i++) {
        count += strcmp(all.items[i].kind, kind) == 0;
        found = found || strstr(all.items[i].text, text) != NULL;
    }
    return found ? count : 0;
}

static inline void lists_of(struct state *s) {
    add(s, "own/lists.csv", "id,name,authority,kind,effect,edition,entries_total,source",
        "L,A list,An authority,list,export_ban,2025,10,own");
}

#endif
