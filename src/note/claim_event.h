/* The inside of dated events: what reads them from verbs, from nouns and brackets, and
 * what dates them. */
#ifndef GALLEY_NOTE_CLAIM_EVENT_H
#define GALLEY_NOTE_CLAIM_EVENT_H

#include "note/claim.h"
#include "note/look.h"

/* An event while it is read. */
struct gly_event_frame {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *reading;
    uint32_t sent, verb; /* verb: the token that tells it, a noun too */
    const struct gly_event_row *row;
    uint32_t number; /* of the row */
    struct gly_claim_subject subject;
    struct gly_claim_event event;
};

/* ---- When ---- */

/* Can the date be compared at all? */
bool gly_event_is_plain(const struct gly_date *date);
struct gly_claim_time gly_event_time(const struct gly_doc *doc,
                                     const struct gly_date *date);
/* Do the words before a date join it to the event, and do not say "since" or "by"? */
bool gly_event_joins(const struct gly_event_frame *f, const struct gly_date *date);
/* The date that opens the sentence, before the event's subject and verb; NULL for none. */
const struct gly_date *gly_event_date_before(const struct gly_event_frame *f);
/* The first date behind the verb, in its clause; NULL for none. */
const struct gly_date *gly_event_date_behind(const struct gly_event_frame *f);

/* ---- The frame ---- */

/* A frame for the word at `tok`; false where the sentence has no reading. */
bool gly_event_frame_init(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                          uint32_t number, struct gly_event_frame *ret);
/* Fill the bags of the event with what stands between `from` and `end`. */
void gly_event_read_behind(struct gly_event_frame *f, uint32_t from, uint32_t end);
/* Is nothing denied, doubted or planned between two tokens? Qualifiers are kept. */
bool gly_event_is_claimed(struct gly_event_frame *f, uint32_t from, uint32_t end);
/* `span`: the words that give the date. */
void gly_event_add(struct gly_event_frame *f, struct gly_span span);

/* ---- Told without a verb ---- */

/* "her resignation on 3 May", "the launch of the probe in August": the noun at `tok`. */
void gly_event_read_noun(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                         uint32_t number);
/* "Holm (1871-1936)" */
void gly_event_read_bracket(struct gly_claimer *c, const struct gly_date *date);

#endif
