#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "text.h"

/* The tokens of a text joined by " | ". */
static void join_tokens(const struct gly_doc *doc, struct gly_buf *out)
{
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        gly_buf_puts(out, i > 0 ? " | " : "");
        gly_buf_add_str(out, gly_tok_text(doc, &doc->toks.at[i]));
    }
}

struct split {
    const char *text, *tokens;
};

static void expect_tokens(const struct split *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text t;
        struct gly_buf out;
        gly_buf_init(&out, 1 << 20);
        text_read(&t, gly_str(cases[i].text));
        join_tokens(t.doc, &out);
        cr_expect_str_eq(out.ptr, cases[i].tokens);
        gly_buf_release(&out);
        text_release(&t);
    }
}

Test(token, splits_words_from_marks)
{
    static const struct split cases[] = {
        {"", ""},
        {"   \n ", ""},
        {"Rain fell, then hail.", "Rain | fell | , | then | hail | ."},
        {"“Rain,” she said.", "“ | Rain | , | ” | she | said | ."},
        {"(see below)", "( | see | below | )"},
        {"Really?! No...", "Really | ?! | No | ..."},
        {"so… well", "so | … | well"},
        {"one -- two", "one | -- | two"},
        {"one—two", "one | — | two"},
        {"Pears; plums: figs", "Pears | ; | plums | : | figs"},
        {"naïve Straße Ærø", "naïve | Straße | Ærø"},
        {"cafe\xCC\x81 open", "cafe\xCC\x81 | open"},
        {"co\xC2\xADoper", "co\xC2\xADoper"},
        {"a\xC2\xA0z", "a | z"},
        {"a => b", "a | => | b"},
    };
    expect_tokens(cases, GLY_COUNT(cases));
}

Test(token, knows_which_hyphens_stand_alone)
{
    static const struct split cases[] = {
        {"a two-year term", "a | two | - | year | term"},
        {"well-being", "well | - | being"},
        {"pre-war anti-tank e-mail", "pre-war | anti-tank | e-mail"},
        {"mid-1980s", "mid-1980s"},
        {"clock-wise", "clock-wise"},
        {"uh-oh", "uh-oh"},
        {"pages 3-4", "pages | 3 | - | 4"},
        {"1990–95", "1990 | – | 95"},
        {"pre- and post-natal", "pre | - | and | post-natal"},
    };
    expect_tokens(cases, GLY_COUNT(cases));
}

Test(token, keeps_apostrophes_in_words)
{
    static const struct split cases[] = {
        {"don't can’t", "don't | can’t"},
        {"the readers' letters", "the | readers' | letters"},
        {"'the readers' she said", "' | the | readers | ' | she | said"},
        {"O'Hara's L'Aquila", "O'Hara's | L'Aquila"},
        {"the '90s, '72", "the | '90s | , | '72"},
        {"the 1960's", "the | 1960's"},
        {"rock 'n' roll", "rock | 'n' | roll"},
        {"get 'em goin' now", "get | 'em | goin' | now"},
        {"‘quoted’ words", "‘ | quoted | ’ | words"},
        {"AT&T's R&D", "AT&T's | R&D"},
        {"five o'clock", "five | o'clock"},
    };
    expect_tokens(cases, GLY_COUNT(cases));
}

Test(token, reads_numbers_whole)
{
    static const struct split cases[] = {
        {"1,200.5 and .75", "1,200.5 | and | .75"},
        {"12,34,567", "12,34,567"},
        {"[3,4]", "[ | 3 | , | 4 | ]"},
        {"12\xE2\x80\xAF"
         "345 km",
         "12\xE2\x80\xAF"
         "345 | km"},
        {"10:30 on 9/11/2001", "10:30 | on | 9/11/2001"},
        {"2024-02-29", "2024-02-29"},
        {"the 3rd of the 1990s", "the | 3rd | of | the | 1990s"},
        {"$5m, US$4.5bn", "$ | 5 | m | , | US$ | 4.5 | bn"},
        {"£30 50% #4", "£ | 30 | 50 | % | # | 4"},
        {"5kg at 7pm", "5 | kg | at | 7 | pm"},
        {"at 5a.m. sharp", "at | 5 | a.m. | sharp"},
        {"-5 °C", "- | 5 | ° | C"},
        {"555-0142 or 713-555-0142", "555-0142 | or | 713-555-0142"},
        {"lost 3-2", "lost | 3 | - | 2"},
        {"H2O and M72", "H2O | and | M72"},
        {"v1.2.3", "v1.2.3"},
        {"2½ cups", "2½ | cups"},
        {"in 1999.", "in | 1999 | ."},
    };
    expect_tokens(cases, GLY_COUNT(cases));
}

