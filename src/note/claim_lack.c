/* What somebody has whom another sentence says to have none: "Voss never married" and "his
 * wife", "the island has no harbour" and "the island's harbour".
 *
 * To have is told by a possessive, which takes for granted what it says. Of persons only kin
 * counts (kind `lack` of opposites.csv), as they are said to have neither doubts nor friends
 * in many ways; of things what a noun alone names. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

struct reading {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *tags;
    uint32_t sent, tok;
    uint32_t first; /* where what is said begins */
    struct gly_claim_subject subject;
};

static unsigned xpos(const struct reading *r, uint32_t tok)
{
    return gly_look_has(&r->look, tok) ? gly_claim_xpos(r->tags, r->look.first, tok)
                                       : GLY_XPOS_OTHER;
}

static bool open_reading(struct reading *r, struct gly_claimer *c, uint32_t sent,
                         uint32_t at)
{
    *r = (struct reading){.c = c,
                          .look = gly_look_sent(c->doc, sent),
                          .sent = sent,
                          .tok = c->profile.at[at].tok,
                          .subject = {.entity = GLY_NONE, .person = 255}};
    r->first = r->tok;
    return gly_claimer_speaks(c, sent) &&
           gly_claimer_owns(c, c->doc->toks.at[r->tok].span.start);
}

static void file(const struct reading *r, uint64_t what, unsigned side)
{
    struct gly_claimer *c = r->c;
    const struct gly_tok *toks = c->doc->toks.at;
    *GLY_VEC_ADD(c->arena, &c->states) =
        (struct gly_claim_state){.noun = r->subject.noun, .year = GLY_NO_YEAR};
    gly_claimer_add(c, &(struct gly_claim){
                           .key = gly_claim_state_key(what, r->subject.key),
                           .span = {toks[r->first].span.start, toks[r->tok].span.end},
                           .subject = gly_claim_subject_span(c, &r->subject),
                           .sent = r->sent,
                           .detail = c->states.count - 1,
                           .kind = GLY_CLAIM_STATE,
                           .lack = true,
                           .side = (uint8_t)side});
}

static bool is_person(const struct reading *r)
{
    return r->subject.entity != GLY_NONE &&
           r->c->names->entities[r->subject.entity].kind == GLY_NAME_PERSON;
}

/* Does the clause end behind the word, or go on with another? "Never married the mother of"
 * and "had no children by her" say less. */
static bool ends_there(const struct gly_look *look, uint32_t tok)
{
    return !gly_look_has(look, tok + 1) ||
           gly_look_among(look, tok + 1, ". , ; : and but or ) although though");
}

/* ---- Kin ---- */

/* The youngest of sons may have a younger sister: among whom is part of what is said. */
enum kin { BROTHERS = 1, SISTERS = 2 };

static unsigned kin_at(const struct gly_look *look, uint32_t tok)
{
    if (gly_look_among(look, tok, "brother brothers sons"))
        return BROTHERS;
    if (gly_look_among(look, tok, "sister sisters daughters"))
        return SISTERS;
    return gly_look_among(look, tok, "children siblings") ? BROTHERS | SISTERS : 0;
}

/* "the youngest of her four children" */
static unsigned among_kin(const struct gly_look *look, uint32_t tok)
{
    unsigned kin = 0;
    for (uint32_t i = tok + 2; i < tok + 6 && !kin; i++)
        kin = kin_at(look, i);
    return kin;
}

/* The word of opposites.csv for what is said to be lacking, and the verb that says it. */
static const char *lacking(struct reading *r, uint32_t *ret_verb)
{
    const struct gly_look *look = &r->look;
    uint32_t tok = r->tok;
    *ret_verb = tok;
    if (gly_look_among(look, tok, "married") &&
        gly_look_among(look, tok - 1, "never")) {
        r->first = tok - 1;
        return ends_there(look, tok) ? "unmarried" : NULL;
    }
    if (gly_look_among(look, tok, "children") && gly_look_among(look, tok - 1, "no") &&
        gly_look_among(look, tok - 2, "had has have")) {
        *ret_verb = tok - 2;
        r->first = tok - 1;
        return ends_there(look, tok) ? "childless" : NULL;
    }
    if (gly_look_among(look, tok, "child") && gly_look_among(look, tok - 1, "only") &&
        gly_look_among(look, tok - 2, "an the") &&
        gly_look_among(look, tok - 3, "is was")) {
        *ret_verb = tok - 3;
        r->first = tok - 1;
        return ends_there(look, tok) || gly_look_among(look, tok + 1, "of")
                   ? "only-child"
                   : NULL;
    }
    if (gly_look_among(look, tok, "youngest eldest oldest") && among_kin(look, tok) &&
        gly_look_among(look, tok - 1, "the") &&
        gly_look_among(look, tok - 2, "is was") &&
        gly_look_among(look, tok + 1, "of")) {
        *ret_verb = tok - 2;
        return gly_look_among(look, tok, "youngest") ? "youngest" : "eldest";
    }
    if (gly_look_among(look, tok, "unmarried childless") &&
        gly_look_among(look, tok - 1, "is was remained died")) {
        *ret_verb = tok - 1;
        return !ends_there(look, tok)                   ? NULL
               : gly_look_among(look, tok, "unmarried") ? "unmarried"
                                                        : "childless";
    }
    return NULL;
}

