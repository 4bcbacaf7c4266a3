// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Reading all collections: sources and lists, then entities, then what points to them. Rows of a curated directory
 * that point nowhere are faults; those of an import are left out and counted.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "reference/build.h"

enum { EVIDENCE_MEMORY = 32 * 1024 * 1024 };

// One file being read.
struct loading {
    struct ref_build *build;
    const struct ref_collection *from;
    enum ref_file_id id;
    struct ht_buffer packed;
    struct ht_buffer known; // the sources of the row before, which were found
    struct {
        struct ht_buffer id; // rows about one entity often follow each other
        uint32_t number;
    } last;
    uint32_t near;                    // the last entity that was found
    uint32_t found[PACKED_WIDTH_MAX]; // entities that the row's columns name
    bool is_last;                     // of the collections with the file
    struct ht_arena *scratch;
};

void ref_leave_out(struct ref_build *build, uint16_t collection, enum ref_file_id file, enum ref_left_out reason,
                   long line, const char *named) {
    struct ref_left *left =
        &build->left_out[((size_t)collection * REF_FILE_COUNT + file) * LEFT_OUT_REASONS + reason];
    left->rows++;
    if (line && (!left->line || line < left->line)) {
        left->line = line;
        left->named = ht_arena_string(build->arena, named);
    }
}

const struct ref_left *ref_left_out_of(const struct ref_build *build, uint16_t collection, enum ref_file_id file,
                                       enum ref_left_out reason) {
    return &build->left_out[((size_t)collection * REF_FILE_COUNT + file) * LEFT_OUT_REASONS + reason];
}

static void pointer_fault(const struct loading *l, const struct intake_row *row, size_t column, const char *what) {
    ref_fault(l->build->faults, ref_files[l->id].name, row->line, "%s: \"%s\" is no %s",
              ref_files[l->id].columns[column].name, row->cells[column], what);
}

static void check_sources(struct loading *l, const struct intake_row *row, size_t column) {
    const char *text = row->cells[column];
    if (!text)
        return; // a fault already
    if (l->known.len && strcmp(l->known.data, text) == 0)
        return;
    size_t count = 0;
    bool all = true;
    const char **ids = ht_text_split(l->scratch, text, '|', &count);
    for (size_t i = 0; i < count; i++)
        if (!ht_map_get(l->build->sources, ids[i])) {
            ref_fault(l->build->faults, ref_files[l->id].name, row->line, "%s: \"%s\" is no source of sources.csv",
                      ref_files[l->id].columns[column].name, ids[i]);
            all = false;
        }
    ht_buffer_clear(&l->known);
    if (all)
        ht_buffer_string(&l->known, text);
    ht_arena_clear(l->scratch);
}

/*
 * The entity that ID names. Files are mostly in one order, so that it is one of the next after that of the row
 * before: among millions, a look-up in the table waits for memory three times.
 */
static uint32_t find_near(const struct loading *l, const char *id) {
    enum { NEXT = 4 };
    const struct texts *ids = &l->build->entities.ids;
    for (size_t number = l->near + (size_t)1; number < ids->count && number <= l->near + (size_t)NEXT; number++)
        if (strcmp(texts_at(ids, (uint32_t)number), id) == 0)
            return (uint32_t)number;
    return ref_entities_find(&l->build->entities, id);
}

static uint32_t find(struct loading *l, const char *id) {
    if (l->last.id.len && strcmp(l->last.id.data, id) == 0)
        return l->last.number;
    ht_buffer_clear(&l->last.id);
    ht_buffer_string(&l->last.id, id);
    l->last.number = find_near(l, id);
    l->near = l->last.number == TEXTS_NONE ? l->near : l->last.number;
    return l->last.number;
}

