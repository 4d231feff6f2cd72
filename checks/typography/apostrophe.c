#include <galley/check.h>

enum { APOSTROPHE };

static const struct gly_rule rules[] = {
    [APOSTROPHE] =
        {
            .id = "typography/apostrophe",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "An apostrophe is missing, or stands in a plural",
            .why =
                "A possessive without its apostrophe reads as a plural, and a plural "
                "with one as a possessive. Speaks of names that the text itself or "
                "the word lists know without their 's', before a noun; of "
                "contractions; of initials behind a number; and of a quotation mark in "
                "the "
                "place of one. Plural names (\"the "
                "two Koreas\") and nouns used as adjectives (\"farmers market\") are "
                "left alone.",
            .bad = "They praised Icelands hot springs.",
            .good = "They praised Iceland's hot springs and the farmers market.",
        },
};

static bool is_curly(const struct gly_doc *doc)
{
    struct gly_str text = gly_doc_text(doc);
    return memmem(text.ptr, text.len, "’", strlen("’")) != NULL;
}

/* ---- Contractions ---- */

/* Where a form is a word of its own, `before` or `after` must show what is meant. */
enum context {
    ALWAYS,
    AFTER_PRONOUN, /* "we wont", not "as is his wont" */
    AT_START,      /* capitalised, at the start of a sentence, before another word */
    BEFORE_VERB,   /* "lets go" */
    BEFORE_NOUN,   /* "todays paper" */
};

static const struct {
    const char *written, *meant;
    enum context context;
} contractions[] = {
    {"arent", "are n't", ALWAYS},
    {"couldnt", "could n't", ALWAYS},
    {"didnt", "did n't", ALWAYS},
    {"doesnt", "does n't", ALWAYS},
    {"dont", "do n't", ALWAYS},
    {"hadnt", "had n't", ALWAYS},
    {"hasnt", "has n't", ALWAYS},
    {"havent", "have n't", ALWAYS},
    {"isnt", "is n't", ALWAYS},
    {"mustnt", "must n't", ALWAYS},
    {"shouldnt", "should n't", ALWAYS},
    {"wasnt", "was n't", ALWAYS},
    {"werent", "were n't", ALWAYS},
    {"wouldnt", "would n't", ALWAYS},
    {"theyre", "they 're", ALWAYS},
    {"theyve", "they 've", ALWAYS},
    {"theyll", "they 'll", ALWAYS},
    {"youre", "you 're", ALWAYS},
    {"youve", "you 've", ALWAYS},
    {"youll", "you 'll", ALWAYS},
    {"weve", "we 've", ALWAYS},
    {"itll", "it 'll", ALWAYS},
    {"thats", "that 's", ALWAYS},
    {"whats", "what 's", ALWAYS},
    {"wheres", "where 's", ALWAYS},
    {"theres", "there 's", ALWAYS},
    {"Ive", "I 've", AT_START},
    {"Im", "I 'm", AT_START},
    {"wont", "wo n't", AFTER_PRONOUN},
    {"cant", "ca n't", AFTER_PRONOUN},
    {"lets", "let 's", BEFORE_VERB},
    {"Hes", "He 's", AT_START},
    {"Shes", "She 's", AT_START},
    {"childrens", "children 's", ALWAYS},
    {"womens", "women 's", ALWAYS},
    {"mens", "men 's", ALWAYS},
    {"todays", "today 's", BEFORE_NOUN},
    {"yesterdays", "yesterday 's", BEFORE_NOUN},
    {"everyones", "everyone 's", BEFORE_NOUN},
    {"someones", "someone 's", BEFORE_NOUN},
    {"nobodys", "nobody 's", BEFORE_NOUN},
};

static const char *const pronouns[] = {"i",    "you",  "he",  "she",   "it", "we",
                                       "they", "that", "who", "which", NULL};
static const char *const imperatives[] = {
    "be",   "begin", "face", "get",  "go",   "hope", "look",  "make",
    "not",  "play",  "pray", "say",  "see",  "stay", "start", "stop",
    "take", "talk",  "try",  "turn", "wait", "walk", "work",  NULL};