static void file_lack(struct reading *r, const char *word)
{
    const struct gly_claim_words *words = r->c->words;
    struct gly_str text = {word, strlen(word)};
    uint32_t o = gly_claim_entry(words, gly_claim_find(words, text))->opposites;
    for (; o; o = gly_claim_opposite(words, o)->next) {
        const struct gly_opposite *opposite = gly_claim_opposite(words, o);
        if (opposite->kind != GLY_OPPOSITE_LACK)
            continue;
        unsigned kin = gly_look_among(&r->look, r->tok + 1, "of")
                           ? among_kin(&r->look, r->tok)
                           : 0;
        file(r, opposite->pair, 0);
        for (unsigned one = BROTHERS; one <= SISTERS; one++)
            if (kin & one)
                file(r, ((uint64_t)opposite->pair << 8) + one, 0);
    }
}

static bool has_denial(const struct reading *r)
{
    return r->c->sents[r->sent].cues & (GLY_CUE_NO | GLY_CUE_NOT);
}

static void read_lack(struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    struct reading r;
    uint32_t verb;
    if (!open_reading(&r, c, sent, at))
        return;
    const char *word = lacking(&r, &verb);
    if (word && gly_claimer_year(c, sent) == GLY_NO_YEAR &&
        gly_claimer_subject(c, sent, verb, &r.subject) && r.subject.key != 0 &&
        is_person(&r))
        file_lack(&r, word);
}

/* "his", "Voss's": whose it is, before the noun and a word or two that describe it. */
static bool read_owner(struct reading *r)
{
    const struct gly_claimer *c = r->c;
    for (uint32_t i = r->tok; i > r->look.first && r->tok - i < 3; i--) {
        uint32_t n = gly_name_at(c->names, i - 1);
        r->first = n == GLY_NONE ? i - 1 : c->names->names[n].first_tok;
        if (n != GLY_NONE)
            return c->names->names[n].flags & GLY_NAME_POSSESSIVE &&
                   c->names->names[n].first_tok + c->names->names[n].tok_count == i &&
                   gly_claimer_name(c, n, &r->subject);
        struct gly_str text = gly_look_at(&r->look, i - 1);
        if (gly_str_ends(text, "'s") || gly_str_ends(text, "\u2019s"))
            return false;
        if (gly_word_among(text, "his her"))
            return gly_claimer_mention(c, i - 1, GLY_MENTION_PRONOUN, &r->subject);
        if (gly_look_among(
                &r->look, i - 1,
                "half step late future common ex former law spiritual adopted "
                "foster brother 's the a an of own") ||
            gly_look_kind(&r->look, i - 1) == GLY_TOK_PUNCT)
            return false;
    }
    return false;
}

/* "His brother Karl", "her husband, a tailor"; not "his brother officers", "her brother-in-
 * law", "his brothers in arms", "her children's books". */
static bool is_kin(struct reading *r)
{
    struct gly_str text = gly_look_at(&r->look, r->tok);
    if (gly_look_is_hyphen(&r->look, r->tok + 1) || gly_str_ends(text, "'s") ||
        gly_str_ends(text, "s'") || gly_str_ends(text, "\u2019s") ||
        gly_look_among(&r->look, r->tok + 1, "in of") ||
        (gly_look_among(&r->look, r->tok + 1, ",") &&
         gly_look_among(&r->look, r->tok + 2, "as he she so they")))
        return false;
    r->tags = gly_sent_read(r->c->doc, r->sent, GLY_DEPTH_TAGS);
    unsigned behind = r->tags ? xpos(r, r->tok + 1) : GLY_XPOS_NN;
    return (behind != GLY_XPOS_NN && behind != GLY_XPOS_NNS) ||
           gly_name_at(r->c->names, r->tok + 1) != GLY_NONE;
}

