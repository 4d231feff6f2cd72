/* Of whom or what a verb speaks: the noun phrase before it, read from the words around it.
 *
 * The parser is not asked: it is wrong about one subject in seven, and where the words
 * before a verb are no plain noun phrase, nobody is the answer. */
#include "note/claim_view.h"

#include "base/image_format.h"

/* How far behind a participle its subject may begin. */
enum { PARTICIPLE_REACH = 25 };

/* ---- Noun phrases ---- */

static void add_words(const struct view *v, uint32_t first, uint32_t end,
                      struct gly_bag *bag)
{
    char form[GLY_CLAIM_FORM];
    for (uint32_t i = first; i < end; i++) {
        struct gly_str word = gly_claim_fold(gly_look_at(&v->look, i), form);
        uint32_t entry = gly_claim_find(v->c->words, word);
        if (v->look.toks[i].kind != GLY_TOK_PUNCT &&
            v->look.toks[i].kind != GLY_TOK_SYMBOL &&
            !(gly_claim_entry(v->c->words, entry)->cues & GLY_CUE_FUNCTION))
            gly_bag_add(bag, gly_claim_stem(word));
    }
}

static uint32_t stem_at(const struct view *v, uint32_t tok)
{
    char form[GLY_CLAIM_FORM];
    return gly_claim_stem(gly_claim_fold(gly_look_at(&v->look, tok), form));
}

static uint64_t key_of(uint64_t kind, uint64_t value)
{
    uint64_t both[2] = {kind, value};
    return gly_word_hash((const char *)both, sizeof both) | 1;
}

uint64_t gly_claim_title_key(const struct gly_bag *words)
{
    return key_of(3, gly_bag_hash(words));
}

uint64_t gly_claim_entity_key(uint32_t entity)
{
    return key_of(1, entity);
}

uint64_t gly_claim_definite_key(uint32_t stem)
{
    return key_of(2, gly_bag_hash(&(struct gly_bag){.stems = {stem}, .count = 1}));
}

static uint32_t mention_entity(const struct view *v, uint32_t tok, uint8_t kind)
{
    const struct gly_names *names = v->c->names;
    uint32_t low = 0, high = names->mention_count;
    uint32_t start = v->look.toks[tok].span.start;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (names->mentions[middle].span.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < names->mention_count && names->mentions[low].span.start == start;
         low++)
        if (names->mentions[low].kind == kind)
            return names->mentions[low].entity;
    return GLY_NONE;
}

static bool set_entity(const struct view *v, uint32_t entity,
                       struct gly_claim_subject *ret)
{
    if (entity == GLY_NONE || v->c->names->entities[entity].ambiguous)
        return false;
    entity = gly_claimer_alias(v->c, entity);
    ret->entity = entity;
    ret->key = key_of(1, entity);
    return true;
}

/* "St Olaf's is": the church, school or hospital. */
static bool is_church(const struct view *v, const struct gly_name *name)
{
    return gly_look_among(&v->look, name->first_tok, "st st. saint");
}

/* "the canton of Ostermark": what the name itself means. */
static bool is_place_of(const struct view *v, uint32_t first, uint32_t head_end,
                        uint32_t end)
{
    uint32_t n = gly_name_at(v->c->names, end - 1);
    return n != GLY_NONE && end - first <= 6 &&
           gly_look_among(&v->look, first, "the") && head_end == first + 2 &&
           v->c->names->names[n].first_tok == head_end + 1 &&
           v->c->names->names[n].first_tok + v->c->names->names[n].tok_count == end &&
           !(v->c->names->names[n].flags & GLY_NAME_POSSESSIVE) &&
           gly_look_among(&v->look, first + 1,
                          "city town village canton province state county island "
                          "kingdom duchy republic district municipality borough "
                          "department region parish commune port");
}

