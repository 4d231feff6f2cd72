/* Runs a fuzz entry without a fuzzer: every seed as it is, then mutations of them by a
 * fixed sequence of random numbers. With libFuzzer (clang -fsanitize=fuzzer) this file is
 * left out.
 *
 *     fuzz_NAME COUNT SEED...      each SEED a file or a folder of files */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_SEEDS = 512, LONGEST = 64 * 1024 };

struct seed {
    uint8_t *bytes;
    size_t size;
};

struct corpus {
    struct seed seeds[MOST_SEEDS];
    size_t count;
};

/* xorshift64* (Vigna 2016). */
static uint64_t next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static void add_file(struct corpus *corpus, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || corpus->count == MOST_SEEDS) {
        if (file)
            fclose(file);
        return;
    }
    struct seed *seed = &corpus->seeds[corpus->count++];
    seed->bytes = malloc(LONGEST);
    seed->size = fread(seed->bytes, 1, LONGEST, file);
    fclose(file);
}

static void add_path(struct corpus *corpus, const char *path)
{
    DIR *folder = opendir(path);
    if (!folder) {
        add_file(corpus, path);
        return;
    }
    for (struct dirent *entry; (entry = readdir(folder));) {
        char inner[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        add_path(corpus, inner);
    }
    closedir(folder);
}

/* What breaks parsers: brackets, marks, ends of lines, halves of characters. */
static const char *const spices[] = {
    "\n",       "\n\n", "\r",   "\t",      "|",  "```", "<!--",
    "-->",      "<",    "</p>", "&amp",    "&#", "[",   "](",
    "> ",       "- ",   "1. ",  "\"",      "'",  "“",   "\xE2",
    "\xFF\xFE", "\\",   "{",    "}",       ": ", ",",   "%",
    "$",        "1,0",  "@",    "http://", "--", "...", "\xF0\x9F\x98\x80",
    "\0",
};

static size_t mutate(uint8_t *bytes, size_t size, uint64_t *random)
{
    unsigned steps = 1 + (unsigned)(next(random) % 8);
    while (steps-- > 0) {
        size_t at = size > 0 ? next(random) % size : 0;
        switch (next(random) % 4) {
        case 0: /* change a byte */
            if (size > 0)
                bytes[at] = (uint8_t)next(random);
            break;
        case 1: { /* put something in */
            const char *spice =
                spices[next(random) % (sizeof spices / sizeof spices[0])];
            size_t len = strlen(spice) ? strlen(spice) : 1;
            if (size + len > LONGEST)
                break;
            memmove(bytes + at + len, bytes + at, size - at);
            memcpy(bytes + at, spice, len);
            size += len;
            break;
        }
        case 2: { /* take a piece out */
            size_t len = next(random) % 64;
            if (len > size - at)
                len = size - at;
            memmove(bytes + at, bytes + at + len, size - at - len);
            size -= len;
            break;
        }
        case 3: { /* say a piece again */
            size_t len = next(random) % 256;
            if (len > size - at)
                len = size - at;
            if (size + len > LONGEST)
                break;
            memmove(bytes + at + len, bytes + at, size - at);
            size += len;
            break;
        }
        }
    }
    return size;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: %s COUNT SEED...\n", argv[0]);
        return 2;
    }
    static struct corpus corpus;
    for (int i = 2; i < argc; i++)
        add_path(&corpus, argv[i]);
    uint64_t random = UINT64_C(0x9E3779B97F4A7C15);
    unsigned long count = strtoul(argv[1], NULL, 10), run = 0;
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (size_t s = 0; s < corpus.count; s++, run++)
        LLVMFuzzerTestOneInput(corpus.seeds[s].bytes, corpus.seeds[s].size);
    uint8_t *bytes = malloc(LONGEST);
    for (unsigned long i = 0; i < count && corpus.count > 0; i++, run++) {
        const struct seed *seed = &corpus.seeds[next(&random) % corpus.count];
        /* Pieces of a seed, so that a run is short and mutations lie close together. */
        size_t start = seed->size > 0 ? next(&random) % seed->size : 0;
        size_t size = next(&random) % 2048;
        if (size > seed->size - start)
            size = seed->size - start;
        memcpy(bytes, seed->bytes + start, size);
        size = mutate(bytes, size, &random);
        /* An exact copy, so that a read past the end is seen. */
        uint8_t *exact = malloc(size ? size : 1);
        memcpy(exact, bytes, size);
        LLVMFuzzerTestOneInput(exact, size);
        free(exact);
    }
    free(bytes);
    for (size_t s = 0; s < corpus.count; s++)
        free(corpus.seeds[s].bytes);
    printf("%lu inputs from %zu seeds\n", run, corpus.count);
    return run > 0 ? 0 : 1;
}