static void read_kin(struct gly_claimer *c, uint32_t sent, uint32_t at, uint64_t pair)
{
    struct reading r;
    if (!open_reading(&r, c, sent, at) || has_denial(&r))
        return;
    if (gly_look_among(&r.look, r.tok, "younger elder older")) {
        unsigned who = kin_at(&r.look, ++r.tok);
        if (who != BROTHERS && who != SISTERS)
            return;
        pair = (pair << 8) + who;
    }
    if (read_owner(&r) && is_person(&r) && is_kin(&r))
        file(&r, pair, 1);
}

static void read_kin_word(struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    uint32_t o = gly_claim_entry(c->words, c->profile.at[at].opposed)->opposites;
    for (; o; o = gly_claim_opposite(c->words, o)->next) {
        const struct gly_opposite *opposite = gly_claim_opposite(c->words, o);
        if (opposite->kind == GLY_OPPOSITE_LACK && opposite->side == 1)
            read_kin(c, sent, at, opposite->pair);
    }
}

/* ---- Things ---- */

/* "The island has no harbour." */
static uint32_t read_none(struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    struct reading r;
    if (!open_reading(&r, c, sent, at) || !gly_look_has(&r.look, r.tok + 1) ||
        !ends_there(&r.look, r.tok + 1))
        return 0;
    r.tags = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    uint32_t noun = r.tok + 1;
    if (!r.tags || xpos(&r, noun) != GLY_XPOS_NN ||
        c->sents[sent].cues &
            (GLY_CUE_MODAL | GLY_CUE_PLAN | GLY_CUE_YET | GLY_CUE_NOW) ||
        !gly_claimer_subject(c, sent, r.tok - 1, &r.subject) || r.subject.key == 0 ||
        is_person(&r))
        return 0;
    char form[GLY_CLAIM_FORM];
    uint32_t stem = gly_claim_stem(gly_claim_fold(gly_look_at(&r.look, noun), form));
    r.tok = noun;
    file(&r, stem, 0);
    return stem;
}

/* "the island's", "its": whose it is; `noun` is set where it is no name. */
static bool read_holder(struct reading *r)
{
    char form[GLY_CLAIM_FORM];
    struct gly_claimer *c = r->c;
    for (uint32_t i = r->tok; i > r->look.first && r->tok - i < 3; i--) {
        struct gly_str text = gly_look_at(&r->look, i - 1);
        uint32_t n = gly_name_at(c->names, i - 1);
        r->first = n == GLY_NONE ? i - 1 : c->names->names[n].first_tok;
        if (n != GLY_NONE)
            return c->names->names[n].flags & GLY_NAME_POSSESSIVE &&
                   gly_claimer_name(c, n, &r->subject);
        if (gly_word_among(text, "its"))
            return gly_claimer_antecedent(c, r->sent, i - 1, &r->subject);
        if (gly_str_ends(text, "'s") || gly_str_ends(text, "\u2019s")) {
            r->subject.first_tok = i - 1;
            r->subject.end_tok = i;
            r->subject.noun = gly_claim_stem(gly_claim_fold(text, form));
            r->subject.key = gly_claim_definite_key(r->subject.noun);
            return gly_look_among(&r->look, i - 2, "the");
        }
        if (gly_look_kind(&r->look, i - 1) != GLY_TOK_WORD)
            return false;
    }
    return false;
}

static void read_some(struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    struct reading r;
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_PLAN |
                  GLY_CUE_CONTRAST | GLY_CUE_POSSIBLE | GLY_CUE_QUALIFIER
    };
    if (c->sents[sent].cues & REASONS || !open_reading(&r, c, sent, at) ||
        !read_holder(&r) || is_person(&r))
        return;
    r.tags = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    if (r.tags && xpos(&r, r.tok) == GLY_XPOS_NN &&
        xpos(&r, r.tok + 1) != GLY_XPOS_NN && xpos(&r, r.tok + 1) != GLY_XPOS_NNS)
        file(&r, c->profile.at[at].stem, 1);
}

/* ---- "There is no lift": "take the lift" ---- */

static const uint64_t nowhere = 0x7468657265206973; /* the key of what there is not */

