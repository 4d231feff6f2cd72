#include <criterion/criterion.h>

#include "base/buf.h"
#include "text.h"
#include "text/abbreviation.h"

/* Cases mark where sentences part with " || ". */
static void expect_sentences(const char *const *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct gly_buf plain, out;
        gly_buf_init(&plain, 1 << 16);
        gly_buf_init(&out, 1 << 16);
        for (const char *p = cases[i]; *p; p++) {
            if (strncmp(p, "|| ", 3) == 0)
                p += 2;
            else
                gly_buf_putc(&plain, *p);
        }
        struct text t;
        text_read(&t, gly_buf_str(&plain));
        for (uint32_t k = 0; k < t.doc->sents.count; k++) {
            gly_buf_puts(&out, k > 0 ? " || " : "");
            gly_buf_add_str(&out, gly_doc_slice(t.doc, t.doc->sents.at[k].span));
        }
        cr_expect_str_eq(out.ptr, cases[i]);
        gly_buf_release(&plain);
        gly_buf_release(&out);
        text_release(&t);
    }
}

Test(sentence, ends_at_stops)
{
    static const char *const cases[] = {
        "It rained. || Nobody minded.",
        "Did it rain? || It did! || Good.",
        "It rained in 1999. || In 2000 it was dry.",
        "It cost 25. || 40 people paid.",
        "A heading without a stop",
        "She paused... || Then she went on.",
        "She paused ... and went on.",
        "She paused… then went on.",
        "Is it so?! || It is.",
        "It was wet.[12] || It stayed wet.",
        "It was wet. [12] || It stayed wet.",
        "All was well.[citation needed] || Or not.",
        "They lost. :) || They won.",
        "They met.\nThey || parted.",
        "The end.The next",
    };
    /* The two last are shown as they are: a line break is a space, and a stop without
     * one still ends the sentence. */
    expect_sentences(cases, GLY_COUNT(cases) - 2);
    struct text t;
    text_read(&t, gly_str("They met.\nThey parted."));
    cr_expect_eq(t.doc->sents.count, 2);
    text_release(&t);
    text_read(&t, gly_str("It was the end.The next day came."));
    cr_expect_eq(t.doc->sents.count, 2);
    text_release(&t);
}

Test(sentence, keeps_abbreviations_inside)
{
    static const char *const cases[] = {
        "Dr. Hale met Mrs. Orr.",
        "The U.S. Senate sat.",
        "He moved to the U.S. || The move took a year.",
        "J. R. Hale III spoke.",
        "George W. Hale spoke. || So did Orr.",
        "See No. 5, p. 12 and Fig. 3.",
        "The answer was no. || Nobody spoke.",
        "Come at 5 p.m. Monday.",
        "Come at 5 p.m. || Bring cake.",
        "Come at 9 a.m. EST.",
        "Fruit, e.g. plums, i.e. Prunus.",
        "Plums, pears, etc. || Figs were sold out.",
        "Plums, pears, etc. were sold.",
        "Smith et al. Studied it in vain.",
        "Acme Inc. Chairman Hale left. || He was tired.",
        "He joined Acme Inc. || The firm was small.",
        "On Sept. 5 it rained. || On Oct. 6 too.",
        "Fresno, Calif. || The town is hot.",
        "He lives on Elm St. near the park.",
        "Orr v. Hale was heard.",
        "It weighs 5 lb. or so.",
        "It weighs 5 kg. || Lift it.",
    };
    expect_sentences(cases, GLY_COUNT(cases));
}

Test(sentence, closes_quotations_and_brackets)
{
    static const char *const cases[] = {
        "\"It rained.\" || She laughed.",
        "“It rained.” || She laughed.",
        "“It rained,” she said. || “It always does.”",
        "“Is it true?” she asked.",
        "“Is it true?” Mrs. Hale asked. || Nobody knew.",
        "\"Stop!\" he said. || They stopped.",
        "(It rained.) || They left.",
        "They left (it rained). || They came back.",
        "He said (why?) that he left.",
        "He said: “Go. || Now.” || She went.",
        "‘It rained.’ || She laughed.",
        "He asked, \"Why? || Why now?\"",
    };
    expect_sentences(cases, GLY_COUNT(cases));
}

Test(sentence, leaves_names_and_openers_whole)
{
    static const char *const cases[] = {
        "Yahoo! bought it. || Nobody knew.",
        "The musical Oliver! and its songs.",
        "1. Open the box. || Take it out.",
        "2) Close the box.",
        "IV. The return",
        "Write to a.b@example.org. || She answers.",
        "It is on www.example.org/a.html now.",
        "It is 3.5 per cent. || Good.",
        "Version 2.0 is out.",
        "We use .NET there. || They do not.",
    };
    expect_sentences(cases, GLY_COUNT(cases));
}

Test(sentence, knows_stops_of_other_scripts)
{
    static const char *const cases[] = {
        "यह सच है। || वह गया।",
        "هل هذا صحيح؟ || نعم.",
        "Это верно. || Да!",
    };
    expect_sentences(cases, GLY_COUNT(cases));
    struct text t;
    text_read(&t, gly_str("これは本です。「そう？」はい！次"));
    cr_expect_eq(t.doc->sents.count, 4);
    text_release(&t);
}

Test(sentence, follows_writers_without_capitals)
{
    static const char *const cases[] = {
        "it rained. || we stayed in. || did you? || we did.",
    };
    expect_sentences(cases, GLY_COUNT(cases));
}

Test(sentence, flags_first_words)
{
    struct text t;
    text_read(&t, gly_str("“It rained.” 2. Stay in."));
    for (uint32_t i = 0; i < t.doc->toks.count; i++) {
        struct gly_str word = gly_tok_text(t.doc, &t.doc->toks.at[i]);
        bool first =
            gly_str_is(word, "It") || gly_str_is(word, "2") || gly_str_is(word, "Stay");
        cr_expect_eq((t.doc->toks.at[i].flags & GLY_TOK_SENT_START) != 0, first, "%.*s",
                     GLY_STR_ARG(word));
    }
    text_release(&t);
}

Test(sentence, is_never_longer_than_the_limit)
{
    enum { WORDS = 5000 };
    char text[WORDS * 2];
    for (unsigned i = 0; i < WORDS; i++)
        memcpy(text + i * 2, "a ", 2);
    struct text t;
    text_read(&t, (struct gly_str){text, sizeof text});
    cr_expect_eq(t.doc->sents.count, WORDS / GLY_LIMIT_SENTENCE_TOKENS);
    text_release(&t);
}

Test(abbreviation, finds_every_word_of_its_table)
{
    static const struct {
        const char *word;
        enum gly_abbreviation_kind kind;
    } cases[] = {
        {"Dr", GLY_ABBREVIATION_TITLE},  {"dr", GLY_ABBREVIATION_NONE},
        {"etc", GLY_ABBREVIATION_END},   {"Etc", GLY_ABBREVIATION_END},
        {"a.m", GLY_ABBREVIATION_TIME},  {"yrs", GLY_ABBREVIATION_UNIT},
        {"Wyo", GLY_ABBREVIATION_STATE}, {"abbr", GLY_ABBREVIATION_WORD},
        {"", GLY_ABBREVIATION_NONE},     {"vs", GLY_ABBREVIATION_BEFORE},
        {"rain", GLY_ABBREVIATION_NONE}, {"abbreviation", GLY_ABBREVIATION_NONE},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++)
        cr_expect_eq(gly_abbreviation_find(gly_str(cases[i].word)), cases[i].kind, "%s",
                     cases[i].word);
    cr_expect(gly_abbreviations_sorted());
}
