/* Does a noun count persons? */
#include "note/people.h"

#include <string.h>

#include <galley/reckon.h>

static bool is_listed(struct gly_str word)
{
    return gly_str_in_sorted(word, gly_people, gly_people_count);
}

/* The word with its last `cut` bytes exchanged for `tail`. */
static bool is_form(struct gly_str word, size_t cut, const char *tail)
{
    enum { LONGEST = 32 };
    char form[LONGEST];
    size_t len = strlen(tail);
    if (word.len < cut + 2 || word.len - cut + len > sizeof form)
        return false;
    memcpy(form, word.ptr, word.len - cut);
    memcpy(form + word.len - cut, tail, len);
    return is_listed((struct gly_str){form, word.len - cut + len});
}

bool gly_noun_is_people(struct gly_str noun)
{
    enum { LONGEST = 32 };
    char small[LONGEST];
    if (noun.len == 0 || noun.len > sizeof small)
        return false;
    for (size_t i = 0; i < noun.len; i++)
        small[i] =
            (char)(noun.ptr[i] >= 'A' && noun.ptr[i] <= 'Z' ? noun.ptr[i] + ('a' - 'A')
                                                            : noun.ptr[i]);
    struct gly_str word = {small, noun.len};
    if (is_listed(word) || gly_str_is(word, "people"))
        return true;
    if (gly_str_ends(word, "children"))
        return is_form(word, 3, "");
    if (gly_str_ends(word, "men"))
        return is_form(word, 2, "an");
    if (gly_str_ends(word, "wives"))
        return is_form(word, 3, "fe");
    return gly_str_ends(word, "s") &&
           (is_form(word, 1, "") ||
            (gly_str_ends(word, "ies") && is_form(word, 3, "y")) ||
            (gly_str_ends(word, "es") && is_form(word, 2, "")) ||
            (gly_str_ends(word, "ves") && is_form(word, 3, "f")));
}