// Whether what ROW points to is there; else a fault, or one row left out.
static bool check_pointers(struct loading *l, const struct intake_row *row) {
    const struct ref_file *file = &ref_files[l->id];
    for (size_t c = 0; c < file->width; c++) {
        enum ref_type type = file->columns[c].type;
        if (!row->cells[c] || (type != REF_TYPE_ENTITY && type != REF_TYPE_LIST && type != REF_TYPE_SOURCE))
            continue;
        if (type == REF_TYPE_SOURCE) {
            check_sources(l, row, c);
            continue;
        }
        bool entity = type == REF_TYPE_ENTITY;
        if (entity)
            l->found[c] = find(l, row->cells[c]);
        if (entity ? l->found[c] != TEXTS_NONE : ht_map_get(l->build->lists, row->cells[c]) != NULL)
            continue;
        if (l->from->curated)
            pointer_fault(l, row, c, entity ? "entity of entities.csv" : "list of lists.csv");
        else
            ref_leave_out(l->build, l->from->number, l->id, entity ? LEFT_OUT_ENTITY : LEFT_OUT_LIST, row->line,
                          row->cells[c]);
        return false;
    }
    return true;
}

// What is curated wins over imports, so it is another content.
static void hash(const struct loading *l, const struct intake_row *row) {
    digests_add(l->build->digests, l->from->curated ? "curated " : "", row->canonical, row->canonical_len);
}

// A small file.
static void take_resident(void *context, const struct intake_row *row) {
    struct loading *l = context;
    struct ref_rows *rows = &l->build->files[l->id];
    hash(l, row);
    if (!check_pointers(l, row))
        return;
    rows->items =
        ht_arena_grow(l->build->arena, rows->items, rows->count, &l->build->capacities[l->id], sizeof *rows->items);
    rows->items[rows->count] = ref_row_copy(&ref_files[l->id], row, l->build->arena);
    rows->items[rows->count++].from = l->from;
}

// "RA000665:3300001234": a number that says of which registry it is.
static bool names_its_registry(const char *id) {
    return strncmp(id, "RA", 2) == 0 && strspn(id + 2, "0123456789") == 6 && id[8] == ':' && id[9];
}

static void add_registry(struct loading *l, const char *id, uint32_t number) {
    ht_buffer_clear(&l->packed);
    ht_buffer_add(&l->packed, id, strlen(id) + 1);
    ht_buffer_char(&l->packed, (char)(l->from->number >> 8));
    ht_buffer_char(&l->packed, (char)l->from->number);
    packed_add_u32(&l->packed, number);
    sorter_add(l->build->registries, l->packed.data, l->packed.len);
}

static bool repeats_an_id(const struct loading *l, const char *id) {
    const struct ref_entities *entities = &l->build->entities;
    uint32_t number = texts_find(&entities->ids, id);
    uint32_t row = number == TEXTS_NONE ? TEXTS_NONE : entities->first[number];
    return row != TEXTS_NONE && entities->rows[row].collection == l->from->number;
}

static void take_entity(void *context, const struct intake_row *row) {
    struct loading *l = context;
    hash(l, row);
    check_sources(l, row, ENTITY_SOURCE);
    if (!row->cells[ENTITY_ID] || !row->cells[ENTITY_NAME])
        return; // a fault already
    if (l->from->curated && repeats_an_id(l, row->cells[ENTITY_ID]))
        ref_fault(l->build->faults, ref_files[REF_ENTITIES].name, row->line, "the id \"%s\" is used before",
                  row->cells[ENTITY_ID]);
    uint32_t number = ref_entities_add(&l->build->entities, row->cells, l->from->number);
    const char *registry = row->cells[ENTITY_REGISTRY_ID];
    if (l->build->registries && registry && names_its_registry(registry))
        add_registry(l, registry, number);
}

// Evidence that an ISIN or FIGI is of an entity, or (NONE) of security NUMBER without issuer.
static void add_identifier(struct loading *l, char kind, const char *value, size_t len, uint32_t entity,
                           uint32_t homeless, bool receipt) {
    char record[64];
    record[0] = kind;
    memcpy(record + 1, value, len);
    size_t n = 1 + len;
    const uint32_t numbers[] = {entity, entity == TEXTS_NONE ? homeless : l->from->number};
    for (size_t i = 0; i < 2; i++)
        for (unsigned shift = 32; shift > 0; shift -= 8)
            record[n++] = (char)(numbers[i] >> (shift - 8));
    record[n++] = (char)receipt;
    sorter_add(l->build->identifiers, record, n);
}

