/* Mentions: the names themselves, and the pronouns and descriptions of which it is certain
 * what they mean. A pronoun is bound when exactly one person of a fitting sex stands in its
 * sentence before it and in the sentence before that; a description ("the university") when
 * the document has exactly one name so far that it describes. Everything else stays
 * unbound: a wrong antecedent costs a false finding, a missing one costs nothing. */
#include "note/name.h"

#include "base/image_format.h"
#include "note/look.h"

#include <galley/reckon.h>

/* ---- Pronouns ---- */

struct pronoun {
    const char *text;
    uint8_t sex;
};

static const struct pronoun pronouns[] = {
    {"he", GLY_SEX_MALE},      {"him", GLY_SEX_MALE},       {"his", GLY_SEX_MALE},
    {"himself", GLY_SEX_MALE}, {"she", GLY_SEX_FEMALE},     {"her", GLY_SEX_FEMALE},
    {"hers", GLY_SEX_FEMALE},  {"herself", GLY_SEX_FEMALE}, {"He", GLY_SEX_MALE},
    {"His", GLY_SEX_MALE},     {"She", GLY_SEX_FEMALE},     {"Her", GLY_SEX_FEMALE},
};

static enum gly_sex pronoun_sex(const struct gly_doc *doc, const struct gly_tok *tok)
{
    char first = (char)(doc->text.ptr[tok->span.start] | 0x20);
    uint32_t len = gly_span_len(tok->span);
    if ((first != 'h' && first != 's') || len < 2 || len > 7 ||
        tok->kind != GLY_TOK_WORD)
        return GLY_SEX_UNSAID;
    struct gly_str text = gly_tok_text(doc, tok);
    for (size_t i = 0; i < GLY_COUNT(pronouns); i++)
        if (gly_str_is(text, pronouns[i].text))
            return (enum gly_sex)pronouns[i].sex;
    return GLY_SEX_UNSAID;
}

/* ---- Descriptions ---- */

struct binder {
    struct gly_namer *n;
    const struct gly_doc *doc;
    uint32_t next_name;
    /* The only person of each sex so far in this sentence and the one before;
     * GLY_NONE - 1 for several. */
    struct {
        uint32_t person[3];
    } here, before;
    struct gly_name_described
        *slots; /* descriptions by the hash of their word in small letters */
    uint32_t mask;
    uint32_t article; /* of what the last name was said to be */
};

static const uint32_t several = GLY_NONE - 1;

static uint64_t lowered_hash(struct gly_str text)
{
    char lowered[32];
    size_t len = text.len < sizeof lowered ? text.len : sizeof lowered;
    for (size_t i = 0; i < len; i++)
        lowered[i] = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z'
                         ? (char)(text.ptr[i] | 0x20)
                         : text.ptr[i];
    return gly_word_hash(lowered, len);
}

static struct gly_name_described *find_slot(struct gly_name_described *slots,
                                            uint32_t mask, uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 32) & mask;
    while (slots[at].entity != 0 && slots[at].key != key)
        at = (at + 1) & mask;
    return &slots[at];
}

static struct gly_name_described *slot_at(const struct binder *b, uint64_t key)
{
    return find_slot(b->slots, b->mask, key);
}

uint32_t gly_names_described(const struct gly_names *names, struct gly_str word)
{
    if (!names->described)
        return GLY_NONE;
    const struct gly_name_described *slot =
        find_slot(names->described, names->described_mask, lowered_hash(word));
    return slot->entity == 0 || slot->several ? GLY_NONE : slot->entity - 1;
}

static void describe(struct binder *b, struct gly_str word, uint32_t entity)
{
    uint64_t key = lowered_hash(word);
    struct gly_name_described *slot = slot_at(b, key);
    if (slot->entity == 0)
        *slot = (struct gly_name_described){.key = key, .entity = entity + 1};
    else if (slot->entity != entity + 1)
        slot->several = true;
}

static const uint32_t tails = GLY_NAME_ROLE(ORG_TAIL) | GLY_NAME_ROLE(ORG_OF) |
                              GLY_NAME_ROLE(PLACE_TAIL) | GLY_NAME_ROLE(PLACE_OF) |
                              GLY_NAME_ROLE(EVENT_TAIL) | GLY_NAME_ROLE(WORK_TAIL);

/* "the Harrow Lane Bakery", "the Grand Hotel Miramar": no list knows of bakeries, but the
 * text has the word in small letters as well. */
static void describe_by_kind(struct binder *b, const struct gly_name *name,
                             uint32_t end)
{
    for (uint32_t i = end; i-- > name->first_tok;) {
        const struct gly_tok *tok = &b->doc->toks.at[i];
        const struct gly_name_word *word = gly_namer_word(b->n, i);
        if (tok->kind == GLY_TOK_WORD && gly_span_len(tok->span) > 4 &&
            (word->small || word->roles & tails)) {
            describe(b, gly_tok_text(b->doc, tok), name->entity);
            return;
        }
    }
}