static bool fits(const struct gly_doc *doc, const struct gly_tok *tok, bool has_next,
                 enum context context)
{
    bool start = tok->flags & GLY_TOK_SENT_START;
    switch (context) {
    case ALWAYS: /* but in names: "Womens Institute" */
        return !(tok->flags & GLY_TOK_CAPITALISED) ||
               (start && !(has_next && tok[1].flags & GLY_TOK_CAPITALISED));
    case AFTER_PRONOUN:
        return !start && gly_str_among(gly_tok_text(doc, tok - 1), pronouns);
    case AT_START:
        return start && has_next && tok[1].kind == GLY_TOK_WORD &&
               !(tok[1].flags & (GLY_TOK_CAPITALISED | GLY_TOK_GLUED));
    case BEFORE_NOUN: /* and the caller asks for the noun */
        return has_next && (start || !(tok->flags & GLY_TOK_CAPITALISED));
    case BEFORE_VERB:
        return start && has_next &&
               gly_str_among(gly_tok_text(doc, tok + 1), imperatives);
    }
    return false;
}

/* ---- Possessives of names ---- */

/* Behind these a name in -s is a plural: "the two Koreas", "all Germanys". */
static const char *const plural_openers[] = {
    "the",  "two",   "three", "four",    "both", "many",  "several", "few",
    "all",  "these", "those", "various", "most", "other", "rival",   "different",
    "some", "of",    "no",    "more",    "a",    "an",    NULL};

/* Is the word known with its capital only? */
static bool is_name(const struct gly_pass *pass, struct gly_str name)
{
    char small[32];
    if (name.len > sizeof small || !(gly_word_of(pass, name).flags & GLY_WORD_KNOWN))
        return false;
    memcpy(small, name.ptr, name.len);
    small[0] = (char)(small[0] | ('a' ^ 'A'));
    struct gly_str lower = {small, name.len};
    struct gly_word word = gly_word_of(pass, lower);
    return !(word.flags & GLY_WORD_KNOWN) || word.flags & GLY_WORD_PROPER;
}

/* The capitalised words of the document, each with how often it stands there, alone or
 * as a possessive. Made when the first name is in doubt. */
struct names {
    struct slot {
        struct gly_str name;
        uint32_t times;
    } * slots;
    uint32_t mask;
};

static struct slot *find_name(const struct names *names, struct gly_str name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.ptr[i]) * 16777619u;
    uint32_t at = (hash ^ hash >> 15) & names->mask;
    while (names->slots[at].times > 0 && !gly_str_eq(names->slots[at].name, name))
        at = (at + 1) & names->mask;
    return &names->slots[at];
}

static void gather_names(struct gly_pass *pass, struct names *names)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    names->mask = 15;
    while (names->mask < count * 2u && names->mask < UINT32_MAX / 4)
        names->mask = names->mask * 2 + 1;
    names->slots = gly_alloc(pass, (size_t)names->mask + 1, sizeof *names->slots);
    for (uint32_t i = 0; i < count; i++) {
        if (toks[i].kind != GLY_TOK_WORD || !(toks[i].flags & GLY_TOK_CAPITALISED))
            continue;
        struct gly_str name = gly_tok_text(doc, &toks[i]);
        if (gly_str_ends(name, "'s"))
            name.len -= strlen("'s");
        else if (gly_str_ends(name, "’s"))
            name.len -= strlen("’s");
        struct slot *slot = find_name(names, name);
        slot->name = name;
        slot->times++;
    }
}

/* What the sentence's reading says of a token. */
static enum gly_upos upos_of(const struct gly_pass *pass, const struct gly_tok *tok,
                             uint32_t index)
{
    const struct gly_reading *reading =
        gly_sent_reading(pass, tok->sent, GLY_DEPTH_TAGS);
    for (uint32_t w = 0; reading && w < reading->word_count; w++)
        if (reading->words[w].tok == index)
            return reading->words[w].upos;
    return GLY_UPOS_OTHER;
}

/* A noun, alone or behind an adjective, may follow a possessive. */
static bool may_be_owned(struct gly_pass *pass, uint32_t next, uint32_t count,
                         bool certain)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    const struct gly_tok *tok = &toks[next];
    if (tok->kind != GLY_TOK_WORD ||
        tok->flags & (GLY_TOK_GLUED | GLY_TOK_ABBREVIATION) ||
        !(gly_words(pass)[next].flags & GLY_WORD_KNOWN))
        return false;
    /* Capitalised, it may be a second name ("Rios Montt"), unless the text knows the
     * first without its 's'. */
    if (tok->flags & GLY_TOK_CAPITALISED &&
        (!certain || is_name(pass, gly_tok_text(doc, tok))))
        return false;
    enum gly_upos upos = upos_of(pass, tok, next);
    /* Behind what looks like a plural, an adjective is easily taken for an adverb. */
    if ((upos == GLY_UPOS_ADJ || upos == GLY_UPOS_ADV) && next + 1 < count &&
        toks[next + 1].sent == tok->sent) {
        enum gly_upos behind = upos_of(pass, &toks[next + 1], next + 1);
        return behind == GLY_UPOS_NOUN || behind == GLY_UPOS_ADJ ||
               behind == GLY_UPOS_PROPN;
    }
    return upos == GLY_UPOS_NOUN || (certain && upos == GLY_UPOS_PROPN);
}

