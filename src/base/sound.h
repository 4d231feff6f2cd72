/* How a word sounds, roughly: two spellings with one key are read aloud alike. */
#ifndef GALLEY_SOUND_H
#define GALLEY_SOUND_H

#include <stddef.h>
#include <stdint.h>

/* The key of a word in lower case. Vowels count only at the start, doubled letters
 * once, and letters that English lets stand for one sound (c and k, ph and f, tion and
 * shun) as one; other bytes than letters are passed over. 0 for a word without a
 * sound. */
uint32_t gly_sound_key(const char *word, size_t len);

#endif
