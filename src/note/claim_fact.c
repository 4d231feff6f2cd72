/* Facts told by a label and a value: rows of tables ("Founded | 1998"), columns of tables of
 * several things, lines of boxes and lists ("Born: 4 May 1961"). Labels stand in
 * rules/claims/labels.csv; of whom or what they tell, the head of the table says, its
 * caption, or the heading above, where it is a name and nothing else. */
#include "note/claim.h"

#include "note/look.h"

/* Words of a label, and of a heading that is looked at. */
enum { LABEL_WORDS = 6, TITLE_WORDS = 16 };

struct fact {
    struct gly_claim_subject subject;
    uint32_t label; /* row of labels, the first of its text */
    uint32_t first_tok, end_tok;
    bool repeated; /* the group tells it again: a list of several things */
};

/* What a heading or a caption says of whom the facts are. */
enum scope_kind { SCOPE_NONE, SCOPE_OTHER, SCOPE_GENERAL, SCOPE_NAMED };

struct scope {
    uint8_t kind; /* enum scope_kind */
    bool title; /* the heading of the whole text, which has a date and an author, too */
    struct gly_claim_subject subject;
};

enum { HEADING_LEVELS = 7 };

struct finder {
    struct gly_claimer *c;
    struct gly_look look;                /* the whole document */
    struct scope scopes[HEADING_LEVELS]; /* of the headings above, by level */
    uint32_t group;                      /* a table, or what stands under one heading */
    uint32_t *label_group, *label_fact;  /* by label: where it was told last */
    uint32_t *entity_group;              /* by entity: the table that has it in a row */
    bool *entity_repeated;
    uint8_t *headings; /* by entity: how many name it; more than one are of several */
    GLY_VEC(struct fact) facts;
};

/* ---- Labels ---- */

/* The label that the tokens are, whatever their capitals; 0 for none. */
static uint32_t label_of(const struct finder *f, uint32_t first, uint32_t end)
{
    char text[GLY_CLAIM_WORD_BYTES];
    size_t len = 0;
    if (end > first && gly_look_among(&f->look, end - 1, ":"))
        end--;
    if (first >= end || end - first > 2 * LABEL_WORDS)
        return 0;
    for (uint32_t i = first; i < end; i++) {
        char form[GLY_CLAIM_FORM];
        struct gly_str word = gly_claim_fold(gly_look_at(&f->look, i), form);
        if (gly_look_is_hyphen(&f->look, i))
            continue;
        if (gly_look_kind(&f->look, i) != GLY_TOK_WORD ||
            len + word.len + 1 > sizeof text)
            return 0;
        if (len > 0)
            text[len++] = ' ';
        memcpy(text + len, word.ptr, word.len);
        len += word.len;
    }
    uint32_t entry = gly_claim_find(f->c->words, (struct gly_str){text, len});
    uint32_t label = gly_claim_entry(f->c->words, entry)->labels;
    return label < f->c->words->counts[GLY_CLAIM_LABELS] ? label : 0;
}

/* A label that one group tells twice is told of several things. */
static void add_fact(struct finder *f, const struct gly_claim_subject *subject,
                     uint32_t label, uint32_t first, uint32_t end)
{
    bool repeated = f->label_group[label] == f->group;
    if (first >= end || label_of(f, first, end))
        return;
    if (repeated)
        f->facts.at[f->label_fact[label]].repeated = true;
    f->label_group[label] = f->group;
    f->label_fact[label] = f->facts.count;
    *GLY_VEC_ADD(f->c->arena, &f->facts) =
        (struct fact){*subject, label, first, end, repeated};
}

/* ---- Whom headings name ---- */

static bool is_general_word(const struct finder *f, uint32_t tok)
{
    return gly_look_kind(&f->look, tok) == GLY_TOK_PUNCT ||
           gly_look_among(&f->look, tok,
                          "the a an of on for about at in glance key quick basic fast "
                          "main brief fact facts box factbox file data sheet figures "
                          "profile overview summary information info details table");
}

/* "Key Facts" may be taken for a name. */
static bool is_general(const struct finder *f, uint32_t tok, uint32_t name)
{
    if (name == GLY_NONE)
        return is_general_word(f, tok);
    const struct gly_name *n = &f->c->names->names[name];
    for (uint32_t i = 0; i < n->tok_count; i++)
        if (!is_general_word(f, n->first_tok + i))
            return false;
    return true;
}

