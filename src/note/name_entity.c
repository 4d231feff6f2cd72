/* Which names mean the same. Names of one spelling do. A word alone means the one person
 * whose name begins or ends with it, letters mean the one name whose initials they are,
 * "J. Smith" the one Smith whose given name begins so. Where two would fit, it stays alone
 * and is marked as ambiguous. Everything goes by hash tables, so that time grows with the
 * number of names alone. */
#include "note/name.h"

#include "base/image_format.h"

/* ---- Keys ---- */

enum key_kind { KEY_TEXT, KEY_FIRST, KEY_LAST, KEY_ENDS, KEY_INITIAL, KEY_LETTERS };

struct slot {
    uint64_t key;
    uint32_t value; /* an entity + 1, 0 when free */
    bool several;   /* another entity has the key, too */
};

struct keys {
    struct slot *slots;
    uint32_t mask;
};

static struct keys keys_for(struct gly_arena *arena, uint32_t count)
{
    uint32_t slots = 64;
    while (slots < 2 * (uint64_t)count && slots < (1u << 30))
        slots *= 2;
    return (struct keys){gly_arena_alloc(arena, slots, sizeof(struct slot)), slots - 1};
}

/* Of one or two hashes of texts. */
static uint64_t key_of(enum key_kind kind, uint64_t text, uint64_t more)
{
    uint64_t hash = (text + (uint64_t)kind) * 0x9E3779B97F4A7C15u ^ more;
    return hash ^ hash >> 29;
}

static uint64_t hash_of(struct gly_str text)
{
    return gly_word_hash(text.ptr, text.len);
}

static struct slot *slot_at(struct keys *keys, uint64_t key)
{
    uint32_t at = (uint32_t)(key * 0xD6E8FEB86659FD93u >> 32) & keys->mask;
    while (keys->slots[at].value != 0 && keys->slots[at].key != key)
        at = (at + 1) & keys->mask;
    return &keys->slots[at];
}

static void add_key(struct keys *keys, uint64_t key, uint32_t entity)
{
    struct slot *slot = slot_at(keys, key);
    if (slot->value == 0)
        *slot = (struct slot){.key = key, .value = entity + 1};
    else if (slot->value != entity + 1)
        slot->several = true;
}

/* ---- Entities in the making ---- */

struct proto {
    uint32_t name;   /* the first that has this text */
    uint32_t parent; /* the entity it means, itself for most */
    int32_t words[GLY_NAME_KIND_COUNT], around[GLY_NAME_KIND_COUNT];
    int32_t listed;
    uint32_t count;
    uint8_t sexes; /* bits by enum gly_sex */
    bool ambiguous;
};

struct linker {
    struct gly_namer *n;
    const struct gly_doc *doc;
    struct keys texts; /* by the text of a name, and by all else it offers */
    struct keys keys;
    GLY_VEC(struct proto) protos;
    uint32_t *proto_of; /* by name */
};

static struct gly_str word_text(const struct linker *l, uint32_t tok,
                                struct gly_name_form *form)
{
    return gly_name_form(l->doc, tok, tok + 1, form);
}

static uint64_t word_hash(const struct linker *l, uint32_t tok)
{
    struct gly_name_form form;
    return l->n->tok_words[tok] != 0 ? gly_namer_word(l->n, tok)->hash
                                     : hash_of(word_text(l, tok, &form));
}

/* The last word without "Jr." and the like. */
static uint32_t last_word(const struct linker *l, const struct gly_name *name)
{
    static const char *const behind[] = {"Jr",  "Jr.", "Sr", "Sr.", "II",
                                         "III", "IV",  ",",  NULL};
    uint32_t tok = name->first_tok + name->tok_count - 1;
    while (tok > name->first_tok + 1 && gly_tok_is_one(l->doc, tok, behind))
        tok--;
    return tok;
}

/* "Microsoft Corp." and "Microsoft" have one key. */
static uint32_t without_corporate(const struct linker *l, const struct gly_name *name)
{
    uint32_t end = name->first_tok + name->tok_count;
    while (end > name->first_tok + 1 &&
           (gly_namer_word(l->n, end - 1)->roles & GLY_NAME_ROLE(CORPORATE) ||
            gly_str_is(gly_tok_text(l->doc, &l->doc->toks.at[end - 1]), ",")))
        end--;
    return end;
}