// Depositary receipts are issued by a bank, so that registers may name it where others name the company.
static bool is_receipt(const char *type) {
    return type && (ht_text_same(type, "adr") || ht_text_same(type, "gdr") || ht_text_same(type, "dr") ||
                    ht_text_same(type, "depositary_receipt"));
}

/*
 * Whether VALUE can be in two collections. The one with the most securities is read last, and of it only what another
 * has is evidence: one of ten million rows beside some hundred costs nothing.
 */
static bool can_be_shared(const struct loading *l, const char *value, size_t len) {
    char text[HT_ID_TEXT];
    if (len >= sizeof text)
        return false;
    memcpy(text, value, len);
    text[len] = '\0';
    if (l->is_last)
        return texts_find(&l->build->shared, text) != TEXTS_NONE;
    texts_add(&l->build->shared, text);
    return true;
}

static void add_identifiers(struct loading *l, const struct intake_row *row, uint32_t entity, uint32_t homeless) {
    const char *isin = row->cells[SECURITY_ISIN];
    bool receipt = is_receipt(row->cells[SECURITY_TYPE]);
    if (isin && can_be_shared(l, isin, strlen(isin)))
        add_identifier(l, 'I', isin, strlen(isin), entity, homeless, receipt);
    for (const char *figi = row->cells[SECURITY_FIGI]; figi && *figi;) {
        size_t len = strcspn(figi, "|");
        if (len && can_be_shared(l, figi, len))
            add_identifier(l, 'F', figi, len, entity, homeless, receipt);
        figi += len + (figi[len] == '|');
    }
}

// The two columns of a large file that point to entities; the width of the file where there is but one.
static const struct {
    size_t a, b;
} pointers[REF_FILE_COUNT] = {
    [REF_NAMES] = {NAME_ENTITY, NAME_WIDTH},
    [REF_SECURITIES] = {SECURITY_ENTITY, SECURITY_GUARANTOR},
    [REF_OWNERSHIP] = {STAKE_OWNER, STAKE_OWNED},
    [REF_EXCEPTIONS] = {EXCEPTION_ENTITY, EXCEPTION_WIDTH},
};

static void spool(struct loading *l, const struct intake_row *row, struct ref_spooled head) {
    size_t a = pointers[l->id].a, b = pointers[l->id].b;
    ht_buffer_clear(&l->packed);
    packed_add(&l->packed, &ref_files[l->id], row->cells,
               (uint32_t)(1u << a | (b < ref_files[l->id].width ? 1u << b : 0)));
    head.len = (uint32_t)l->packed.len;
    head.collection = l->from->number;
    struct ref_spool *to = &l->build->spools[l->id];
    scratch_write(&to->file, &head, sizeof head);
    scratch_write(&to->file, l->packed.data, l->packed.len);
    to->count++;
}

static void take_large(void *context, const struct intake_row *row) {
    struct loading *l = context;
    size_t a = pointers[l->id].a, b = pointers[l->id].b;
    hash(l, row);
    if (!check_pointers(l, row))
        return;
    struct ref_spooled head = {.a = row->cells[a] ? l->found[a] : TEXTS_NONE, .b = TEXTS_NONE};
    if (b < ref_files[l->id].width && row->cells[b])
        head.b = l->found[b];
    if (l->id == REF_SECURITIES) {
        if (head.a == TEXTS_NONE && l->from->curated)
            ref_fault(l->build->faults, ref_files[l->id].name, row->line, "entity is empty");
        if (head.a == TEXTS_NONE && !l->build->identifiers) {
            ref_leave_out(l->build, l->from->number, l->id, LEFT_OUT_ISSUER, 0, NULL);
            return;
        }
        if (head.a == TEXTS_NONE)
            head.b = (uint32_t)l->build->homeless++; // of an import, which names no guarantor
        if (l->build->identifiers)
            add_identifiers(l, row, head.a, head.b);
    }
    spool(l, row, head);
}

static enum ht_status load_file(struct ref_build *build, const struct ref_collection *from, enum ref_file_id id,
                                bool is_last, intake_take *take, struct ht_error *err) {
    if (!from->has[id])
        return HT_OK;
    struct loading l = {.build = build, .from = from, .id = id, .is_last = is_last, .scratch = ht_arena_new()};
    const char *path = ht_arena_format(build->arena, "%s/%s", from->path, ref_files[id].name);
    const struct intake intake = {&ref_files[id], path, true, build->faults, take, &l};
    build->faults->directory = from->path;
    enum ht_status status = intake_read(&intake, err);
    ht_buffer_free(&l.packed);
    ht_buffer_free(&l.known);
    ht_buffer_free(&l.last.id);
    ht_arena_free(l.scratch);
    return status;
}

