/* The form of galley.dat, shared by its builder (tools/mkdata) and its readers.
 *
 *   header | directory: one entry a section | sections, each at a multiple of 8
 *
 * Numbers are in the byte order of the machine that built the file; `order` tells a
 * foreign one. A section's offset counts from the start of the file. A change of any
 * struct here or of a hash function raises GLY_IMAGE_VERSION. */
#ifndef GALLEY_IMAGE_FORMAT_H
#define GALLEY_IMAGE_FORMAT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define GLY_IMAGE_MAGIC   "GLYDATA" /* and its NUL: eight bytes */
#define GLY_IMAGE_VERSION 12
#define GLY_IMAGE_ORDER   0x01020304u

enum { GLY_IMAGE_ALIGNMENT = 8, GLY_IMAGE_SECTIONS_MAX = 64 };

struct gly_image_header {
    char magic[8];
    uint32_t version;
    uint32_t order;
    uint64_t size;     /* of the whole file */
    uint64_t checksum; /* of everything after this header */
    uint32_t section_count;
    uint32_t unused;
};

struct gly_image_entry {
    char tag[4];
    uint32_t unused;
    uint64_t offset, size;
};

/* FNV-1a over eight bytes at a time and the rest one by one. It finds damage, it is no
 * defence against someone who means it. */
static inline uint64_t gly_image_checksum(const unsigned char *bytes, uint64_t size)
{
    uint64_t sum = 0xCBF29CE484222325u;
    for (; size >= 8; bytes += 8, size -= 8) {
        uint64_t eight;
        memcpy(&eight, bytes, 8);
        sum = (sum ^ eight) * 0x100000001B3u;
        sum ^= sum >> 32; /* or the high bytes would never reach the low bits */
    }
    for (; size > 0; bytes++, size--)
        sum = (sum ^ *bytes) * 0x100000001B3u;
    return sum;
}

/* ---- section WORD ----
 *
 *   gly_word_table | filter | slots of the common words | slots of the others | blob
 *
 * What is no word mostly ends at the filter, which is small enough for the nearer caches: of a
 * word that is in the list, gly_filter_bits() are set in the place that gly_word_home() names
 * (a Bloom filter of one memory access; about one stranger in thirty passes).
 *
 * Two hash tables with linear probing, the common words in a small one of their own:
 * nine words in ten of a page are there, and it stays in the cache. The home slot of a
 * word is the high half of its hash scaled to the number of slots, which spares the
 * power of two. A slot holds where in the blob its word begins, 0 when it is empty, and
 * in the eight highest bits the lowest byte of the hash, which tells most strangers
 * apart without a look at the blob. There a word is its size class, two bytes of facts,
 * its length and its bytes. */

enum {
    GLY_WORD_BYTES_MAX = 63, /* the longest word of SCOWL has 58 */
    GLY_WORD_PROBES_MAX = 1024,
    GLY_WORD_OFFSET_BITS = 24,
    GLY_WORD_TIER_COUNT = 2
};

struct gly_word_tier {
    uint32_t slot_count;
    uint32_t probe_count; /* no word stands farther from home than this */
};

struct gly_word_table {
    struct gly_word_tier tiers[GLY_WORD_TIER_COUNT];
    uint32_t word_count;
    uint32_t blob_size;
    uint32_t filter_count; /* of 64 bits each */
    uint32_t unused;
};

/* A word in the blob: byte 0 the size class, 1 and 2 the facts, low byte first, 3 the
 * length, then the word. Facts from the lowest bit: 5 usual varieties, 5 variant ones,
 * 6 flags (base/wordlist.h). */
enum {
    GLY_WORD_HEAD = 4,
    GLY_WORD_VARIETIES = 31,
    GLY_WORD_VARIANT_SHIFT = 5,
    GLY_WORD_FLAG_SHIFT = 10
};

/* Words are short, so the whole word goes into at most eight multiplications, the last
 * eight bytes read again where the length is no multiple. */
static inline uint64_t gly_word_hash(const char *word, size_t len)
{
    const uint64_t prime = 0x9E3779B97F4A7C15u;
    uint64_t hash = len * prime;
    uint64_t part = 0;
    if (len >= 8) {
        for (size_t i = 0; i + 8 < len; i += 8) {
            memcpy(&part, word + i, 8);
            hash = (hash ^ part) * prime;
            hash ^= hash >> 29;
        }
        memcpy(&part, word + len - 8, 8);
    } else if (len >= 4) {
        uint32_t first, last;
        memcpy(&first, word, 4);
        memcpy(&last, word + len - 4, 4);
        part = (uint64_t)first << 32 | last;
    } else if (len > 0) {
        part = (uint64_t)(unsigned char)word[0] << 16 |
               (uint64_t)(unsigned char)word[len / 2] << 8 |
               (unsigned char)word[len - 1];
    }
    hash = (hash ^ part) * prime;
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 32;
}

static inline uint32_t gly_word_home(uint64_t hash, uint32_t slot_count)
{
    return (uint32_t)((hash >> 32) * slot_count >> 32);
}

/* Three of 64 bits, taken from others of the hash than the home and the mark are. */
static inline uint64_t gly_filter_bits(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 8 & 63) | UINT64_C(1) << (hash >> 14 & 63) |
           UINT64_C(1) << (hash >> 20 & 63);
}

static inline uint32_t gly_word_mark(uint64_t hash)
{
    return (uint32_t)hash << GLY_WORD_OFFSET_BITS;
}