/* "the Duke's Canal", where only the last word is the name: another canal. */
static void see_short(struct binder *b, const struct gly_name *name)
{
    struct gly_name_described *slot = slot_at(
        b, lowered_hash(gly_tok_text(b->doc, &b->doc->toks.at[name->first_tok])));
    if (slot->entity != 0 && slot->entity != name->entity + 1)
        slot->several = true;
}

/* "University of Kent" can be called "the university", "Kent Bank plc" "the bank" and "the
 * company". */
static void describe_name(struct binder *b, const struct gly_name *name)
{
    if (name->flags & GLY_NAME_ROLE || name->outer != GLY_NONE)
        return;
    if (name->tok_count < 2) {
        see_short(b, name);
        return;
    }
    uint32_t end = name->first_tok + name->tok_count;
    const struct gly_name_word *last = gly_namer_word(b->n, end - 1);
    if (last->roles & GLY_NAME_ROLE(CORPORATE)) {
        const struct gly_str company = GLY_STR("company"), firm = GLY_STR("firm");
        describe(b, company, name->entity);
        describe(b, firm, name->entity);
        last = gly_namer_word(b->n, --end - 1);
    }
    const struct gly_name_word *first = gly_namer_word(b->n, name->first_tok);
    if (last->roles & tails)
        describe(b, gly_tok_text(b->doc, &b->doc->toks.at[end - 1]), name->entity);
    else if (first->roles & tails)
        describe(b, gly_tok_text(b->doc, &b->doc->toks.at[name->first_tok]),
                 name->entity);
    if (name->kind != GLY_NAME_PERSON)
        describe_by_kind(b, name, end);
}

/* ---- What a name is said to be ---- */

static bool is_article(const struct binder *b, uint32_t tok)
{
    return gly_word_among(gly_tok_text(b->doc, &b->doc->toks.at[tok]), "a an the");
}

/* A word in small letters that may be a noun. */
static bool is_plain_word(const struct binder *b, uint32_t tok)
{
    const struct gly_tok *t = &b->doc->toks.at[tok];
    char first = b->doc->text.ptr[t->span.start];
    return t->kind == GLY_TOK_WORD && first >= 'a' && first <= 'z' &&
           !gly_word_among(gly_tok_text(b->doc, t),
                           "of in on at from who which that and with by for near to "
                           "whose but or as is was had has when where while than");
}

/* The noun of "a Chilean architect who", behind its article; GLY_NONE for none. */
static uint32_t noun_behind(const struct binder *b, uint32_t article, uint32_t end)
{
    enum { WORDS = 5 };
    uint32_t i = article + 1, noun = GLY_NONE;
    while (i < end && i < article + WORDS &&
           (is_plain_word(b, i) || b->n->tok_words[i] != 0 ||
            b->doc->toks.at[i].flags & GLY_TOK_CAPITALISED)) {
        noun = is_plain_word(b, i) ? i : GLY_NONE;
        i++;
    }
    return noun;
}

/* "the architect", "the Chilean architect", "the Zurich-based bank" */
static bool follows_article(const struct binder *b, uint32_t least, uint32_t tok)
{
    enum { WORDS = 4 };
    for (uint32_t i = tok; i > least && tok - i < WORDS; i--) {
        if (gly_word_among(gly_tok_text(b->doc, &b->doc->toks.at[i - 1]), "the"))
            return true;
        if (b->doc->toks.at[i - 1].kind == GLY_TOK_PUNCT &&
            !(b->doc->toks.at[i - 1].flags & GLY_TOK_GLUED))
            return false;
    }
    return false;
}

static bool is_person_noun(struct gly_str noun)
{
    return gly_noun_is_people(noun) || gly_str_ends(noun, "ist") ||
           gly_str_ends(noun, "ian");
}

