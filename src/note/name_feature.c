/* The features of a name, and the learnt scores of its kinds. The rules of name_kind.c
 * come first and their verdict is a feature among others: what they know of "Ltd" or
 * "Mrs" needs no learning, what a word before or behind a name makes likely does. */
#include "note/name_feature.h"

#include <galley/unicode.h>

struct list {
    struct gly_namer *n;
    const struct gly_doc *doc;
    const struct gly_name *name;
    struct gly_name_features *ret;
};

/* Texts longer than this tell nothing: nobody writes them twice. */
enum { LONGEST_TEXT = 30 };

static void add(struct list *l, enum gly_name_template template, struct gly_str text)
{
    if (l->ret->count < GLY_COUNT(l->ret->at) && text.len <= LONGEST_TEXT)
        l->ret->at[l->ret->count++] =
            (struct gly_name_feature){(uint8_t) template, text};
}

/* The same for a text of two parts. */
static void add_made(struct list *l, enum gly_name_template template,
                     struct gly_str one, struct gly_str two)
{
    size_t len = one.len + two.len;
    char *made = l->ret->made + l->ret->used;
    if (len > LONGEST_TEXT || len > sizeof l->ret->made - l->ret->used)
        return;
    memcpy(made, one.ptr, one.len);
    memcpy(made + one.len, two.ptr, two.len);
    l->ret->used += (uint32_t)len;
    add(l, template, (struct gly_str){made, len});
}

static void add_letters(struct list *l, enum gly_name_template template,
                        const char *letters, size_t len)
{
    add_made(l, template, (struct gly_str){letters, len}, (struct gly_str){"", 0});
}

static const char *const role_names[GLY_NAME_ROLE_COUNT] = {
#define X(NAME, text) text,
    GLY_NAME_ROLES(X)
#undef X
};

static void add_roles(struct list *l, enum gly_name_template template, uint32_t roles)
{
    for (unsigned i = 0; roles != 0; i++, roles >>= 1)
        if (roles & 1)
            add(l, template, gly_str(role_names[i]));
}

/* ---- The words of the name ---- */

static const struct gly_tok *tok_at(const struct list *l, uint32_t tok)
{
    return &l->doc->toks.at[tok];
}

static struct gly_str word_at(const struct list *l, uint32_t tok)
{
    struct gly_span span = tok_at(l, tok)->span;
    gly_name_is_possessive(l->doc, tok, &span.end);
    return gly_doc_slice(l->doc, span);
}

static char shape_of(const struct list *l, uint32_t tok)
{
    struct gly_str text = word_at(l, tok);
    uint32_t flags = tok_at(l, tok)->flags;
    if (l->n->tok_words[tok] == 0 && tok_at(l, tok)->kind >= GLY_TOK_URL &&
        tok_at(l, tok)->kind <= GLY_TOK_HASHTAG)
        return '@'; /* an address */
    if (text.len == 1 || (text.len == 2 && text.ptr[1] == '.'))
        return 'i';
    if (memchr(text.ptr, '.', text.len))
        return 'd';
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return '0';
    return flags & GLY_TOK_ALL_CAPS             ? (text.len > 3 ? 'L' : 'A')
           : flags & GLY_TOK_MIXED_CASE         ? 'm'
           : !(flags & GLY_TOK_CAPITALISED)     ? 'x'
           : flags & GLY_TOK_HYPHENATED         ? 'h'
           : (unsigned char)text.ptr[0] >= 0x80 ? 'u'
                                                : 'c';
}

static bool is_common(const struct list *l, uint32_t tok)
{
    return l->n->tok_words[tok] != 0 && gly_namer_is_common(l->n, tok);
}

static void add_inside(struct list *l, uint32_t first, uint32_t last)
{
    enum { MOST = 6 };
    bool head = false;
    for (uint32_t t = first + 1; t < last && t < first + MOST; t++) {
        if (l->n->tok_words[t] != 0)
            continue;
        struct gly_str text = gly_tok_text(l->doc, tok_at(l, t));
        add(l, GLY_NAME_TEMPLATE_INSIDE, text);
        if (!head && gly_str_is(text, "of"))
            add_roles(l, GLY_NAME_TEMPLATE_HEAD, gly_namer_word(l->n, t - 1)->roles);
        head = true;
    }
}