/* A name and nothing else, or "Key facts", which leaves it to the heading above. */
static struct scope read_title(const struct finder *f, uint32_t first, uint32_t end)
{
    const struct gly_names *names = f->c->names;
    struct scope scope = {.kind = SCOPE_GENERAL};
    if (end - first > TITLE_WORDS)
        return (struct scope){.kind = SCOPE_OTHER};
    for (uint32_t i = first; i < end;) {
        uint32_t n = gly_name_at(names, i);
        if (is_general(f, i, n)) {
            i++;
            continue;
        }
        if (n == GLY_NONE || scope.kind == SCOPE_NAMED ||
            names->names[n].first_tok != i || i + names->names[n].tok_count > end ||
            !gly_claimer_name(f->c, n, &scope.subject))
            return (struct scope){.kind = SCOPE_OTHER};
        scope.kind = SCOPE_NAMED;
        i += names->names[n].tok_count;
    }
    return scope;
}

static struct scope title_of(const struct finder *f, const struct gly_block *block)
{
    return read_title(f, block->first_tok, block->first_tok + block->tok_count);
}

/* The nearest heading above that says something; NULL where it names nobody. */
static const struct scope *scope_above(const struct finder *f)
{
    for (unsigned level = HEADING_LEVELS; level-- > 0;) {
        const struct scope *scope = &f->scopes[level];
        if (scope->kind == SCOPE_NAMED)
            return f->headings[scope->subject.entity] == 1 ? scope : NULL;
        if (scope->kind == SCOPE_OTHER)
            return NULL;
    }
    return NULL;
}

/* May the label be told of the text rather than of what its title names? */
static bool may_be_of_text(const struct finder *f, const struct scope *scope,
                           uint32_t label)
{
    return scope && scope->title && gly_claim_label(f->c->words, label)->text;
}

static const struct scope *enter_heading(struct finder *f,
                                         const struct gly_block *block)
{
    unsigned level = block->level < HEADING_LEVELS ? block->level : HEADING_LEVELS - 1;
    for (unsigned i = level; i < HEADING_LEVELS; i++)
        f->scopes[i].kind = SCOPE_NONE;
    f->scopes[level] = title_of(f, block);
    f->scopes[level].title = level <= 1;
    f->group++;
    return &f->scopes[level];
}

/* "Torvik at a glance" under "Torvik" is no other one. */
static void count_headings(struct finder *f)
{
    const struct gly_doc *doc = f->c->doc;
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        const struct gly_block *block = &doc->blocks.at[b];
        if (block->kind != GLY_BLOCK_HEADING)
            continue;
        const struct scope above = f->scopes[block->level > 0 ? block->level - 1 : 0];
        const struct scope *own = enter_heading(f, block);
        if (own->kind == SCOPE_NAMED && f->headings[own->subject.entity] < 2 &&
            (above.kind != SCOPE_NAMED || above.subject.entity != own->subject.entity))
            f->headings[own->subject.entity]++;
    }
    for (unsigned level = 0; level < HEADING_LEVELS; level++)
        f->scopes[level].kind = SCOPE_NONE;
}

/* ---- Tables ---- */

static uint32_t cell_end(const struct gly_grid_cell *cell)
{
    return cell->first_tok + cell->tok_count;
}

static uint32_t cell_label(const struct finder *f, const struct gly_grid_cell *cell)
{
    return cell->tok_count > 0 ? label_of(f, cell->first_tok, cell_end(cell)) : 0;
}

static bool cell_name(const struct finder *f, const struct gly_grid_cell *cell,
                      struct gly_claim_subject *ret)
{
    uint32_t first = cell->first_tok, end = cell_end(cell);
    if (cell->tok_count > 1 && gly_look_among(&f->look, first, "the"))
        first++;
    return cell->tok_count > 0 && gly_claimer_is_name(f->c, first, end, ret);
}

/* A head that tells rows or columns apart by time: each is of a time of its own. */
static bool is_of_time(const struct finder *f, const struct gly_grid_cell *cell)
{
    for (uint32_t i = cell->first_tok; i < cell_end(cell); i++)
        if (gly_look_flags(&f->look, i) & GLY_TOK_HAS_DIGIT ||
            gly_look_among(&f->look, i,
                           "year years date dates season period from to until since "
                           "term tenure time version edition month week day era former "
                           "previous now then current today before after old new"))
            return true;
    return false;
}

static bool is_value_head(const struct finder *f, const struct gly_grid_cell *cell)
{
    for (uint32_t i = cell->first_tok; i < cell_end(cell); i++)
        if (!gly_look_among(&f->look, i,
                            "fact facts detail details value values item information "
                            "info key field data attribute property description"))
            return false;
    return true;
}

