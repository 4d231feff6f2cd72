/* Hunspell dictionaries of other languages, opened while a run goes on. The one place that
 * knows libhunspell, which is loaded when the first dictionary is opened and not before:
 * it brings the C++ library, which a start should not pay for.
 *
 * A dictionary is a pair of files, found by the name of a language ("de_DE", "de-AT", "de")
 * or by path. A handle is one opened by one worker: spelling writes into the handle, so two
 * threads never share one (hunspell issue 727), and creating two at once races on a table
 * of the library (mended after 1.7.1), so that is done under a lock of the process. */
#ifndef GALLEY_DICTIONARY_H
#define GALLEY_DICTIONARY_H

#include <galley/error.h>
#include <galley/span.h>

#include "base/arena.h"

struct gly_dictionary {
    const char *aff, *dic; /* paths of readable files */
    char lang[12]; /* its language as a tag ("de-AT"), "" where the name is none */
};

/* Find a dictionary by name in $DICPATH and the usual folders, or by the path of either
 * file, with or without its ending. GLY_E_USAGE where there is none. Strings live in the
 * arena. */
enum gly_status gly_dictionary_find(struct gly_arena *arena, const char *name,
                                    struct gly_dictionary *ret_dictionary,
                                    struct gly_error *err);

/* The dictionaries that one worker has opened. */
enum { GLY_HANDLES_MAX = 16 };

struct gly_handles {
    struct gly_handle {
        const struct gly_dictionary *of;
        void *hunspell;  /* NULL: it would not open */
        void *to, *from; /* of iconv, where the dictionary is not UTF-8 */
    } at[GLY_HANDLES_MAX];
    unsigned count;
};

/* Does the dictionary have the word, as it stands or as an inflected or compound form? True
 * as well where it cannot say: it would not open, or the word is longer than words are. */
bool gly_dictionary_has(struct gly_handles *handles,
                        const struct gly_dictionary *dictionary, struct gly_str word);

/* What the dictionary suggests, best first, at most `room`; returns how many. Takes
 * milliseconds. Strings live in the arena. */
unsigned gly_dictionary_suggest(struct gly_handles *handles,
                                const struct gly_dictionary *dictionary,
                                struct gly_arena *arena, struct gly_str word,
                                struct gly_str *ret, unsigned room);

/* Close what is open; `handles` is empty then. */
void gly_handles_close(struct gly_handles *handles);

#endif