static void add_words(struct list *l)
{
    uint32_t first = l->name->first_tok, last = first + l->name->tok_count - 1;
    struct gly_name_form form;
    char text[4];
    uint32_t roles =
        l->name->tok_count == 1
            ? gly_namer_word(l->n, first)->roles
            : gly_namelist_roles(l->n->names,
                                 gly_name_form(l->doc, first, last + 1, &form)) &
                  ~GLY_NAME_ROLE(PHRASE);
    add(l, GLY_NAME_TEMPLATE_BIAS, (struct gly_str){"", 0});
    add_roles(l, GLY_NAME_TEMPLATE_WHOLE, roles);
    text[0] = (char)('0' + (l->name->tok_count < 5 ? l->name->tok_count : 5));
    add_letters(l, GLY_NAME_TEMPLATE_LENGTH, text, 1);
    text[0] = shape_of(l, first);
    text[1] = shape_of(l, last);
    add_letters(l, GLY_NAME_TEMPLATE_SHAPE, text, first == last ? 1 : 2);
    text[0] = is_common(l, first) ? 'y' : 'n';
    text[1] = is_common(l, last) ? 'y' : 'n';
    add_letters(l, GLY_NAME_TEMPLATE_COMMON, text, first == last ? 1 : 2);
    add(l, GLY_NAME_TEMPLATE_WORD, word_at(l, last));
    if (first == last)
        return;
    add_roles(l, GLY_NAME_TEMPLATE_FIRST, gly_namer_word(l->n, first)->roles);
    add_roles(l, GLY_NAME_TEMPLATE_LAST, gly_namer_word(l->n, last)->roles);
    add_inside(l, first, last);
}

/* ---- What the rules say ---- */

static void add_verdict(struct list *l, enum gly_name_template template,
                        const int32_t scores[GLY_NAME_KIND_COUNT])
{
    unsigned best = 0, second = 1;
    for (unsigned k = 1; k < GLY_NAME_KIND_COUNT; k++)
        if (scores[k] > scores[best]) {
            second = best;
            best = k;
        } else if (scores[k] > scores[second] || second == best) {
            second = k;
        }
    int32_t lead = scores[best] - scores[second];
    if (scores[best] <= 0)
        return;
    char text[2] = {(char)('0' + best), lead >= 60   ? '4'
                                        : lead >= 35 ? '3'
                                        : lead >= 18 ? '2'
                                        : lead > 6   ? '1'
                                                     : '0'};
    add_letters(l, template, text, 2);
    char next[3] = {(char)('0' + best), '-', (char)('0' + second)};
    if (scores[second] > 0)
        add_letters(l, template, next, 3);
}

static void add_rules(struct list *l, const struct gly_name_draft *draft)
{
    int32_t words[GLY_NAME_KIND_COUNT], all[GLY_NAME_KIND_COUNT];
    for (unsigned k = 0; k < GLY_NAME_KIND_COUNT; k++) {
        words[k] = draft->words[k];
        all[k] = words[k] + draft->around[k];
    }
    add_verdict(l, GLY_NAME_TEMPLATE_RULES, words);
    add_verdict(l, GLY_NAME_TEMPLATE_AROUND, all);
    add_verdict(l, GLY_NAME_TEMPLATE_ENTITY, l->n->verdicts.at[l->name->entity].scores);
    uint32_t count = l->n->entities.at[l->name->entity].name_count;
    char text[3] = {(char)('0' + l->n->entities.at[l->name->entity].kind), 'x',
                    count < 3 ? (char)('0' + count) : '3'};
    if (count > 1)
        add_letters(l, GLY_NAME_TEMPLATE_ENTITY, text, sizeof text);
}

/* ---- What stands around ---- */

static const struct gly_str edge = {"|", 1};