/* Rows of things, columns of what is told of them: "Company | Founded | Owner". */
static void read_list(struct finder *f, const struct gly_grid *table)
{
    struct gly_claim_subject subject;
    for (uint32_t r = table->head_rows; r < table->rows; r++) {
        if (!cell_name(f, gly_grid_at(table, r, 0), &subject))
            continue;
        f->entity_repeated[subject.entity] =
            f->entity_group[subject.entity] == f->group;
        f->entity_group[subject.entity] = f->group;
    }
    uint32_t group = f->group;
    for (uint32_t r = table->head_rows; r < table->rows; r++) {
        if (!cell_name(f, gly_grid_at(table, r, 0), &subject) ||
            (f->entity_group[subject.entity] == group &&
             f->entity_repeated[subject.entity]))
            continue;
        f->group++;
        for (uint32_t col = 1; col < table->columns; col++) {
            const struct gly_grid_cell *cell = gly_grid_at(table, r, col);
            uint32_t label =
                cell_label(f, gly_grid_at(table, table->head_rows - 1, col));
            if (label && cell->kind != GLY_CELL_MISSING)
                add_fact(f, &subject, label, cell->first_tok, cell_end(cell));
        }
    }
}

/* Labels in the first column, from row `first` on, and values in column `col`. A row with a
 * label alone begins another part, which is of something else. */
static void read_column(struct finder *f, const struct gly_grid *table, uint32_t first,
                        uint32_t col, const struct gly_claim_subject *subject,
                        const struct scope *heading)
{
    f->group++;
    for (uint32_t r = first; r < table->rows; r++) {
        const struct gly_grid_cell *name = gly_grid_at(table, r, 0);
        const struct gly_grid_cell *cell = gly_grid_at(table, r, col);
        uint32_t label = cell_label(f, name);
        if (cell->kind == GLY_CELL_EMPTY && name->kind == GLY_CELL_TEXT && r > first)
            return;
        if (label && cell->kind != GLY_CELL_MISSING &&
            !may_be_of_text(f, heading, label))
            add_fact(f, subject, label, cell->first_tok, cell_end(cell));
    }
}

/* Whom a table of two columns is about: its first row, its caption, or the heading, which
 * is told. */
static bool table_scope(const struct finder *f, const struct gly_grid *table,
                        struct gly_claim_subject *ret, const struct scope **ret_heading)
{
    const struct gly_doc *doc = f->c->doc;
    const struct gly_grid_cell *first = gly_grid_at(table, 0, 0);
    if (gly_grid_at(table, 0, 1)->kind == GLY_CELL_EMPTY && cell_name(f, first, ret))
        return true;
    for (uint32_t b = table->block + 1; b < doc->blocks.at[table->block].end; b++) {
        if (doc->blocks.at[b].kind != GLY_BLOCK_CAPTION)
            continue;
        struct scope caption = title_of(f, &doc->blocks.at[b]);
        if (caption.kind == SCOPE_GENERAL)
            break;
        *ret = caption.subject;
        return caption.kind == SCOPE_NAMED;
    }
    *ret_heading = scope_above(f);
    if (*ret_heading)
        *ret = (*ret_heading)->subject;
    return *ret_heading != NULL;
}

/* Labels in the first column: of one thing, or of those that the head names. */
static void read_facts(struct finder *f, const struct gly_grid *table)
{
    struct gly_claim_subject subject;
    uint32_t head = table->head_rows;
    bool named = false;
    /* "| Founded | 1998 |" as the first line of a table that has no head. */
    if (head == 1 && cell_label(f, gly_grid_at(table, 0, 0)))
        head = 0;
    for (uint32_t col = 1; head > 0 && col < table->columns; col++) {
        const struct gly_grid_cell *cell = gly_grid_at(table, head - 1, col);
        if (is_of_time(f, cell))
            return;
        if (cell_name(f, cell, &subject)) {
            read_column(f, table, head, col, &subject, NULL);
            named = true;
        }
    }
    if (named || table->columns > 2 ||
        (head > 0 && !is_value_head(f, gly_grid_at(table, head - 1, 1))))
        return;
    const struct scope *heading = NULL;
    if (table_scope(f, table, &subject, &heading))
        read_column(f, table, head, 1, &subject, heading);
}

static void read_table(struct finder *f, const struct gly_grid *table)
{
    bool labels_in_rows = false, labels_in_head = false, of_time = false;
    for (uint32_t r = 0; r < table->rows && !labels_in_rows; r++)
        labels_in_rows = cell_label(f, gly_grid_at(table, r, 0)) != 0;
    if (labels_in_rows) {
        read_facts(f, table);
        f->group++;
        return;
    }
    for (uint32_t col = 0; table->head_rows > 0 && col < table->columns; col++) {
        const struct gly_grid_cell *head =
            gly_grid_at(table, table->head_rows - 1, col);
        bool label = col > 0 && cell_label(f, head);
        labels_in_head = labels_in_head || label;
        of_time = of_time || (!label && is_of_time(f, head));
    }
    f->group++;
    if (labels_in_head && !of_time)
        read_list(f, table);
    f->group++;
}

/* ---- Lines ---- */