Test(token, keeps_the_stop_of_abbreviations)
{
    static const struct split cases[] = {
        {"Dr. Hale of Hull.", "Dr. | Hale | of | Hull | ."},
        {"the U.S. Senate", "the | U.S. | Senate"},
        {"J. R. Hale", "J. | R. | Hale"},
        {"No. 5 and no. I said no.", "No. | 5 | and | no. | I | said | no | ."},
        {"e.g. plums, etc.", "e.g. | plums | , | etc."},
        {"at 5 p.m. today", "at | 5 | p.m. | today"},
        {"a Ph.D. in law", "a | Ph.D. | in | law"},
        {"on Sept. 5", "on | Sept. | 5"},
        {"He sat. It sat.", "He | sat | . | It | sat | ."},
        {"Fresno, Calif., is", "Fresno | , | Calif. | , | is"},
        {"vol. III", "vol. | III"},
        {"it is plan B. Then", "it | is | plan | B | . | Then"},
        {"you and I. Nobody", "you | and | I | . | Nobody"},
    };
    expect_tokens(cases, GLY_COUNT(cases));
}

Test(token, finds_addresses_and_names_of_files)
{
    static const struct {
        const char *text, *token;
        enum gly_tok_kind kind;
    } cases[] = {
        {"see https://example.org/a_(b)?c=1#d.", "https://example.org/a_(b)?c=1#d",
         GLY_TOK_URL},
        {"(www.example.org/a)", "www.example.org/a", GLY_TOK_URL},
        {"at example.com.", "example.com", GLY_TOK_URL},
        {"doi:10.1000/182 says", "doi:10.1000/182", GLY_TOK_URL},
        {"to a.b-c@mail.example.org, please", "a.b-c@mail.example.org", GLY_TOK_EMAIL},
        {"thanks @some_name!", "@some_name", GLY_TOK_HANDLE},
        {"a #GoodDay", "#GoodDay", GLY_TOK_HASHTAG},
        {"in src/main.c there", "src/main.c", GLY_TOK_PATH},
        {"in /usr/local/bin there", "/usr/local/bin", GLY_TOK_PATH},
        {"in C:\\Users\\me there", "C:\\Users\\me", GLY_TOK_PATH},
        {"the read-me.txt file", "read-me.txt", GLY_TOK_PATH},
        {"call os.path.join now", "os.path.join", GLY_TOK_MIXED},
        {"a snake_case name", "snake_case", GLY_TOK_MIXED},
        {"some .NET code", ".NET", GLY_TOK_PATH},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct text t;
        text_read(&t, gly_str(cases[i].text));
        bool found = false;
        for (uint32_t k = 0; k < t.doc->toks.count; k++)
            found = found || (t.doc->toks.at[k].kind == cases[i].kind &&
                              gly_str_is(gly_tok_text(t.doc, &t.doc->toks.at[k]),
                                         cases[i].token));
        cr_expect(found, "%s", cases[i].text);
        text_release(&t);
    }
}

Test(token, leaves_words_around_slashes_and_stops_alone)
{
    static const struct split cases[] = {
        {"and/or", "and | / | or"},
        {"he/she w/o I/O", "he | / | she | w/o | I/O"},
        {"the end.The next", "the | end | . | The | next"},
        {"came in.it was", "came | in | . | it | was"},
        {"km/h", "km | / | h"},
    };
    expect_tokens(cases, GLY_COUNT(cases));
}