/* The phrase [first, end) whose noun is the token before `head_end`. */
static bool set_phrase(const struct view *v, uint32_t first, uint32_t head_end,
                       uint32_t end, struct gly_claim_subject *ret)
{
    ret->first_tok = first;
    ret->end_tok = end;
    ret->entity = GLY_NONE;
    ret->person = 255;
    ret->noun = ret->head = 0;
    ret->words.count = 0;
    add_words(v, first, end, &ret->words);
    uint32_t name = gly_name_at(v->c->names, head_end - 1);
    if (name != GLY_NONE && head_end == end) {
        const struct gly_name *n = &v->c->names->names[name];
        /* "the Smith brothers", "Lowe's": more than the name, or less. */
        if (n->first_tok + n->tok_count != end ||
            (n->flags & GLY_NAME_POSSESSIVE && !is_church(v, n)) ||
            n->flags & GLY_NAME_ROLE || is_indefinite(v, first))
            return false;
        return set_entity(v, n->entity, ret);
    }
    uint32_t described = mention_entity(v, first, GLY_MENTION_DESCRIPTION);
    if (described == GLY_NONE && first + 1 < end)
        described = mention_entity(v, first + 1, GLY_MENTION_DESCRIPTION);
    if (described == GLY_NONE && end - first == 2)
        described = gly_claimer_firm(v->c, v->look.toks[first].sent, first);
    if (described != GLY_NONE && head_end == end && end - first <= 2)
        return set_entity(v, described, ret);
    if (is_place_of(v, first, head_end, end))
        return set_entity(
            v, v->c->names->names[gly_name_at(v->c->names, end - 1)].entity, ret);
    if (is_indefinite(v, first) || ret->words.count == 0)
        return false;
    bool named = false;
    for (uint32_t i = first; i < end; i++)
        named = named || is_in_name(v, i) ||
                (xpos(v, i) == GLY_XPOS_NNP &&
                 gly_look_flags(&v->look, i) & GLY_TOK_CAPITALISED);
    if ((!named && !gly_look_among(&v->look, first, "the")) ||
        gly_look_among(&v->look, first, "his her its their"))
        return false;
    ret->key = key_of(2, gly_bag_hash(&ret->words));
    ret->noun = named ? 0 : stem_at(v, head_end - 1);
    ret->head = ret->noun;
    /* "the church at Lomsa", "the Sand plover" */
    if (named && gly_look_among(&v->look, first, "the") &&
        !is_in_name(v, head_end - 1) && xpos(v, head_end - 1) == GLY_XPOS_NN)
        ret->head = stem_at(v, head_end - 1);
    return true;
}

/* "Every morning Holm": the name begins at the token, and when stands before it. */
static bool is_time_before(const struct view *v, uint32_t tok)
{
    return is_in_name(v, tok) &&
           gly_look_among(&v->look, tok - 1,
                          "morning evening night day week month year summer winter "
                          "spring autumn season time sunday monday tuesday wednesday "
                          "thursday friday saturday") &&
           v->c->names->names[gly_name_at(v->c->names, tok)].first_tok == tok;
}

/* From the end of a phrase to its beginning. "In 1907 Agnes Thorvald": the year is no part
 * of it. */
static uint32_t chunk_start(const struct view *v, uint32_t end)
{
    uint32_t i = end;
    while (i > v->look.first && is_modifier(v, i - 1) &&
           !gly_run_is_in_date(v->c, i - 1) && !(i < end && is_time_before(v, i)))
        i--;
    if (i > v->look.first && i < end && is_determiner(v, i - 1))
        i--;
    return i;
}

/* A title in quotation marks that ends before `end`. */
static bool set_quoted(const struct view *v, uint32_t end,
                       struct gly_claim_subject *ret)
{
    const struct gly_quotations *all = v->c->quotations;
    if (end <= v->look.first || v->look.toks[end - 1].kind != GLY_TOK_PUNCT)
        return false;
    uint32_t at = v->look.toks[end - 1].span.end, low = 0, high = all->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all->list[middle].span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    for (unsigned i = 0; i < 4 && low-- > 0; i++) {
        const struct gly_quotation *q = &all->list[low];
        if (q->span.end != at || q->first_tok < v->look.first)
            continue;
        *ret = (struct gly_claim_subject){.first_tok = q->first_tok,
                                          .end_tok = end,
                                          .entity = GLY_NONE,
                                          .person = 255};
        add_words(v, q->first_tok, end, &ret->words);
        ret->key = gly_claim_title_key(&ret->words);
        return ret->words.count > 0;
    }
    return false;
}

static bool set_pronoun(const struct view *v, uint32_t tok,
                        struct gly_claim_subject *ret)
{
    ret->first_tok = tok;
    ret->end_tok = tok + 1;
    ret->words.count = 0;
    ret->entity = GLY_NONE;
    ret->person = gly_look_among(&v->look, tok, "he")    ? GLY_SEX_MALE
                  : gly_look_among(&v->look, tok, "she") ? GLY_SEX_FEMALE
                                                         : 255;
    if (set_entity(v, mention_entity(v, tok, GLY_MENTION_PRONOUN), ret))
        return true;
    ret->key = 0;
    return ret->person != 255;
}

/* "visitors to the Orsay Museum, which": behind a preposition only a name is surely what
 * the pronoun stands for; behind "of" it may be what the name belongs to. */
static bool name_behind_preposition(const struct view *v, uint32_t first, uint32_t head,
                                    uint32_t end, struct gly_claim_subject *ret)
{
    bool of = gly_look_among(&v->look, first - 1, "of") && first > v->look.first + 1 &&
              gly_look_among(&v->look, first - 2,
                             "centenary anniversary birth death life work works memory "
                             "career death novels poems paintings music portrait");
    return head == end &&
           (of || gly_look_among(&v->look, first - 1, "in at to on by for from")) &&
           set_phrase(v, first, head, end, ret) && ret->entity != GLY_NONE;
}