/* The token that ends the line: a later one begins another, or the block ends. */
static uint32_t line_end(const struct finder *f, uint32_t tok, uint32_t end)
{
    for (tok++; tok < end; tok++)
        if (gly_look_flags(&f->look, tok) & GLY_TOK_LINE_BREAK)
            break;
    return tok;
}

/* The colon behind the first words of a line; `end` where there is none. */
static uint32_t colon_of(const struct finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && i < first + LABEL_WORDS; i++)
        if (gly_look_among(&f->look, i, ":"))
            return i;
    return end;
}

/* "Founded: 1998", a line or several, and no line without a label. */
static void read_lines(struct finder *f, const struct gly_block *block,
                       const struct scope *scope)
{
    uint32_t first = block->first_tok, end = first + block->tok_count;
    for (uint32_t i = first, next; i < end; i = next) {
        next = line_end(f, i, end);
        if (colon_of(f, i, next) == next)
            return;
    }
    for (uint32_t i = first, next; i < end; i = next) {
        next = line_end(f, i, end);
        uint32_t colon = colon_of(f, i, next), label = label_of(f, i, colon);
        if (label && !may_be_of_text(f, scope, label))
            add_fact(f, &scope->subject, label, colon + 1, next);
    }
}

/* A term and its definition: an item that is a label, and the one behind it. */
static void read_term(struct finder *f, uint32_t index, const struct scope *scope)
{
    const struct gly_doc *doc = f->c->doc;
    const struct gly_block *block = &doc->blocks.at[index];
    uint32_t item = block->parent, next = doc->blocks.at[item].end;
    uint32_t label = label_of(f, block->first_tok, block->first_tok + block->tok_count);
    if (!label || may_be_of_text(f, scope, label) ||
        doc->blocks.at[item].kind != GLY_BLOCK_ITEM || next + 1 >= doc->blocks.count ||
        doc->blocks.at[next].kind != GLY_BLOCK_ITEM ||
        doc->blocks.at[next].parent != doc->blocks.at[item].parent)
        return;
    const struct gly_block *value = &doc->blocks.at[next + 1];
    if (value->kind == GLY_BLOCK_PARAGRAPH && value->end == doc->blocks.at[next].end)
        add_fact(f, &scope->subject, label, value->first_tok,
                 value->first_tok + value->tok_count);
}

/* ---- All of them ---- */

static void walk(struct finder *f)
{
    const struct gly_doc *doc = f->c->doc;
    const struct gly_grids *grids = doc->notes[GLY_ANNOTATION_GRIDS];
    uint32_t grid = 0;
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        const struct gly_block *block = &doc->blocks.at[b];
        if (block->kind == GLY_BLOCK_TABLE) {
            while (grid < grids->count && grids->at[grid].block < b)
                grid++;
            if (grid < grids->count && grids->at[grid].block == b &&
                gly_claim_is_read(doc, b))
                read_table(f, &grids->at[grid]);
            b = block->end - 1;
        } else if (block->flags & GLY_BLOCK_PROSE && block->tok_count > 0 &&
                   gly_claim_is_read(doc, b)) {
            const struct scope *scope =
                block->kind == GLY_BLOCK_PARAGRAPH ? scope_above(f) : NULL;
            if (block->kind == GLY_BLOCK_HEADING)
                enter_heading(f, block);
            if (scope) {
                read_lines(f, block, scope);
                read_term(f, b, scope);
            }
        }
    }
}

void gly_claimer_facts(struct gly_claimer *c)
{
    uint32_t labels = c->words->counts[GLY_CLAIM_LABELS];
    struct finder f = {
        .c = c,
        .look = {c->doc, c->doc->toks.at, 0, c->doc->toks.count},
        .group = 1,
        .label_group = gly_arena_alloc(c->arena, labels, sizeof *f.label_group),
        .label_fact = gly_arena_alloc_raw(c->arena, labels, sizeof *f.label_fact),
        .entity_group =
            gly_arena_alloc(c->arena, c->names->entity_count, sizeof *f.entity_group),
        .entity_repeated = gly_arena_alloc(c->arena, c->names->entity_count, 1),
        .headings = gly_arena_alloc(c->arena, c->names->entity_count, 1),
    };
    count_headings(&f);
    walk(&f);
    for (uint32_t i = 0; i < f.facts.count; i++) {
        const struct fact *fact = &f.facts.at[i];
        uint32_t at = fact->label;
        for (; at && !fact->repeated; at = gly_claim_label(c->words, at)->next) {
            const struct gly_label_row *row = gly_claim_label(c->words, at);
            *GLY_VEC_ADD(c->arena, &c->told) =
                (struct gly_claim_told){.subject = fact->subject,
                                        .first_tok = fact->first_tok,
                                        .end_tok = fact->end_tok,
                                        .row = row->row,
                                        .qualifiers = row->qualifiers,
                                        .relation = row->relation,
                                        .any_tense = row->any_tense};
        }
    }
}