/* "Reyes is a Chilean architect", "Reyes, a Chilean architect,", "the architect Reyes". */
static void describe_said(struct binder *b, const struct gly_name *name,
                          const struct gly_sent *sent)
{
    const struct gly_tok *toks = b->doc->toks.at;
    uint32_t first = name->first_tok, end = sent->first_tok + sent->tok_count;
    uint32_t behind = first + name->tok_count, noun = GLY_NONE;
    if (name->flags & (GLY_NAME_ROLE | GLY_NAME_POSSESSIVE) || name->outer != GLY_NONE)
        return;
    if (behind + 2 < end && is_article(b, behind + 1) &&
        gly_word_among(gly_tok_text(b->doc, &toks[behind]), ", is was")) {
        b->article = behind + 1;
        noun = noun_behind(b, behind + 1, end);
    } else if (first >= sent->first_tok + 2 && is_plain_word(b, first - 1) &&
               follows_article(b, sent->first_tok, first - 1)) {
        noun = first - 1;
    }
    /* "Gordon, the Russian service": nobody is one. */
    if (noun != GLY_NONE && gly_span_len(toks[noun].span) > 3 &&
        (name->kind != GLY_NAME_PERSON ||
         is_person_noun(gly_tok_text(b->doc, &toks[noun]))))
        describe(b, gly_tok_text(b->doc, &toks[noun]), name->entity);
}

/* "another architect": "the architect" may mean that one from here on. */
static void see_other(struct binder *b, uint32_t tok, uint32_t end)
{
    for (uint32_t i = tok + 1; i < end && i < tok + 4; i++) {
        if (b->doc->toks.at[i].kind != GLY_TOK_WORD)
            return;
        struct gly_name_described *slot =
            slot_at(b, lowered_hash(gly_tok_text(b->doc, &b->doc->toks.at[i])));
        if (slot->entity != 0)
            slot->several = true;
    }
}

/* ---- The walk ---- */

static void add(struct binder *b, enum gly_mention_kind kind, struct gly_span span,
                uint32_t tok, uint32_t name, uint32_t entity)
{
    struct gly_entity *e = &b->n->entities.at[entity];
    uint32_t index = b->n->mentions.count;
    *GLY_VEC_ADD(b->n->arena, &b->n->mentions) = (struct gly_mention){
        .span = span,
        .first_tok = tok,
        .name = name,
        .entity = entity,
        .next = GLY_NONE,
        .kind = (uint8_t)kind,
    };
    if (e->first == GLY_NONE)
        e->first = index;
    else
        b->n->mentions.at[e->last].next = index;
    e->last = index;
    e->mention_count++;
}

/* Is the name where subjects stand: early in its sentence, or beside a verb of saying? Who
 * is named farther on is as often not the one that the next sentence speaks of. */
static bool is_like_subject(const struct binder *b, const struct gly_name *name)
{
    enum { EARLY = 7 };
    uint32_t first = b->doc->sents.at[name->sent].first_tok;
    uint32_t end = name->first_tok + name->tok_count;
    if (name->first_tok < first + EARLY && !(name->flags & GLY_NAME_POSSESSIVE))
        return true;
    for (unsigned i = 0; i < 2; i++) {
        uint32_t tok = i == 0 ? end : name->first_tok - 1;
        if (tok < b->doc->toks.count && b->doc->toks.at[tok].sent == name->sent &&
            gly_namelist_says(b->n->names, gly_tok_text(b->doc, &b->doc->toks.at[tok])))
            return true;
    }
    return false;
}

/* A person whose sex nobody says could be either. */
static void see_person(struct binder *b, const struct gly_name *name)
{
    const struct gly_entity *entity = &b->n->entities.at[name->entity];
    bool subject = is_like_subject(b, name);
    for (unsigned sex = GLY_SEX_MALE; sex <= GLY_SEX_FEMALE; sex++) {
        uint32_t *person = &b->here.person[sex];
        if (entity->sex != GLY_SEX_UNSAID && entity->sex != sex)
            continue;
        if (*person == GLY_NONE)
            *person = subject ? name->entity : several;
        else if (*person != name->entity)
            *person = several;
    }
}

static void see_name(struct binder *b, uint32_t index)
{
    const struct gly_name *name = &b->n->list.at[index];
    add(b, GLY_MENTION_NAME, name->span, name->first_tok, index, name->entity);
    describe_name(b, name);
    describe_said(b, name, &b->doc->sents.at[name->sent]);
    /* A name that may be a person's keeps a pronoun from being bound to another one. */
    if (name->outer == GLY_NONE &&
        (name->kind == GLY_NAME_PERSON ||
         (name->kind == GLY_NAME_OTHER && name->ground == GLY_NAME_GUESSED)))
        see_person(b, name);
}

static void bind_pronoun(struct binder *b, uint32_t tok, enum gly_sex sex)
{
    uint32_t here = b->here.person[sex], before = b->before.person[sex], person;
    if (here == several || before == several)
        return;
    if (here != GLY_NONE && before != GLY_NONE && here != before)
        return;
    person = here != GLY_NONE ? here : before;
    /* A lone word of which only the shape says that it is a person may be a firm. */
    if (person == GLY_NONE || b->n->entities.at[person].kind != GLY_NAME_PERSON ||
        b->n->entities.at[person].ambiguous ||
        (b->n->entities.at[person].ground == GLY_NAME_GUESSED &&
         b->n->list.at[b->n->entities.at[person].canonical].tok_count == 1))
        return;
    add(b, GLY_MENTION_PRONOUN, b->doc->toks.at[tok].span, tok, GLY_NONE, person);
    /* The next sentence may go on with the pronoun. */
    b->here.person[sex] = person;
}