/* ---- section NEAR ----
 *
 *   gly_near_table | letters, 32 bits each | rows
 *
 * The words that may be suggested, by length, kind and first letter: a search for neighbours
 * runs over those in question. Of each word what gly_near_letters() has as `once` in a column
 * of its own, by which most words are sifted out, and a row of what else is asked. */

enum { GLY_NEAR_LENGTHS = 33 }; /* words of 1 to 31 letters */

struct gly_near_row {
    uint32_t twice;  /* of gly_near_letters() */
    uint32_t pairs;  /* gly_near_pairs() */
    uint32_t sound;  /* gly_sound_key(); all in lower case */
    uint32_t offset; /* of the word in the blob of WORD */
};

enum gly_near_kind { GLY_NEAR_COMMON, GLY_NEAR_OTHER, GLY_NEAR_PROPER, GLY_NEAR_KINDS };

/* First letters a to z, then all others. */
enum { GLY_NEAR_INITIALS = 27 };

enum { GLY_NEAR_BINS = GLY_NEAR_LENGTHS * GLY_NEAR_KINDS * GLY_NEAR_INITIALS };

struct gly_near_table {
    uint32_t
        first[GLY_NEAR_BINS + 1]; /* index of the first word of each bin, and behind
                                          the last one */
};

static inline unsigned gly_near_bin(unsigned len, enum gly_near_kind kind,
                                    unsigned initial)
{
    return (len * GLY_NEAR_KINDS + (unsigned)kind) * GLY_NEAR_INITIALS + initial;
}

/* `letter` in lower case. */
static inline unsigned gly_near_initial(char letter)
{
    unsigned initial = (unsigned char)letter - (unsigned)'a';
    return initial < GLY_NEAR_INITIALS - 1 ? initial : GLY_NEAR_INITIALS - 1;
}

/* Which letters occur, and which occur twice. Adding a letter to a word adds one bit at most,
 * taking one away takes one away. The six letters that words have twice most often stand
 * beside those that occur: most strangers are told apart without a look at `twice`. */
struct gly_near_letters {
    uint32_t once; /* bits 0 to 25: a to z occurs; from 26: GLY_NEAR_DOUBLED do twice */
    uint32_t twice; /* the other letters that occur twice */
};

#define GLY_NEAR_DOUBLED "eisano"

static inline struct gly_near_letters gly_near_letters(const char *word, size_t len)
{
    struct gly_near_letters letters = {0, 0};
    for (size_t i = 0; i < len; i++) {
        unsigned letter = (unsigned char)(word[i] - 'a');
        uint32_t bit = letter < 26 ? 1u << letter : 0;
        letters.twice |= letters.once & bit;
        letters.once |= bit;
    }
    for (unsigned i = 0; i < sizeof GLY_NEAR_DOUBLED - 1; i++) {
        uint32_t bit = 1u << (GLY_NEAR_DOUBLED[i] - 'a');
        letters.once |= letters.twice & bit ? 1u << (26 + i) : 0;
        letters.twice &= ~bit;
    }
    return letters;
}

/* Which pairs of neighbouring letters occur, the ends of the word taken for letters, as bits
 * of their hashes. An edit takes two pairs away at most and adds two at most. */
static inline uint32_t gly_near_pairs(const char *word, size_t len)
{
    uint32_t pairs = 0;
    unsigned char before = 0;
    for (size_t i = 0; i <= len; i++) {
        unsigned char letter = i < len ? (unsigned char)word[i] : 0;
        pairs |= 1u << ((before * 33u + letter) * 0x9E3779B1u >> 27);
        before = letter;
    }
    return pairs;
}

/* ---- section SLIP ----
 *
 *   gly_slip_table | slots | text
 *
 * Lines "written,meant" behind a hash table with linear probing: a slot has 1 + where its line
 * begins in the text, 0 where free. The home of a line is the high half of the gly_word_hash() of
 * what was written. */

struct gly_slip_table {
    uint32_t slot_count; /* a power of two; one slot at least is free */
    uint32_t text_size;
};

static inline uint32_t gly_slip_home(uint64_t hash, uint32_t slot_count)
{
    return (uint32_t)(hash >> 32) & (slot_count - 1);
}

/* ---- section NAME ----
 *
 *   gly_name_table | slots of the first tier | slots of the second
 *
 * Two hash tables with linear probing. Texts that begin with a small letter are few and
 * asked for most often, at each verb and noun: they have a table to themselves, which stays
 * in the nearest cache. The home slot of a text is the high half of its gly_word_hash()
 * scaled to the number of slots; `check` is the low half. Empty slots have no roles. Bits of
 * says[i] tell, by their last five bits, with which letters those verbs of saying end that
 * begin with letter i of the alphabet. */

enum gly_name_tier { GLY_NAME_TIER_SMALL, GLY_NAME_TIER_OTHER, GLY_NAME_TIERS };

static inline enum gly_name_tier gly_name_tier_of(const char *text, size_t len)
{
    return len > 0 && text[0] >= 'a' && text[0] <= 'z' ? GLY_NAME_TIER_SMALL
                                                       : GLY_NAME_TIER_OTHER;
}

struct gly_name_table {
    uint32_t says[26];
    struct {
        uint32_t slot_count;
        uint32_t probe_count; /* no text stands farther from home than this */
    } tiers[GLY_NAME_TIERS];
};

struct gly_name_slot {
    uint32_t check;
    uint32_t roles; /* GLY_NAME_ROLES of base/namelist.h */
};

#endif