/* The token `tok` as a feature; the edge of the sentence for any outside it. */
static struct gly_str near(const struct list *l, uint32_t tok)
{
    if (tok >= l->doc->toks.count || tok_at(l, tok)->sent != l->name->sent)
        return edge;
    return tok_at(l, tok)->kind == GLY_TOK_NUMBER
               ? (struct gly_str){"0", 1}
               : gly_tok_text(l->doc, tok_at(l, tok));
}

/* The tokens `tok` and the one behind it, with a space between. */
static void add_near(struct list *l, enum gly_name_template template, uint32_t tok)
{
    struct gly_str one = near(l, tok), two = near(l, tok + 1);
    char text[LONGEST_TEXT + 1];
    if (one.len + 1 > sizeof text)
        return;
    memcpy(text, one.ptr, one.len);
    text[one.len] = ' ';
    add_made(l, template, (struct gly_str){text, one.len + 1}, two);
}

static void add_around(struct list *l)
{
    const struct gly_name *name = l->name;
    uint32_t behind = name->first_tok + name->tok_count, first = name->first_tok;
    while (first > 0 && name->title.end > name->title.start &&
           tok_at(l, first)->span.start > name->title.start)
        first--;
    struct gly_str before = near(l, first - 1), after = near(l, behind);
    add(l, GLY_NAME_TEMPLATE_BEFORE, before);
    if (before.ptr != edge.ptr)
        add_near(l, GLY_NAME_TEMPLATE_BEFORE2, first - 2);
    add(l, GLY_NAME_TEMPLATE_AFTER, after);
    if (after.ptr != edge.ptr)
        add_near(l, GLY_NAME_TEMPLATE_AFTER2, behind);
    if (name->title.end > name->title.start)
        add(l, GLY_NAME_TEMPLATE_TITLE, gly_doc_slice(l->doc, name->title));
    static const struct {
        uint16_t flag;
        const char *text;
    } flags[] = {{GLY_NAME_POSSESSIVE, "possessive"},
                 {GLY_NAME_SENT_START, "start"},
                 {GLY_NAME_ROLE, "role"},
                 {GLY_NAME_HEADING, "heading"}};
    for (size_t i = 0; i < GLY_COUNT(flags); i++)
        if (name->flags & flags[i].flag)
            add(l, GLY_NAME_TEMPLATE_FLAG, gly_str(flags[i].text));
}

/* What the rules say of a name beside this one, and what parts them: "2b," for a place
 * before it and a comma. Only names a few tokens away. */
static void add_beside(struct list *l, uint32_t other, char where)
{
    enum { NEAR = 3 };
    if (other >= l->n->list.count)
        return;
    const struct gly_name *name = &l->n->list.at[other];
    const struct gly_name *one = where == 'b' ? name : l->name;
    const struct gly_name *two = where == 'b' ? l->name : name;
    uint32_t gap = one->first_tok + one->tok_count;
    if (name->sent != l->name->sent || name->outer != GLY_NONE ||
        two->first_tok < gap || two->first_tok - gap > NEAR)
        return;
    enum gly_name_ground ground;
    unsigned kind = gly_name_best_kind(&l->n->drafts.at[other], &ground);
    struct gly_str between =
        gap < two->first_tok ? gly_tok_text(l->doc, tok_at(l, gap)) : edge;
    char text[2] = {(char)('0' + kind), where};
    if (ground != GLY_NAME_GUESSED)
        add_made(l, GLY_NAME_TEMPLATE_BESIDE, (struct gly_str){text, 2}, between);
}

void gly_namer_features(struct gly_namer *n, uint32_t name,
                        struct gly_name_features *ret)
{
    struct list l = {n, n->doc, &n->list.at[name], ret};
    ret->count = ret->used = 0;
    add_words(&l);
    add_rules(&l, &n->drafts.at[name]);
    add_around(&l);
    add_beside(&l, name - 1, 'b');
    add_beside(&l, name + 1, 'a');
}

/* ---- The learnt scores ---- */