/* "the university", not "the university in Leeds", "the universities", "the bank holiday". */
static void bind_description(struct binder *b, uint32_t tok)
{
    static const char *const narrows[] = {"of",    "in",   "for",     "that",
                                          "which", "who",  "where",   "at",
                                          "on",    "near", "between", NULL};
    const struct gly_tok *toks = b->doc->toks.at;
    if (tok + 2 >= b->doc->toks.count || toks[tok + 2].sent != toks[tok].sent ||
        toks[tok + 1].kind != GLY_TOK_WORD || b->n->tok_words[tok + 1] != 0 ||
        gly_span_len(toks[tok + 1].span) < 4)
        return;
    const struct gly_name_described *slot =
        slot_at(b, lowered_hash(gly_tok_text(b->doc, &toks[tok + 1])));
    if (slot->entity == 0 || slot->several ||
        gly_tok_is_one(b->doc, tok + 2, narrows) || b->n->tok_words[tok + 2] != 0 ||
        toks[tok + 2].flags & GLY_TOK_HYPHENATED)
        return;
    struct gly_span span = {toks[tok].span.start, 0};
    gly_name_is_possessive(b->doc, tok + 1, &span.end);
    add(b, GLY_MENTION_DESCRIPTION, span, tok, GLY_NONE, slot->entity - 1);
}

static void forget(uint32_t person[3])
{
    person[0] = person[1] = person[2] = GLY_NONE;
}

static uint32_t next_name_tok(const struct binder *b)
{
    return b->next_name < b->n->list.count ? b->n->list.at[b->next_name].first_tok
                                           : GLY_NONE;
}

/* Of the words that are no names only those that begin so are looked at. */
static bool may_mention(const struct gly_doc *doc, const struct gly_tok *tok)
{
    char first = doc->text.ptr[tok->span.start] | 0x20;
    return first == 'h' || first == 's' || first == 't' || first == 'a';
}

static bool first_is(const struct gly_doc *doc, const struct gly_tok *tok, char letter)
{
    return (doc->text.ptr[tok->span.start] | 0x20) == letter;
}

static void walk_sentence(struct binder *b, const struct gly_sent *sent)
{
    const struct gly_doc *doc = b->doc;
    uint32_t end = sent->first_tok + sent->tok_count, name = next_name_tok(b);
    for (uint32_t t = sent->first_tok; t < end; t++) {
        for (; name <= t; name = next_name_tok(b))
            see_name(b, b->next_name++);
        const struct gly_tok *tok = &doc->toks.at[t];
        if (!may_mention(doc, tok))
            continue;
        enum gly_sex sex = pronoun_sex(doc, tok);
        if (sex != GLY_SEX_UNSAID) {
            bind_pronoun(b, t, sex);
        } else if (gly_span_len(tok->span) == 3) {
            struct gly_str text = gly_tok_text(doc, tok);
            if (gly_str_is(text, "the") || gly_str_is(text, "The"))
                bind_description(b, t);
        }
        if (first_is(doc, tok, 'a') && t != b->article &&
            gly_word_among(gly_tok_text(doc, tok), "a an another"))
            see_other(b, t, end);
    }
}

void gly_namer_find_mentions(struct gly_namer *n)
{
    struct binder b = {.n = n, .doc = n->doc, .article = GLY_NONE};
    uint32_t slots = 64, block = GLY_NONE, described = 0;
    for (uint32_t i = 0; i < n->list.count; i++)
        described += n->list.at[i].tok_count > 1;
    /* Each by two words of its own, and firms by two that they have in common; and by what
     * it is said to be. */
    while (slots < 4 * (uint64_t)described + n->list.count + 4 && slots < (1u << 30))
        slots *= 2;
    b.slots = gly_arena_alloc(n->arena, slots, sizeof *b.slots);
    b.mask = slots - 1;
    forget(b.here.person);
    forget(b.before.person);
    for (uint32_t s = 0; s < n->doc->sents.count; s++) {
        const struct gly_sent *sent = &n->doc->sents.at[s];
        b.before = b.here;
        forget(b.here.person);
        if (n->doc->blocks.at[sent->block].kind != GLY_BLOCK_PARAGRAPH &&
            block != sent->block)
            forget(b.before.person);
        block = sent->block;
        walk_sentence(&b, sent);
    }
    n->described = b.slots;
    n->described_mask = b.mask;
}