/* All end in -s, -nt, -re, -ve, -ll or -m: most words do not. */
static bool ends_as_contractions(struct gly_str text)
{
    char before = (char)(text.ptr[text.len - 2] | 0x20);
    switch (text.ptr[text.len - 1] | 0x20) {
    case 's':
        return true;
    case 't':
        return before == 'n';
    case 'e':
        return before == 'r' || before == 'v';
    case 'l':
        return before == 'l';
    case 'm':
        return text.len == 2;
    default:
        return false;
    }
}

static void check_contraction(struct gly_pass *pass, uint32_t i, uint32_t count,
                              bool has_next)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *tok = &gly_doc_toks(doc, &count)[i];
    struct gly_str text = gly_tok_text(doc, tok);
    if (tok->kind != GLY_TOK_WORD || text.len < 2 || text.len > 10 ||
        tok->flags & (GLY_TOK_APOSTROPHE | GLY_TOK_ALL_CAPS | GLY_TOK_HYPHENATED |
                      GLY_TOK_EMPHASIS))
        return;
    if (!ends_as_contractions(text))
        return;
    for (size_t c = 0; c < GLY_COUNT(contractions); c++) {
        if (((contractions[c].written[0] ^ text.ptr[0]) & ~0x20) != 0 ||
            ((contractions[c].written[1] ^ text.ptr[1]) & ~0x20) != 0 ||
            !gly_str_eq_nocase(text, gly_str(contractions[c].written)) ||
            (contractions[c].context == AT_START &&
             !gly_str_is(text, contractions[c].written)) ||
            !fits(doc, tok, has_next, contractions[c].context) ||
            (contractions[c].context == BEFORE_NOUN &&
             !may_be_owned(pass, i + 1, count, false)) ||
            !gly_tok_speaks(pass, tok))
            continue;
        /* The capitals are those of what was written. */
        const char *meant = contractions[c].meant, *cut = strchr(meant, ' ');
        const char *tail = cut + 1, *mark = is_curly(doc) ? "’" : "'";
        struct gly_str right =
            *tail == 'n'
                ? gly_format(pass, "%.*sn%st", (int)(cut - meant), text.ptr, mark)
                : gly_format(pass, "%.*s%s%s", (int)(cut - meant), text.ptr, mark,
                             tail + 1);
        struct gly_finding *f =
            gly_report(pass, APOSTROPHE, tok->span, "'%.*s' without an apostrophe",
                       GLY_STR_ARG(text));
        gly_fix(f, right);
        return;
    }
}

/* A word list has it, and not only as the name and an ending: "Trojans", "Estonians". */
static bool is_plural_word(const struct gly_word *word, struct gly_str text)
{
    return word->flags & GLY_WORD_KNOWN &&
           (!(word->flags & GLY_WORD_DERIVED) || gly_str_ends(text, "ians") ||
            gly_str_ends(text, "eans") || gly_str_ends(text, "cans"));
}

