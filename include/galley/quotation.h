/* Quotations and speakers: which words of a document are somebody else's, and whose.
 *
 * What a person is reported to have said is no claim of the document: checks that compare
 * statements ask here first. Quotations stand in the order of the text; those inside others
 * follow them. */
#ifndef GALLEY_QUOTATION_H
#define GALLEY_QUOTATION_H

#include <galley/document.h>

struct gly_pass;

enum gly_quotation_kind {
    GLY_QUOTATION_DIRECT,   /* somebody's words between marks */
    GLY_QUOTATION_INDIRECT, /* "said that ...": reported without marks */
    GLY_QUOTATION_TITLE,    /* of a work between marks: the film "Alien" */
    GLY_QUOTATION_SCARE, /* a word or a few between marks: so-called, or as they call it */
    GLY_QUOTATION_BLOCK, /* a block quotation of the format */
    GLY_QUOTATION_KIND_COUNT
};

enum gly_quotation_flags {
    GLY_QUOTATION_OPEN =
        1 << 0, /* its closing mark is missing: the paragraph ends it */
    GLY_QUOTATION_GOES_ON = 1 << 1, /* no closing mark, as the next paragraph opens with
                                       the same mark again: parts of one quotation have
                                       one `whole` */
    GLY_QUOTATION_SPLIT = 1 << 2, /* a later part of a sentence that was interrupted by
                                      its speaker: "Yes," she said, "but not now." */
};

/* How the speaker was found. */
enum gly_speaker_kind {
    GLY_SPEAKER_NONE,        /* nobody is named, or it is doubtful who */
    GLY_SPEAKER_NAME,        /* "Ms Hale said", "according to Ms Hale" */
    GLY_SPEAKER_PRONOUN,     /* "she said" */
    GLY_SPEAKER_DESCRIPTION, /* "the company said", "a witness told the court" */
    GLY_SPEAKER_CONTINUED,   /* nobody is named here, but the quotation goes on from one
                                that has a speaker */
};

struct gly_quotation {
    struct gly_span span;   /* with its marks, as far as it has any */
    struct gly_span inside; /* without them */
    struct gly_span
        speaker;          /* the words that say who; empty for NONE; of CONTINUED those
                                of the earlier quotation */
    struct gly_span verb; /* "said", "according to"; empty without one */
    uint32_t first_tok, tok_count; /* of the span */
    uint32_t
        entity;     /* of the speaker, in gly_names(); GLY_NONE where that is unknown */
    uint32_t whole; /* index of the first part, itself for most */
    uint32_t outer; /* the quotation it stands in, GLY_NONE for most */
    uint8_t kind, speaker_kind;
    uint16_t flags; /* enum gly_quotation_flags */
};

struct gly_quotations {
    const struct gly_quotation *list;
    uint32_t count;
};

const struct gly_quotations *gly_quotations(const struct gly_pass *pass);

/* The innermost quotation of the kinds DIRECT, INDIRECT and BLOCK that holds this offset;
 * GLY_NONE for the document's own words. */
uint32_t gly_quotation_at(const struct gly_quotations *quotations, uint32_t offset);

/* Is this offset between quotation marks of any kind, titles and words set off among
 * them, or in a block quotation? */
bool gly_quotation_marks(const struct gly_quotations *quotations, uint32_t offset);

#endif