static const struct gly_lang_name_slot *find_slot(const struct gly_lang_model *model,
                                                  const struct gly_name_feature *f)
{
    uint64_t key = gly_name_feature_key(f->template, f->text.ptr, f->text.len);
    uint32_t at = (uint32_t)(key >> 32) & model->name_mask;
    for (unsigned probe = 0; probe < GLY_LANG_NAME_PROBES; probe++) {
        const struct gly_lang_name_slot *slot = &model->name_slots[at];
        if (slot->print == gly_lang_name_print(key))
            return slot;
        if (slot->print == 0)
            return NULL;
        at = (at + 1) & model->name_mask;
    }
    return NULL;
}

/* What the names of an entity add up to: its words are the same or alike each time, so
 * that their mean counts; what stands around them adds up, to three times at most. Its
 * first few names tell enough. */
enum { NAMES_ASKED = 4 };

struct sums {
    int32_t words[GLY_LANG_NAME_KINDS], around[GLY_LANG_NAME_KINDS];
    uint32_t count;
};

static void add_sums(struct gly_namer *n, uint32_t name, struct sums *sums)
{
    struct gly_name_features features;
    if (sums->count++ == NAMES_ASKED) {
        sums->count = NAMES_ASKED;
        return;
    }
    gly_namer_features(n, name, &features);
    for (uint32_t f = 0; f < features.count; f++) {
        const struct gly_lang_name_slot *slot = find_slot(n->language, &features.at[f]);
        int32_t *sum = features.at[f].template > GLY_NAME_TEMPLATE_ENTITY ? sums->around
                                                                          : sums->words;
        for (unsigned k = 0; slot && k < GLY_LANG_NAME_KINDS; k++)
            sum[k] += slot->weights[k];
    }
}

static unsigned best_of(const struct sums *sums)
{
    /* `around` is a sum of `count`, of which the mean counts up to three times. */
    int64_t weight = sums->count < 3 ? sums->count : 3, best_sum = INT64_MIN;
    unsigned best = 0;
    for (unsigned k = 0; k < GLY_LANG_NAME_KINDS; k++) {
        int64_t sum = sums->words[k] + sums->around[k] * weight;
        if (sum > best_sum) {
            best_sum = sum;
            best = k;
        }
    }
    return best;
}

/* Works, products and the rest are one to the model: among them the rules tell. */
static enum gly_name_kind kind_of(unsigned learnt, const struct gly_name_verdict *rules)
{
    static const uint8_t kinds[GLY_LANG_NAME_KINDS] = {
        GLY_NAME_PERSON, GLY_NAME_ORGANISATION, GLY_NAME_PLACE, GLY_NAME_EVENT,
        GLY_NAME_OTHER};
    enum gly_name_kind kind = (enum gly_name_kind)kinds[learnt];
    for (unsigned k = GLY_NAME_WORK; k <= GLY_NAME_PRODUCT; k++)
        if (kinds[learnt] == GLY_NAME_OTHER && rules->scores[k] > 0 &&
            rules->scores[k] > rules->scores[kind])
            kind = (enum gly_name_kind)k;
    return kind;
}

void gly_namer_learn_kinds(struct gly_namer *n)
{
    if (!n->language || !n->language->name_slots)
        return;
    struct sums *sums = gly_arena_alloc(n->arena, n->entities.count + 1, sizeof *sums);
    for (uint32_t i = 0; i < n->list.count; i++)
        add_sums(n, i, &sums[n->list.at[i].entity]);
    for (uint32_t e = 0; e < n->entities.count; e++) {
        struct gly_entity *entity = &n->entities.at[e];
        enum gly_name_kind kind = kind_of(best_of(&sums[e]), &n->verdicts.at[e]);
        if (kind != entity->kind)
            entity->ground = GLY_NAME_GUESSED;
        entity->kind = (uint8_t)kind;
    }
    for (uint32_t i = 0; i < n->list.count; i++) {
        struct gly_name *name = &n->list.at[i];
        name->kind = n->entities.at[name->entity].kind;
        name->ground = n->entities.at[name->entity].ground;
    }
}