Test(token, reads_every_script)
{
    static const struct split cases[] = {
        {"時間です。次", "時間です | 。 | 次"},
        {"时间frames", "时间frames"},
        {"Мир, труд!", "Мир | , | труд | !"},
        {"हिन्दी में", "हिन्दी | में"},
        {"שלום עולם", "שלום | עולם"},
        {"٢٣ يوم", "٢٣ | يوم"},
        {"ok 👩‍👩‍👧🏽 now 🇫🇷🇩🇪",
         "ok | 👩‍👩‍👧🏽 | now | 🇫🇷 | 🇩🇪"},
    };
    expect_tokens(cases, GLY_COUNT(cases));
}

Test(token, cuts_syntactic_words)
{
    static const struct split cases[] = {
        {"don't", "do | n't"},
        {"can't", "ca | n't"},
        {"cannot", "can | not"},
        {"Cannot", "Can | not"},
        {"Hale's", "Hale | 's"},
        {"readers'", "readers | '"},
        {"gonna", "gon | na"},
        {"we’ll", "we | ’ll"},
        {"I'd've", "I | 'd | 've"},
        {"wouldn't've", "would | n't | 've"},
        {"o'clock", "o'clock"},
        {"goin'", "goin'"},
        {"its", "its"},
        {"1960's", "1960's"},
        {"'tis", "'t | is"},
        {"dunno", "du | n | no"},
        {"rain", "rain"},
        {"O'Hara's", "O'Hara | 's"},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct text t;
        struct gly_buf out;
        gly_buf_init(&out, 1 << 10);
        text_read(&t, gly_str(cases[i].text));
        cr_assert_eq(t.doc->toks.count, 1, "%s", cases[i].text);
        struct gly_span words[GLY_TOK_MAX_WORDS];
        unsigned count = gly_tok_words(t.doc, &t.doc->toks.at[0], words);
        for (unsigned w = 0; w < count; w++) {
            gly_buf_puts(&out, w > 0 ? " | " : "");
            gly_buf_add_str(&out, gly_doc_slice(t.doc, words[w]));
        }
        cr_expect_str_eq(out.ptr, cases[i].tokens);
        gly_buf_release(&out);
        text_release(&t);
    }
}

Test(token, tells_what_the_letters_tell)
{
    static const struct {
        const char *text;
        uint16_t flags;
    } cases[] = {
        {"rain", 0},
        {"Rain", GLY_TOK_CAPITALISED},
        {"A", GLY_TOK_CAPITALISED},
        {"NATO", GLY_TOK_CAPITALISED | GLY_TOK_ALL_CAPS},
        {"iPhone", GLY_TOK_MIXED_CASE},
        {"McGee", GLY_TOK_CAPITALISED | GLY_TOK_MIXED_CASE},
        {"Émile", GLY_TOK_CAPITALISED | GLY_TOK_NON_ASCII},
        {"don't", GLY_TOK_APOSTROPHE},
        {"don’t", GLY_TOK_APOSTROPHE | GLY_TOK_NON_ASCII},
        {"H2O", GLY_TOK_CAPITALISED | GLY_TOK_ALL_CAPS | GLY_TOK_HAS_DIGIT},
        {"pre-war", GLY_TOK_HYPHENATED},
        {"12", GLY_TOK_HAS_DIGIT},
        {"時間", GLY_TOK_NON_ASCII},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct text t;
        text_read(&t, gly_str(cases[i].text));
        cr_assert_eq(t.doc->toks.count, 1, "%s", cases[i].text);
        cr_expect_eq(t.doc->toks.at[0].flags, cases[i].flags | GLY_TOK_SENT_START,
                     "%s: %x", cases[i].text, t.doc->toks.at[0].flags);
        text_release(&t);
    }
}

Test(token, flags_compounds_and_line_breaks)
{
    struct text t;
    text_read(&t, gly_str("a two-year\nterm - or"));
    static const uint16_t flags[] = {
        GLY_TOK_SENT_START,
        GLY_TOK_HYPHENATED,
        GLY_TOK_HYPHENATED | GLY_TOK_GLUED,
        GLY_TOK_HYPHENATED | GLY_TOK_GLUED,
        GLY_TOK_LINE_BREAK,
        0,
        0,
    };
    cr_assert_eq(t.doc->toks.count, GLY_COUNT(flags));
    for (size_t i = 0; i < GLY_COUNT(flags); i++)
        cr_expect_eq(t.doc->toks.at[i].flags, flags[i], "%zu: %x", i,
                     t.doc->toks.at[i].flags);
    text_release(&t);
}