static int compare_rows(const void *a, const void *b) {
    const struct ref_row *x = a, *y = b;
    int order = strcmp(x->canonical, y->canonical);
    if (order == 0)
        order = (int)y->from->curated - (int)x->from->curated;
    if (order == 0)
        order = (x->from->number > y->from->number) - (x->from->number < y->from->number);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

// Two documents under one id: what the one says would be cited as said by the other.
static void check_one_source(struct ref_build *build, const struct ref_row *a, const struct ref_row *b) {
    static const size_t tell[] = {SOURCE_TITLE, SOURCE_PUBLISHER, SOURCE_URL, SOURCE_FILE, SOURCE_SHA256};
    bool first = a->from->number < b->from->number;
    const struct ref_row *early = first ? a : b, *late = first ? b : a;
    bool same = true;
    for (size_t i = 0; i < sizeof tell / sizeof *tell; i++)
        same &= same_text(a->cells[tell[i]], b->cells[tell[i]]);
    if (same)
        return;
    build->faults->directory = late->from->path;
    ref_fault(build->faults, ref_files[REF_SOURCES].name, late->line,
              "the id \"%s\" is that of another source in %s/%s, line %ld; import it under another --name",
              late->cells[SOURCE_ID], early->from->path, ref_files[REF_SOURCES].name, early->line);
}

// Says something of a file of FROM that is no fault.
static void note(struct ref_build *build, const struct ref_collection *from, const char *file, const char *message) {
    if (!build->notes)
        return;
    build->notes->directory = NULL;
    ref_fault(build->notes, ht_arena_format(build->arena, "%s/%s", from->name, file), 0, "%s", message);
}

// By id; a curated row before others, then as they are written.
static void index_ids(struct ref_build *build, enum ref_file_id id, struct ht_map **map) {
    struct ref_rows *rows = &build->files[id];
    *map = ht_map_new(build->arena);
    for (size_t i = 0; i < rows->count; i++) {
        struct ref_row *row = &rows->items[i], *known;
        if (!row->cells[0])
            continue; // a fault already
        known = ht_map_get(*map, row->cells[0]);
        if (known && known->from == row->from && row->from->curated) {
            const struct ref_row *late = known->line > row->line ? known : row, *early = late == row ? known : row;
            build->faults->directory = row->from->path;
            ref_fault(build->faults, ref_files[id].name, late->line, "the id \"%s\" is used before, in line %ld",
                      row->cells[0], early->line);
        }
        if (known && known->from != row->from && id == REF_SOURCES)
            check_one_source(build, known, row);
        if (known && known->from == row->from && !row->from->curated && strcmp(known->canonical, row->canonical) != 0)
            note(build, row->from, ref_files[id].name,
                 ht_arena_format(build->arena, "the id \"%s\" is there more than once; one row of it was taken",
                                 row->cells[0]));
        if (!known || (row->from->curated && !known->from->curated))
            ht_map_put(*map, row->cells[0], row);
    }
}

// Collections by the size of one of their files, the largest last.
struct sized {
    const struct ref_collection *from;
    off_t size;
};

static int compare_sizes(const void *a, const void *b) {
    const struct sized *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return (x->from->number > y->from->number) - (x->from->number < y->from->number);
}

static struct sized *by_size(struct ref_build *build, enum ref_file_id id) {
    struct sized *all = ht_arena_array(build->arena, build->collection_count, sizeof *all);
    for (size_t i = 0; i < build->collection_count; i++) {
        struct stat info;
        const char *path = ht_arena_format(build->arena, "%s/%s", build->collections[i].path, ref_files[id].name);
        all[i] = (struct sized){&build->collections[i], stat(path, &info) == 0 ? info.st_size : 0};
    }
    qsort(all, build->collection_count, sizeof *all, compare_sizes);
    return all;
}

static enum ht_status load_all(struct ref_build *build, enum ref_file_id id, intake_take *take,
                               struct ht_error *err) {
    enum ht_status status = HT_OK;
    struct ref_rows *rows = &build->files[id];
    const struct sized *order = by_size(build, id);
    if (id == REF_ENTITIES && build->collection_count)
        ref_entities_expect(&build->entities, (size_t)order[build->collection_count - 1].size);
    for (size_t i = 0; status == HT_OK && i < build->collection_count; i++)
        status = load_file(build, order[i].from, id, i + 1 == build->collection_count, take, err);
    rows->file = &ref_files[id];
    if (rows->count)
        qsort(rows->items, rows->count, sizeof *rows->items, compare_rows);
    return status;
}

// How many collections have the file ID.
static size_t collections_with(const struct ref_build *build, enum ref_file_id id) {
    size_t count = 0;
    for (size_t i = 0; i < build->collection_count; i++)
        count += build->collections[i].has[id];
    return count;
}

static void hash_screen(struct ref_build *build, const struct ref_screen_file *screen) {
    struct ht_buffer row = {0};
    ht_buffer_format(&row, "%s%c%s", screen->name, '\0', screen->text);
    digests_add(build->digests, "screen ", row.data, row.len);
    ht_buffer_free(&row);
}

static enum ht_status load_screens(struct ref_build *build, struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; status == HT_OK && i < build->collection_count; i++) {
        struct ref_screens own = {0};
        build->faults->directory = build->collections[i].path;
        status = ref_screens_load(build->collections[i].path, build->arena, &own, build->faults, err);
        for (size_t k = 0; k < own.count; k++) {
            struct ref_screens *all = &build->screens;
            size_t at = 0;
            while (at < all->count && strcmp(all->items[at].name, own.items[k].name) != 0)
                at++;
            if (at < all->count) { // a collection before it, the curated one at first, has its say
                if (strcmp(all->items[at].text, own.items[k].text) != 0)
                    note(build, &build->collections[i],
                         ht_arena_format(build->arena, "screens/%s.ini", own.items[k].name),
                         "passed over, as another directory has a screen of that name");
                continue;
            }
            all->items = ht_arena_grow(build->arena, all->items, all->count, &all->capacity, sizeof *all->items);
            all->items[all->count++] = own.items[k];
            hash_screen(build, &own.items[k]);
        }
    }
    return status;
}

