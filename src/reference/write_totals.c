// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What follows from all rows: numbers of entries of lists, conflicts, what was left out, sets of sources, and what
 * the whole is called.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/reference.h"
#include "reference/write.h"

static void write_source_sets(struct ref_build *build) {
    struct db_stmt *insert = db_prepare(build->db, "INSERT INTO source_set (key, source) VALUES (?, ?)");
    for (uint32_t i = 0; i < build->source_sets.count; i++) {
        db_bind_int(insert, 1, (int64_t)i + 1);
        db_bind_text(insert, 2, texts_at(&build->source_sets, i));
        db_step(insert);
    }
}

static void write_conflicts(struct ref_build *build) {
    struct db_stmt *insert =
        db_prepare(build->db, "INSERT INTO conflict (key, entity, kind, text, sources) VALUES (?, ?, ?, ?, ?)");
    for (size_t i = 0; i < build->conflicts.count; i++) {
        struct ref_conflict *conflict = &build->conflicts.items[i];
        if (conflict->numbered)
            conflict->entity = build->key_of[conflict->entity];
        conflict->numbered = false;
    }
    ref_conflicts_sort(&build->conflicts);
    for (size_t i = 0; i < build->conflicts.count; i++) {
        const struct ref_conflict *conflict = &build->conflicts.items[i];
        db_bind_int(insert, 1, (int64_t)i + 1);
        db_bind_int(insert, 2, conflict->entity);
        db_bind_text(insert, 3, ref_conflict_name(conflict->kind));
        db_bind_text(insert, 4, conflict->text);
        db_bind_text(insert, 5, conflict->sources);
        db_step(insert);
    }
}

const char *ref_left_out_reason(enum ref_left_out reason) {
    static const char *const reasons[LEFT_OUT_REASONS] = {
        [LEFT_OUT_ENTITY] = "naming entities that no source describes",
        [LEFT_OUT_LIST] = "naming lists that no source describes",
        [LEFT_OUT_ISSUER] = "securities whose issuer no source names",
    };
    return reasons[reason];
}

static void write_left_out(struct ref_build *build) {
    struct db_stmt *insert = db_prepare(build->db, "INSERT INTO left_out (file, reason, rows) VALUES (?, ?, ?)"
                                                   " ON CONFLICT DO UPDATE SET rows = rows + excluded.rows");
    for (size_t i = 0; i < build->collection_count; i++)
        for (int file = 0; file < REF_FILE_COUNT; file++)
            for (int reason = 0; reason < LEFT_OUT_REASONS; reason++) {
                int64_t rows =
                    ref_left_out_of(build, (uint16_t)i, (enum ref_file_id)file, (enum ref_left_out)reason)->rows;
                if (!rows)
                    continue;
                const char *name =
                    ht_arena_format(build->arena, "%s/%s", build->collections[i].name, ref_files[file].name);
                db_bind_text(insert, 1, name);
                db_bind_text(insert, 2, ref_left_out_reason((enum ref_left_out)reason));
                db_bind_int(insert, 3, rows);
                db_step(insert);
            }
}

static int64_t data_date(const struct ref_build *build) {
    int64_t latest = 0;
    for (size_t i = 0; i < build->files[REF_SOURCES].count; i++) {
        int64_t day = ref_date_number(build->files[REF_SOURCES].items[i].cells[SOURCE_RETRIEVED_ON]);
        latest = day > latest ? day : latest;
    }
    return latest;
}

static void write_meta(struct ref_build *build, const char *sha256) {
    struct db_stmt *insert = db_prepare(build->db, "INSERT INTO meta (name, value) VALUES (?, ?)");
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {
        {"data_date", data_date(build)},
        {"entities", (int64_t)build->key_count},
        {"securities", (int64_t)build->securities},
        {"stakes", (int64_t)build->stakes},
        {"designations", (int64_t)build->designations},
        {"conflicts", (int64_t)build->conflicts.count},
    };
    db_bind_text(insert, 1, "content_sha256");
    db_bind_text(insert, 2, sha256);
    db_step(insert);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        db_bind_text(insert, 1, numbers[i].name);
        db_bind_int(insert, 2, numbers[i].value);
        db_step(insert);
    }
}

void write_totals(struct ref_build *build, const char *sha256) {
    write_source_sets(build);
    write_conflicts(build);
    write_left_out(build);
    write_meta(build, sha256);
}