static void check_possessive(struct gly_pass *pass, uint32_t i, uint32_t count,
                             struct names *names)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &count), *tok = &toks[i];
    struct gly_str text = gly_tok_text(doc, tok);
    if (tok->kind != GLY_TOK_WORD || !(tok->flags & GLY_TOK_CAPITALISED) ||
        tok->flags & (GLY_TOK_ALL_CAPS | GLY_TOK_APOSTROPHE | GLY_TOK_HYPHENATED |
                      GLY_TOK_MIXED_CASE | GLY_TOK_IN_LINK) ||
        text.len < 5 || gly_is_upper((unsigned char)text.ptr[1]) || /* "STARs" */
        !gly_str_ends(text, "s") || gly_str_ends(text, "ss") ||
        is_plural_word(&words[i], text) || i + 1 >= count ||
        toks[i + 1].sent != tok->sent)
        return;
    if (!(tok->flags & GLY_TOK_SENT_START) &&
        (gly_str_among(gly_tok_text(doc, tok - 1), plural_openers) ||
         (tok[-1].flags & GLY_TOK_CAPITALISED &&
          !(tok[-1].flags & GLY_TOK_SENT_START) &&
          words[i - 1].flags & (GLY_WORD_PROPER | GLY_WORD_NAME))))
        return;
    struct gly_str name = {text.ptr, text.len - 1};
    struct gly_word known = gly_word_of(pass, name);
    bool listed = is_name(pass, name);
    if (known.flags & GLY_WORD_KNOWN && !listed)
        return;
    /* The text itself shows what the name is, or the word lists know it as one, and it
     * is not a name of its own that the text goes on using. */
    if (!names->slots)
        gather_names(pass, names);
    uint32_t times = find_name(names, name)->times;
    bool certain = times >= 1 && listed;
    if (!(certain || times >= 2 ||
          (listed && known.size <= 50 && words[i].times < 2)) ||
        !gly_tok_speaks(pass, tok) || !may_be_owned(pass, i + 1, count, certain))
        return;
    struct gly_finding *f =
        gly_report(pass, APOSTROPHE, tok->span,
                   "'%.*s' before '%.*s' lacks the apostrophe of a possessive",
                   GLY_STR_ARG(text), GLY_STR_ARG(gly_tok_text(doc, tok + 1)));
    gly_fix(f,
            gly_format(pass, "%.*s%ss", GLY_STR_ARG(name), is_curly(doc) ? "’" : "'"));
}

/* ---- Spans of time ---- */

/* "two weeks notice": behind a span of time these belong to it. */
static void check_span_of_time(struct gly_pass *pass, uint32_t i, uint32_t count)
{
    static const char *const units[] = {"minutes", "hours", "days", "weeks",
                                        "months",  "years", NULL};
    static const char *const owned[] = {
        "experience", "imprisonment", "notice", "salary", "wages", "worth", NULL};
    static const char *const counts[] = {
        "two",    "three",  "four",    "five",   "six",    "seven",
        "eight",  "nine",   "ten",     "eleven", "twelve", "fifteen",
        "twenty", "thirty", "several", "few",    NULL};
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &count), *tok = &toks[i];
    if (i == 0 || i + 1 >= count || toks[i + 1].sent != tok->sent ||
        !gly_str_among(gly_tok_text(doc, tok), units) ||
        !gly_str_among(gly_tok_text(doc, tok + 1), owned) ||
        (tok[-1].kind != GLY_TOK_NUMBER &&
         !gly_str_among(gly_tok_text(doc, tok - 1), counts)) ||
        !gly_tok_speaks(pass, tok))
        return;
    struct gly_str text = gly_tok_text(doc, tok);
    struct gly_finding *f =
        gly_report(pass, APOSTROPHE, tok->span,
                   "'%.*s' before '%.*s' lacks the apostrophe of a possessive",
                   GLY_STR_ARG(text), GLY_STR_ARG(gly_tok_text(doc, tok + 1)));
    gly_fix(f,
            gly_format(pass, "%.*s%s", GLY_STR_ARG(text), is_curly(doc) ? "’" : "'"));
}

/* ---- Plurals with an apostrophe ---- */

static const char *const numbers[] = {"two",   "three", "four",  "five",    "six",
                                      "seven", "eight", "nine",  "ten",     "many",
                                      "few",   "these", "those", "several", NULL};
/* What goes on behind a noun and never follows a possessive. */
static const char *const continuations[] = {
    "and", "are",  "at",   "by",    "did", "do",   "for",  "from", "had", "have",
    "in",  "met",  "of",   "on",    "or",  "said", "that", "to",   "was", "were",
    "who", "will", "with", "would", ".",   ",",    ";",    ":",    "?",   NULL};

/* "The apple's are ripe", "on Sunday's and": nothing is owned there. */
static bool is_plain_plural(const struct gly_doc *doc, const struct gly_tok *tok,
                            struct gly_str stem)
{
    static const char *const articles[] = {"the", "these", "those", NULL};
    static const char *const verbs[] = {"are", "were", NULL};
    static const char *const people[] = {"men",   "women", "children", "people",
                                         "other", "one",   "latter",   NULL};
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday",    NULL};
    static const char *const behind[] = {"and", "or", "from", "to", ",", ".", NULL};
    struct gly_str left = gly_tok_text(doc, tok - 1),
                   right = gly_tok_text(doc, tok + 1);
    if (gly_str_among(stem, days))
        return gly_str_eq_nocase(left, gly_str("on")) && gly_str_among(right, behind);
    return !(tok->flags & GLY_TOK_CAPITALISED) && gly_str_among(left, articles) &&
           gly_str_among(right, verbs) && !gly_str_among(stem, people) && stem.len >= 3;
}