enum ht_status ref_build_load(struct ref_build *build, struct ht_error *err) {
    static const enum ref_file_id resident[] = {
        REF_RELATIONS,         REF_REACH,      REF_DESIGNATIONS, REF_STATEMENTS,
        REF_REPORTED_HOLDINGS, REF_LOOKALIKES, REF_LINKS,        REF_RATES};
    static const enum ref_file_id large[] = {REF_NAMES, REF_SECURITIES, REF_OWNERSHIP, REF_EXCEPTIONS};
    build->left_out = ht_arena_array(build->arena, build->collection_count * REF_FILE_COUNT * LEFT_OUT_REASONS,
                                     sizeof *build->left_out);
    if (collections_with(build, REF_SECURITIES) > 1)
        build->identifiers = sorter_new(build->output, EVIDENCE_MEMORY);
    if (collections_with(build, REF_ENTITIES) > 1)
        build->registries = sorter_new(build->output, EVIDENCE_MEMORY);
    for (int id = 0; id < REF_FILE_COUNT; id++)
        build->spools[id].file = scratch_beside(build->output);
    enum ht_status status = load_all(build, REF_SOURCES, take_resident, err);
    index_ids(build, REF_SOURCES, &build->sources);
    if (status == HT_OK)
        status = load_all(build, REF_LISTS, take_resident, err);
    index_ids(build, REF_LISTS, &build->lists);
    if (status == HT_OK)
        status = load_all(build, REF_ENTITIES, take_entity, err);
    for (size_t i = 0; status == HT_OK && i < sizeof resident / sizeof *resident; i++)
        status = load_all(build, resident[i], take_resident, err);
    for (size_t i = 0; status == HT_OK && i < sizeof large / sizeof *large; i++)
        status = load_all(build, large[i], take_large, err);
    return status == HT_OK ? load_screens(build, err) : status;
}