/* "U.N." is "UN". */
static uint64_t text_key(const struct linker *l, const struct gly_name *name)
{
    struct gly_name_form form;
    uint32_t end = without_corporate(l, name);
    if (end == name->first_tok + 1 && !(name->flags & GLY_NAME_ACRONYM))
        return key_of(KEY_TEXT, word_hash(l, name->first_tok), 0);
    struct gly_str text = gly_name_form(l->doc, name->first_tok, end, &form);
    char bare[16];
    if (name->flags & GLY_NAME_ACRONYM && text.len <= sizeof bare) {
        size_t len = 0;
        for (size_t i = 0; i < text.len; i++)
            if (text.ptr[i] != '.')
                bare[len++] = text.ptr[i];
        text = (struct gly_str){bare, len};
    }
    return key_of(KEY_TEXT, hash_of(text), 0);
}

static void make_protos(struct linker *l)
{
    for (uint32_t i = 0; i < l->n->list.count; i++) {
        const struct gly_name *name = &l->n->list.at[i];
        const struct gly_name_draft *draft = &l->n->drafts.at[i];
        uint64_t key = text_key(l, name);
        struct slot *slot = slot_at(&l->texts, key);
        if (slot->value == 0) {
            uint32_t own = l->protos.count;
            *slot = (struct slot){.key = key, .value = own + 1};
            *GLY_VEC_ADD(l->n->arena, &l->protos) =
                (struct proto){.name = i, .parent = own};
        }
        l->proto_of[i] = slot->value - 1;
        struct proto *proto = &l->protos.at[slot->value - 1];
        for (unsigned k = 0; k < GLY_NAME_KIND_COUNT; k++) {
            proto->words[k] += draft->words[k];
            proto->around[k] += draft->around[k];
        }
        proto->listed += draft->listed;
        proto->sexes |= (uint8_t)(1u << draft->sex);
        proto->count++;
    }
}

static struct gly_name_draft mean_of(const struct proto *proto)
{
    struct gly_name_draft mean = {0};
    /* What the words say is the same each time, what stands around them adds up: said
     * three times it is three times as sure. */
    int32_t count = (int32_t)proto->count, weight = count < 3 ? count : 3;
    for (unsigned k = 0; k < GLY_NAME_KIND_COUNT; k++) {
        mean.words[k] = (int16_t)(proto->words[k] / count);
        mean.around[k] = (int16_t)(proto->around[k] / count * weight);
    }
    mean.listed = (int16_t)(proto->listed / (int32_t)proto->count);
    return mean;
}

static enum gly_name_kind kind_of(const struct proto *proto,
                                  enum gly_name_ground *ret_ground)
{
    struct gly_name_draft mean = mean_of(proto);
    return gly_name_best_kind(&mean, ret_ground);
}

/* ---- What long names offer ---- */

static struct gly_str initial_of(struct gly_str text)
{
    return (struct gly_str){text.ptr, text.len > 0 ? 1 : 0};
}

static bool is_initial(struct gly_str text)
{
    return text.len <= 2 || text.ptr[1] == '.';
}

/* "John F. Kennedy" and "John Kennedy" are one, the one that came first; "George H. Bush"
 * and "George W. Bush" are not. */
static bool is_same_person(const struct linker *l, const struct gly_name *name,
                           const struct slot *ends)
{
    if (ends->value == 0 || ends->several)
        return false;
    const struct gly_name *other = &l->n->list.at[l->protos.at[ends->value - 1].name];
    return name->tok_count == 2 || other->tok_count == 2;
}

/* What a name that means somebody named before offers nothing new: only so "Kennedy" keeps
 * one meaning. Returns the entity it means. */
static uint32_t offer_person(struct linker *l, const struct gly_name *name,
                             uint32_t entity)
{
    struct gly_name_form form;
    struct gly_str text = word_text(l, name->first_tok, &form);
    uint64_t first = word_hash(l, name->first_tok);
    uint64_t last = word_hash(l, last_word(l, name));
    uint64_t by_initial = key_of(KEY_INITIAL, hash_of(initial_of(text)), last);
    uint64_t by_ends = key_of(KEY_ENDS, first, last);
    const struct slot *ends = slot_at(&l->keys, by_ends);
    if (is_same_person(l, name, ends))
        return ends->value - 1;
    const struct slot *initials = slot_at(&l->keys, by_initial);
    if (is_initial(text) && initials->value != 0) {
        l->protos.at[entity].ambiguous |= initials->several;
        return initials->several ? entity : initials->value - 1;
    }
    add_key(&l->keys, by_ends, entity);
    add_key(&l->keys, key_of(KEY_LAST, last, 0), entity);
    if (is_initial(text))
        return entity;
    add_key(&l->keys, key_of(KEY_FIRST, first, 0), entity);
    add_key(&l->keys, by_initial, entity);
    return entity;
}