/* The noun phrase that ends before token `end`; `relative`: a relative pronoun follows. */
static bool phrase_before(const struct view *v, uint32_t end, bool relative,
                          struct gly_claim_subject *ret)
{
    if (end <= v->look.first)
        return false;
    if (gly_look_among(&v->look, end - 1, "he she"))
        return set_pronoun(v, end - 1, ret);
    if (gly_look_among(&v->look, end - 1, "it"))
        return gly_claimer_antecedent(v->c, v->look.toks[end - 1].sent, end - 1, ret);
    if (set_quoted(v, end, ret))
        return true;
    if (!is_noun(v, end - 1))
        return false;
    uint32_t first = chunk_start(v, end), head = end;
    if (relative && first > v->look.first &&
        name_behind_preposition(v, first, head, end, ret))
        return true;
    /* "the station in Alda", "the treaty of Alda": the noun stands before them. */
    for (unsigned i = 0; i < 2 && first > v->look.first + 1; i++) {
        if (!gly_look_among(&v->look, first - 1,
                            "of in at for on over across near under beside to") ||
            !is_noun(v, first - 2))
            break;
        head = first - 1;
        first = chunk_start(v, head);
    }
    if (first > v->look.first &&
        gly_look_among(&v->look, first - 1,
                       "of in at for on by with from to and or than as like"))
        return false;
    return set_phrase(v, first, head, end, ret);
}

/* "Holm, a composer, died": the noun phrase before an insertion that ends at `comma`. */
static bool phrase_before_insertion(const struct view *v, uint32_t comma,
                                    struct gly_claim_subject *ret)
{
    for (uint32_t i = comma; i > v->look.first && comma - i < 25; i--)
        if (gly_look_among(&v->look, i - 1, ",") && i - 1 > v->look.first)
            return is_noun(v, i - 2) && phrase_before(v, i - 1, false, ret);
    return false;
}

static bool is_verb(const struct view *v, uint32_t tok)
{
    unsigned tag = xpos(v, tok);
    return tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP ||
           (tag == GLY_XPOS_VBN && tok > v->look.first &&
            (is_be(v, tok - 1) || is_auxiliary(v, tok - 1)));
}

/* "Parr is an actor, writer and singer who": the subject of "is". */
static bool subject_described(const struct view *v, uint32_t pronoun,
                              struct gly_claim_subject *ret)
{
    for (uint32_t i = v->look.first + 1; i + 1 < pronoun && i < v->look.first + 12; i++)
        if (gly_look_among(&v->look, i, "is was") &&
            gly_look_among(&v->look, i + 1, "a an"))
            return phrase_before(v, i, false, ret);
    return false;
}

/* The noun phrase that begins at `tok`. */
static bool phrase_at(const struct view *v, uint32_t tok, struct gly_claim_subject *ret)
{
    uint32_t end = tok + (is_determiner(v, tok) ? 1 : 0);
    while (gly_look_has(&v->look, end) && is_modifier(v, end))
        end++;
    /* "the film The Salt Road" */
    if (end > tok && gly_look_among(&v->look, end, "the a an") &&
        gly_look_flags(&v->look, end) & GLY_TOK_CAPITALISED && is_in_name(v, end + 1))
        for (end++; gly_look_has(&v->look, end) && is_in_name(v, end);)
            end++;
    uint32_t head = end;
    for (unsigned i = 0; i < 2 && gly_look_among(&v->look, end, "of"); i++) {
        uint32_t next = end + 1 + (is_determiner(v, end + 1) ? 1 : 0);
        if (!is_modifier(v, next))
            break;
        end = next;
        while (gly_look_has(&v->look, end) && is_modifier(v, end))
            end++;
    }
    return head > tok && is_noun(v, head - 1) && set_phrase(v, tok, head, end, ret);
}

/* "Founded in 1998 by two chemists, Kestrel employs": what a participle that opens the
 * sentence speaks of stands behind its comma, before the verb. */
static bool phrase_behind_participle(const struct view *v, uint32_t verb,
                                     struct gly_claim_subject *ret)
{
    for (uint32_t i = verb + 1;
         i < verb + PARTICIPLE_REACH && gly_look_has(&v->look, i); i++) {
        unsigned tag = xpos(v, i);
        if (tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_MD)
            return false;
        if (!gly_look_among(&v->look, i, ",") || !phrase_at(v, i + 1, ret))
            continue;
        uint32_t end = ret->end_tok;
        while (is_adverb(v, end))
            end++;
        if (is_verb(v, end) || xpos(v, end) == GLY_XPOS_MD)
            return true;
    }
    return false;
}