static void report_plural(struct gly_pass *pass, const struct gly_tok *tok,
                          struct gly_str stem)
{
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), tok);
    if (!gly_tok_speaks(pass, tok))
        return;
    struct gly_finding *f = gly_report(
        pass, APOSTROPHE, tok->span, "'%.*s' is a plural here and takes no apostrophe",
        GLY_STR_ARG(text));
    gly_fix(f, gly_format(pass, "%.*ss", GLY_STR_ARG(stem)));
}

static void check_plural(struct gly_pass *pass, uint32_t i, uint32_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &count), *tok = &toks[i];
    struct gly_str text = gly_tok_text(doc, tok);
    if (tok->kind != GLY_TOK_WORD || !(tok->flags & GLY_TOK_APOSTROPHE) || i == 0 ||
        i + 1 >= count || toks[i + 1].sent != tok->sent ||
        tok->flags & GLY_TOK_SENT_START)
        return;
    struct gly_str stem = text;
    if (gly_str_ends(text, "'s"))
        stem.len -= strlen("'s");
    else if (gly_str_ends(text, "’s"))
        stem.len -= strlen("’s");
    /* Initials: "two MP's"; of single letters the apostrophe is usual. */
    if (stem.len == text.len || stem.len < 2)
        return;
    if (is_plain_plural(doc, tok, stem)) {
        report_plural(pass, tok, stem);
        return;
    }
    for (size_t c = 0; c < stem.len; c++)
        if (stem.ptr[c] < 'A' || stem.ptr[c] > 'Z')
            return;
    const struct gly_tok *left = tok - 1;
    bool number = left->kind == GLY_TOK_NUMBER &&
                  !gly_str_is(gly_tok_text(doc, left), "1") &&
                  !(left->flags & GLY_TOK_GLUED);
    if ((!number && !gly_str_among(gly_tok_text(doc, left), numbers)) ||
        !gly_str_among(gly_tok_text(doc, tok + 1), continuations) ||
        !gly_tok_speaks(pass, tok))
        return;
    report_plural(pass, tok, stem);
}

/* Does a quotation stand open before token `mark`, as far as its sentence goes? In one that
 * goes too far it may. */
static bool is_quotation_open(const struct gly_doc *doc, const struct gly_tok *toks,
                              uint32_t mark)
{
    enum { FAR = 400 };
    bool open = false;
    uint32_t i = mark;
    for (; i > 0 && mark - i < FAR && toks[i - 1].sent == toks[mark].sent; i--)
        open ^= gly_str_is(gly_tok_text(doc, &toks[i - 1]), "\"");
    return open || mark - i == FAR;
}

/* 'Norway"s coast': a quotation mark for an apostrophe closes nothing. */
static void check_mark(struct gly_pass *pass, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0}), *tok = &toks[i];
    if (!(tok->flags & GLY_TOK_GLUED) || !gly_str_is(gly_tok_text(doc, tok), "s") ||
        i < 2 || !(tok[-1].flags & GLY_TOK_GLUED) || tok[-2].kind != GLY_TOK_WORD ||
        gly_span_len(tok[-2].span) < 2 ||
        !gly_str_is(gly_tok_text(doc, &tok[-1]), "\"") ||
        is_quotation_open(doc, toks, i - 1) || !gly_tok_speaks(pass, tok))
        return;
    struct gly_span span = {tok[-2].span.start, tok->span.end};
    struct gly_finding *f = gly_report(pass, APOSTROPHE, span,
                                       "%.*s has a quotation mark for an apostrophe",
                                       GLY_STR_ARG(gly_doc_slice(doc, span)));
    gly_fix(f, gly_format(pass, "%.*s%ss", GLY_STR_ARG(gly_tok_text(doc, &tok[-2])),
                          is_curly(doc) ? "’" : "'"));
}

static void run(struct gly_pass *pass)
{
    struct names names = {0};
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(gly_pass_doc(pass), &count);
    for (uint32_t i = 0; i < count; i++) {
        if (toks[i].kind != GLY_TOK_WORD || toks[i].sent == GLY_NONE)
            continue;
        bool has_next = i + 1 < count && toks[i + 1].sent == toks[i].sent;
        check_contraction(pass, i, count, has_next);
        check_span_of_time(pass, i, count);
        check_possessive(pass, i, count, &names);
        check_plural(pass, i, count);
        check_mark(pass, i);
    }
}

const struct gly_check gly_check_typography_apostrophe = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS | GLY_NEED_LANGUAGE,
    .language = "en",
    .run = run,
};