/* A noun alone, and nothing behind it but where. */
static uint32_t read_absent(struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    struct reading r;
    char form[GLY_CLAIM_FORM];
    if (!open_reading(&r, c, sent, at) || !gly_look_has(&r.look, r.tok + 1) ||
        !gly_look_among(&r.look, r.tok - 2, "there") || r.tok - 2 != r.look.first ||
        !(ends_there(&r.look, r.tok + 1) ||
          (gly_look_among(&r.look, r.tok + 2, "in on") &&
           gly_look_among(&r.look, r.tok + 3, "the"))))
        return 0;
    r.tags = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    uint32_t noun = r.tok + 1;
    if (!r.tags || xpos(&r, noun) != GLY_XPOS_NN ||
        c->sents[sent].cues & (GLY_CUE_MODAL | GLY_CUE_PLAN | GLY_CUE_NOW))
        return 0;
    uint32_t stem = gly_claim_stem(gly_claim_fold(gly_look_at(&r.look, noun), form));
    r.tok = noun;
    r.subject = (struct gly_claim_subject){.first_tok = noun,
                                           .end_tok = noun + 1,
                                           .entity = GLY_NONE,
                                           .noun = stem,
                                           .key = nowhere,
                                           .person = 255};
    file(&r, stem, 0);
    return stem;
}

/* "Take the lift to the top." */
static void read_present(struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_PLAN |
                  GLY_CUE_CONTRAST | GLY_CUE_POSSIBLE | GLY_CUE_QUALIFIER |
                  GLY_CUE_OTHER | GLY_CUE_CONDITION
    };
    struct reading r;
    if (c->sents[sent].cues & REASONS || !open_reading(&r, c, sent, at) ||
        !gly_look_among(&r.look, r.tok - 1, "the") ||
        gly_look_among(&r.look, r.tok + 1, "of that which for where in"))
        return;
    r.tags = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    if (!r.tags || xpos(&r, r.tok) != GLY_XPOS_NN ||
        xpos(&r, r.tok + 1) == GLY_XPOS_NN || xpos(&r, r.tok + 1) == GLY_XPOS_NNS)
        return;
    /* An order: who gives it means that there is one. */
    if (xpos(&r, r.look.first) != GLY_XPOS_VB || gly_look_is_hyphen(&r.look, r.tok + 1))
        return;
    r.first = r.tok - 1;
    r.subject = (struct gly_claim_subject){.first_tok = r.tok,
                                           .end_tok = r.tok + 1,
                                           .entity = GLY_NONE,
                                           .noun = c->profile.at[at].stem,
                                           .key = nowhere,
                                           .person = 255};
    file(&r, c->profile.at[at].stem, 1);
}

/* ---- The walk ---- */

static const char *const lack_words[] = {"married",   "unmarried", "child",  "children",
                                         "childless", "youngest",  "eldest", "oldest"};

/* File who is said to have no kin; false where nobody is. */
static bool read_lacks(struct gly_claimer *c)
{
    uint32_t entries[GLY_COUNT(lack_words)], count = c->list.count;
    for (unsigned n = 0; n < GLY_COUNT(lack_words); n++)
        entries[n] = gly_claim_find(
            c->words, (struct gly_str){lack_words[n], strlen(lack_words[n])});
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
            uint32_t entry = c->profile.at[i].entry;
            for (unsigned n = 0; entry && n < GLY_COUNT(entries); n++)
                if (entry == entries[n])
                    read_lack(c, s, i);
        }
    }
    return c->list.count > count;
}

void gly_claimer_lacks(struct gly_claimer *c, const uint32_t *nones, unsigned count,
                       bool kin)
{
    uint32_t stems[GLY_LACKS_MAX];
    bool absent[GLY_LACKS_MAX];
    unsigned found = 0;
    for (unsigned i = 0; i < count; i++) {
        uint32_t sent = c->doc->toks.at[c->profile.at[nones[i]].tok].sent;
        bool there = gly_word_among(
            gly_tok_text(c->doc, &c->doc->toks.at[c->profile.at[nones[i]].tok - 1]),
            "is");
        uint32_t stem =
            there ? read_absent(c, sent, nones[i]) : read_none(c, sent, nones[i]);
        absent[found] = there;
        if (stem)
            stems[found++] = stem;
    }
    kin = kin && read_lacks(c);
    if (found == 0 && !kin)
        return;
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
            const struct gly_claim_word *word = &c->profile.at[i];
            for (unsigned n = 0; n < found; n++)
                if (word->stem == stems[n])
                    (absent[n] ? read_present : read_some)(c, s, i);
            if (kin && word->opposed)
                read_kin_word(c, s, i);
        }
    }
}