static bool subject_of(const struct view *v, uint32_t verb, unsigned depth,
                       struct gly_claim_subject *ret)
{
    uint32_t i = verb;
    bool passive = false, auxiliary = false;
    while (i > v->look.first &&
           (is_be(v, i - 1) || is_auxiliary(v, i - 1) || is_adverb(v, i - 1))) {
        i--;
        passive = passive || is_be(v, i);
        auxiliary = auxiliary || is_be(v, i) || is_auxiliary(v, i);
    }
    ret->passive = passive;
    if (i == v->look.first) {
        bool opens = xpos(v, verb) == GLY_XPOS_VBN && i == verb;
        ret->verb_start = i;
        if (!opens || !phrase_behind_participle(v, verb, ret))
            return false;
        ret->passive = true;
        return true;
    }
    ret->verb_start = i;
    bool found;
    if (gly_look_among(&v->look, i - 1, "who which that")) {
        uint32_t end = i - 1;
        if (end > v->look.first && gly_look_among(&v->look, end - 1, ","))
            end--;
        found = phrase_before(v, end, true, ret) || subject_described(v, end, ret);
    } else if (gly_look_among(&v->look, i - 1, "and but then or")) {
        /* A second verb: the subject, and "was", are those of the first. */
        uint32_t j = i - 1;
        while (j > v->look.first && !is_verb(v, j - 1) && verb - j < 40)
            j--;
        struct gly_claim_subject first = {0};
        found = depth < 3 && j > v->look.first && is_verb(v, j - 1) &&
                !gly_look_among(&v->look, j - 1, "was were is are had has have") &&
                subject_of(v, j - 1, depth + 1, &first);
        passive = passive || (found && !auxiliary && first.passive &&
                              xpos(v, verb) == GLY_XPOS_VBN);
        uint32_t start = i;
        *ret = first;
        ret->verb_start = start;
    } else if (gly_look_among(&v->look, i - 1, ",")) {
        if (auxiliary || xpos(v, verb) == GLY_XPOS_VBD)
            found = phrase_before_insertion(v, i - 1, ret);
        else
            found = false;
        if (!found && !auxiliary && is_noun(v, i - 2)) {
            /* "the company, founded in 1961" */
            found = phrase_before(v, i - 1, false, ret);
            passive = true;
        }
    } else {
        found = phrase_before(v, i, false, ret);
    }
    ret->passive = passive;
    return found;
}

bool gly_claimer_subject(const struct gly_claimer *c, uint32_t sent, uint32_t verb,
                         struct gly_claim_subject *ret)
{
    struct view v = {c, gly_look_sent(c->doc, sent),
                     gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS)};
    *ret = (struct gly_claim_subject){.entity = GLY_NONE, .person = 255};
    return v.reading && subject_of(&v, verb, 0, ret);
}

bool gly_claimer_phrase_before(const struct gly_claimer *c, uint32_t sent, uint32_t tok,
                               struct gly_claim_subject *ret)
{
    struct view v = {c, gly_look_sent(c->doc, sent),
                     gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS)};
    *ret = (struct gly_claim_subject){.entity = GLY_NONE, .person = 255};
    return v.reading && phrase_before(&v, tok, false, ret);
}

bool gly_claimer_name(const struct gly_claimer *c, uint32_t name,
                      struct gly_claim_subject *ret)
{
    const struct gly_name *n = &c->names->names[name];
    struct view v = {.c = c};
    *ret = (struct gly_claim_subject){.first_tok = n->first_tok,
                                      .end_tok = n->first_tok + n->tok_count,
                                      .entity = GLY_NONE,
                                      .person = 255};
    return !(n->flags & GLY_NAME_ROLE) && set_entity(&v, n->entity, ret);
}

bool gly_claimer_object(const struct gly_claimer *c, uint32_t sent, uint32_t tok,
                        struct gly_claim_subject *ret)
{
    struct view v = {c, gly_look_sent(c->doc, sent),
                     gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS)};
    *ret = (struct gly_claim_subject){.entity = GLY_NONE, .person = 255};
    if (!v.reading || !gly_look_has(&v.look, tok))
        return false;
    return phrase_at(&v, tok, ret);
}

bool gly_claimer_mention(const struct gly_claimer *c, uint32_t tok, unsigned kind,
                         struct gly_claim_subject *ret)
{
    struct view v = {.c = c, .look = {c->doc, c->doc->toks.at, tok, tok + 1}};
    *ret = (struct gly_claim_subject){
        .first_tok = tok, .end_tok = tok + 1, .entity = GLY_NONE, .person = 255};
    return set_entity(&v, mention_entity(&v, tok, (uint8_t)kind), ret);
}