/* The initials of the words with a capital, and of all words. */
static size_t initials(const struct linker *l, const struct gly_name *name, bool all,
                       char ret[16])
{
    size_t len = 0;
    for (uint32_t i = 0; i < name->tok_count && len < 16; i++) {
        const struct gly_tok *tok = &l->doc->toks.at[name->first_tok + i];
        if (tok->kind == GLY_TOK_WORD && (all || tok->flags & GLY_TOK_CAPITALISED)) {
            char c = l->doc->text.ptr[tok->span.start];
            ret[len++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
        }
    }
    return len;
}

static void offer_letters(struct linker *l, const struct gly_name *name,
                          uint32_t entity)
{
    char letters[16];
    for (unsigned all = 0; all < 2; all++) {
        size_t len = initials(l, name, all, letters);
        if (len >= 2)
            add_key(&l->keys,
                    key_of(KEY_LETTERS, hash_of((struct gly_str){letters, len}), 0),
                    entity);
    }
}

/* Those with initials come after all that have their given names in full. */
static void offer(struct linker *l)
{
    for (uint32_t i = 0; i < 2 * l->protos.count; i++) {
        uint32_t e = i % l->protos.count;
        const struct gly_name *name = &l->n->list.at[l->protos.at[e].name];
        struct gly_name_form form;
        enum gly_name_ground ground;
        bool late = is_initial(word_text(l, name->first_tok, &form));
        if (name->tok_count < 2 || name->flags & GLY_NAME_ROLE ||
            late != (i >= l->protos.count))
            continue;
        if (kind_of(&l->protos.at[e], &ground) == GLY_NAME_PERSON)
            l->protos.at[e].parent = offer_person(l, name, e);
        else
            offer_letters(l, name, e);
    }
}

/* ---- What short names take ---- */

static void link_by(struct linker *l, uint32_t entity, uint64_t key)
{
    const struct slot *slot = slot_at(&l->keys, key);
    struct proto *proto = &l->protos.at[entity];
    if (slot->value == 0 || slot->value == entity + 1 || proto->parent != entity)
        return;
    if (slot->several)
        proto->ambiguous = true;
    else
        proto->parent = slot->value - 1;
}

static void take_one(struct linker *l, uint32_t entity)
{
    const struct gly_name *name = &l->n->list.at[l->protos.at[entity].name];
    enum gly_name_ground ground;
    enum gly_name_kind kind = kind_of(&l->protos.at[entity], &ground);
    if (name->flags & GLY_NAME_ROLE)
        return;
    if (name->flags & GLY_NAME_ACRONYM) {
        struct gly_name_form form;
        struct gly_str first = word_text(l, name->first_tok, &form);
        char bare[16];
        size_t len = 0;
        for (size_t i = 0; i < first.len && len < sizeof bare; i++)
            if (first.ptr[i] != '.')
                bare[len++] = first.ptr[i];
        link_by(l, entity,
                key_of(KEY_LETTERS, hash_of((struct gly_str){bare, len}), 0));
        return;
    }
    bool shown_place = l->protos.at[entity].around[GLY_NAME_PLACE] >
                       l->protos.at[entity].around[GLY_NAME_PERSON];
    bool listed_both = kind == GLY_NAME_PLACE && !shown_place &&
                       gly_namer_word(l->n, name->first_tok)->roles &
                           (GLY_NAME_GIVEN | GLY_NAME_ROLE(SURNAME));
    if (kind != GLY_NAME_PERSON && ground != GLY_NAME_GUESSED && !listed_both)
        return;
    if (name->tok_count == 1) {
        uint64_t word = word_hash(l, name->first_tok);
        const struct slot *last = slot_at(&l->keys, key_of(KEY_LAST, word, 0));
        link_by(l, entity, key_of(last->value != 0 ? KEY_LAST : KEY_FIRST, word, 0));
    }
}

/* "World Health Organization (WHO)" and the other way round. */
static void link_definitions(struct linker *l)
{
    for (uint32_t i = 0; i + 1 < l->n->list.count; i++) {
        uint32_t j = i + 1;
        while (j < l->n->list.count && l->n->list.at[j].outer != GLY_NONE)
            j++;
        if (j == l->n->list.count || l->n->list.at[i].outer != GLY_NONE)
            continue;
        struct gly_name *one = &l->n->list.at[i], *two = &l->n->list.at[j];
        uint32_t open = one->first_tok + one->tok_count;
        if (two->first_tok != open + 1 ||
            !gly_str_is(gly_tok_text(l->doc, &l->doc->toks.at[open]), "("))
            continue;
        struct gly_name *letters = two->flags & GLY_NAME_ACRONYM ? two : one;
        struct gly_name *whole = letters == two ? one : two;
        if (!(letters->flags & GLY_NAME_ACRONYM) || whole->tok_count < 2)
            continue;
        struct gly_str text = gly_doc_slice(l->doc, letters->span);
        char all[16], capitals[16];
        struct gly_str a = {all, initials(l, whole, true, all)};
        struct gly_str b = {capitals, initials(l, whole, false, capitals)};
        if (!gly_str_eq(text, a) && !gly_str_eq(text, b))
            continue;
        uint32_t from = l->proto_of[letters == two ? j : i];
        uint32_t to = l->proto_of[letters == two ? i : j];
        if (l->protos.at[from].parent == from && l->protos.at[to].parent != from) {
            l->protos.at[from].parent = to;
            l->protos.at[from].ambiguous = false;
        }
        two->flags |= GLY_NAME_DEFINED;
    }
}

/* ---- The entities ---- */

/* Links lead to longer names, and their chains are short: "Smith" to "J. Smith" to "John
 * Smith". A ring would be a fault; the bound keeps it from being a hang. */
static uint32_t root_of(const struct linker *l, uint32_t entity)
{
    for (unsigned i = 0; i < 4 && l->protos.at[entity].parent != entity; i++)
        entity = l->protos.at[entity].parent;
    return entity;
}

static uint32_t *make_entities(struct linker *l)
{
    uint32_t count = l->protos.count;
    uint32_t *root = gly_arena_alloc(l->n->arena, count, sizeof *root);
    uint32_t *index = gly_arena_alloc(l->n->arena, count, sizeof *index);
    for (uint32_t e = 0; e < count; e++)
        root[e] = root_of(l, e);
    for (uint32_t e = 0; e < count; e++)
        root[e] = root[root[e]]; /* what a ring would leave */
    for (uint32_t e = 0; e < count; e++) {
        struct proto *proto = &l->protos.at[e], *to = &l->protos.at[root[e]];
        if (root[e] == e)
            continue;
        for (unsigned k = 0; k < GLY_NAME_KIND_COUNT; k++) {
            to->words[k] += proto->words[k];
            to->around[k] += proto->around[k];
        }
        to->listed += proto->listed;
        to->count += proto->count;
        to->sexes |= proto->sexes;
    }
    for (uint32_t e = 0; e < count; e++) {
        struct proto *proto = &l->protos.at[e];
        if (root[e] != e)
            continue;
        enum gly_name_ground ground;
        struct gly_name_draft mean = mean_of(proto);
        enum gly_name_kind kind = gly_name_best_kind(&mean, &ground);
        struct gly_name_verdict *verdict = GLY_VEC_ADD(l->n->arena, &l->n->verdicts);
        for (unsigned k = 0; k < GLY_NAME_KIND_COUNT; k++)
            verdict->scores[k] = mean.words[k] + mean.around[k];
        unsigned sexes = proto->sexes & ~1u;
        index[e] = l->n->entities.count;
        *GLY_VEC_ADD(l->n->arena, &l->n->entities) = (struct gly_entity){
            .canonical = GLY_NONE,
            .first = GLY_NONE,
            .last = GLY_NONE,
            .kind = (uint8_t)kind,
            .ground = (uint8_t)ground,
            .sex = sexes == 1u << GLY_SEX_MALE     ? GLY_SEX_MALE
                   : sexes == 1u << GLY_SEX_FEMALE ? GLY_SEX_FEMALE
                                                   : GLY_SEX_UNSAID,
            .ambiguous = proto->ambiguous,
        };
    }
    for (uint32_t e = 0; e < count; e++)
        root[e] = index[root[e]];
    return root;
}

void gly_namer_find_entities(struct gly_namer *n)
{
    struct linker l = {.n = n, .doc = n->doc};
    uint32_t several = 0;
    l.texts = keys_for(n->arena, n->list.count);
    l.proto_of = gly_arena_alloc(n->arena, n->list.count, sizeof *l.proto_of);
    make_protos(&l);
    /* Names of several words offer four keys each, the others none. */
    for (uint32_t e = 0; e < l.protos.count; e++)
        several += n->list.at[l.protos.at[e].name].tok_count > 1;
    l.keys = keys_for(n->arena, 4 * several);
    offer(&l);
    for (uint32_t e = 0; e < l.protos.count; e++)
        take_one(&l, e);
    link_definitions(&l);
    uint32_t *entities = make_entities(&l);
    for (uint32_t i = 0; i < n->list.count; i++) {
        struct gly_name *name = &n->list.at[i];
        name->entity = entities[l.proto_of[i]];
        struct gly_entity *entity = &n->entities.at[name->entity];
        entity->name_count++;
        name->kind = entity->kind;
        name->ground = entity->ground;
        if (entity->canonical == GLY_NONE ||
            gly_span_len(name->span) > gly_span_len(n->list.at[entity->canonical].span))
            entity->canonical = i;
    }
}