Test(token, masks_code_and_flags_links)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_str text = gly_str("Run make all now, see here.\nint x;");
    struct gly_source source = {.bytes = text, .text = text};
    struct gly_builder b;
    gly_build_start(&b, &arena, &source, false);
    gly_build_place(&b, GLY_BLOCK_PARAGRAPH, (struct gly_span){0, 27});
    gly_build_place(&b, GLY_BLOCK_CODE, (struct gly_span){28, 34});
    gly_build_mark(&b, GLY_MARK_CODE, (struct gly_span){4, 12}, (struct gly_str){0});
    gly_build_mark(&b, GLY_MARK_LINK, (struct gly_span){18, 26}, (struct gly_str){0});
    struct gly_doc *doc = gly_build_finish(&b);
    gly_doc_tokenise(doc);
    struct gly_buf out;
    gly_buf_init(&out, 1 << 10);
    join_tokens(doc, &out);
    cr_expect_str_eq(out.ptr, "Run | make all | now | , | see | here | .");
    cr_expect_eq(doc->toks.at[1].kind, GLY_TOK_MASKED);
    cr_expect(!(doc->toks.at[3].flags & GLY_TOK_IN_LINK));
    cr_expect(doc->toks.at[4].flags & GLY_TOK_IN_LINK);
    cr_expect(doc->toks.at[5].flags & GLY_TOK_IN_LINK);
    cr_expect(!(doc->toks.at[6].flags & GLY_TOK_IN_LINK));
    cr_expect_eq(doc->blocks.at[0].tok_count, 7);
    cr_expect_eq(doc->blocks.at[0].sent_count, 1);
    cr_expect_eq(doc->blocks.at[1].tok_count, 7);
    cr_expect_eq(doc->blocks.at[2].tok_count, 0);
    cr_expect_eq(doc->blocks.at[2].first_tok, 7);
    gly_buf_release(&out);
    gly_arena_release(&arena);
}

/* ---- Hostile text ---- */

/* Tokens lie in order, do not overlap and leave out nothing but white space. */
static void expect_sound(const struct gly_doc *doc)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        const struct gly_tok *tok = &doc->toks.at[i];
        cr_assert(tok->span.start >= at && tok->span.end > tok->span.start);
        cr_assert(tok->sent < doc->sents.count);
        cr_assert(gly_span_len(tok->span) <= GLY_LIMIT_TOKEN_BYTES ||
                  tok->kind == GLY_TOK_MASKED);
        struct gly_span words[GLY_TOK_MAX_WORDS];
        unsigned count = gly_tok_words(doc, tok, words);
        cr_assert(count >= 1 && count <= GLY_TOK_MAX_WORDS);
        cr_assert(words[0].start == tok->span.start &&
                  words[count - 1].end == tok->span.end);
        at = tok->span.end;
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < doc->sents.count; i++) {
        cr_assert_eq(doc->sents.at[i].first_tok, next);
        cr_assert(doc->sents.at[i].tok_count > 0 &&
                  doc->sents.at[i].tok_count <= GLY_LIMIT_SENTENCE_TOKENS + 64);
        next += doc->sents.at[i].tok_count;
    }
    cr_assert_eq(next, doc->toks.count);
}

/* Anything quadratic would take minutes for a megabyte, and outlast the runner's
 * patience. */
Test(token, is_sound_on_hostile_text)
{
    static const char *const units[] = {
        "a.",
        "'",
        "’",
        "a'",
        "\"(",
        "“‘",
        "\xCC\x81",
        "a\xCC\x81",
        "x",
        "1",
        "1,",
        "1.",
        "1-",
        "1/",
        "a-",
        "a/",
        "a@",
        "a_",
        "@",
        "#a",
        "/",
        "a.b/",
        "http://",
        "www.",
        "Mr. ",
        "A. ",
        "A.",
        "U.S.",
        "...",
        "? ",
        "!\" ",
        "[1]",
        "[1] .",
        "時",
        "。",
        "a\xC2\xAD",
        "\xC2\xAD",
        "\xE2\x80\x8D",
        "👩‍",
        "🇫",
        "s' ",
        "'s ",
        "&a",
        "a*",
        "-=",
        "1 000 ",
        "\\",
        "C:\\",
        ". a ",
        "1st",
        "1\xC2\xA0",
        "pre-",
        "n't",
        "a`s",
        "e.g.",
        "\x01",
        "\xEF\xBF\xBD",
        "a: ",
        "(a) ",
        ".\"A",
        "a.b@",
        "a(",
        "10.1000/",
        "~/",
    };
    enum { BYTES = 1 << 20 };
    char *text = malloc(BYTES + 16);
    for (size_t i = 0; i < GLY_COUNT(units); i++) {
        size_t unit = strlen(units[i]), len = 0;
        while (len + unit <= BYTES) {
            memcpy(text + len, units[i], unit);
            len += unit;
        }
        struct text t;
        text_read(&t, (struct gly_str){text, len});
        expect_sound(t.doc);
        text_release(&t);
    }
    free(text);
}

Test(token, masks_what_is_too_long_for_a_word)
{
    enum { BYTES = 10 << 20 };
    char *text = malloc(BYTES);
    memset(text, 'x', BYTES);
    struct text t;
    text_read(&t, (struct gly_str){text, BYTES});
    cr_expect_eq(t.doc->toks.count, 1);
    cr_expect_eq(t.doc->toks.at[0].kind, GLY_TOK_MASKED);
    text_release(&t);
    free(text);
}

/* Random bytes from an alphabet of troublemakers; the same ones every time. */
Test(token, survives_any_mixture)
{
    static const char *const pieces[] = {
        "a",    "B",   "1",        ".",        ",",       "-",
        "'",    "’",   "\"",       "(",        ")",       "[",
        "]",    " ",   "\n",       "@",        "/",       "\\",
        "_",    ":",   "#",        "&",        "*",       "$",
        "%",    "+",   "é",        "時",       "。",      "…",
        "“",    "”",   "\xCC\x81", "\xC2\xAD", "👩",       "\xE2\x80\x8D",
        "s",    "t",   "n't",      "www.",     "http://", "Mr.",
        "e.g.", "Inc", "p.m.",     "!",        "?",       "`",
        "~",    "<",   "=",        "|",
    };
    enum { ROUNDS = 2000, LONGEST = 60 };
    uint32_t state = 12345;
    for (unsigned round = 0; round < ROUNDS; round++) {
        char text[LONGEST * 8];
        size_t len = 0;
        for (unsigned k = 0; k < LONGEST; k++) {
            state = state * 1664525u + 1013904223u;
            const char *piece = pieces[(state >> 16) % GLY_COUNT(pieces)];
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        /* Exactly as long as it is, so that a sanitizer sees a byte too far. */
        char *exact = malloc(len);
        memcpy(exact, text, len);
        struct text t;
        text_read(&t, (struct gly_str){exact, len});
        expect_sound(t.doc);
        text_release(&t);
        free(exact);
    }
}

Test(token, walks_end_behind_the_last_one)
{
    struct text t;
    uint32_t count;
    text_read(&t, gly_str("The dose was 18 mg per litre"));
    const struct gly_tok *toks = gly_doc_toks(t.doc, &count);
    cr_expect_gt(count, 5);
    cr_expect_eq(toks[count].span.start, UINT32_MAX);
    cr_expect_eq(toks[count].sent, GLY_NONE);
    text_release(&t);
}

Test(token, notes_what_stands_for_things)
{
    struct text t;
    struct gly_buf out;
    uint32_t count;
    gly_buf_init(&out, 1 << 20);
    text_read(&t, gly_str("Ask @anna or see https://example.org/a, the file notes.txt, "
                          "x86_64 and parseLink; the rest of it says something."));
    const uint32_t *found = gly_doc_designators(t.doc, &count);
    for (uint32_t i = 0; i < count; i++) {
        gly_buf_puts(&out, i > 0 ? " | " : "");
        gly_buf_add_str(&out, gly_tok_text(t.doc, &t.doc->toks.at[found[i]]));
    }
    cr_expect_str_eq(out.ptr,
                     "@anna | https://example.org/a | notes.txt | x86_64 | parseLink");
    cr_expect_eq(gly_doc_word_count(t.doc), 13);
    gly_buf_release(&out);
    text_release(&t);
}
