/* Fuzz entry: any bytes as galley.dat. What opens must answer every question without
 * leaving its memory. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/wordlist.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/galley-fuzz-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        return 0;
    ssize_t written = write(fd, data, size);
    close(fd);
    struct gly_image image;
    struct gly_error err;
    if (written == (ssize_t)size && gly_image_open(path, &image, &err) == GLY_OK) {
        struct gly_wordlist words;
        if (gly_wordlist_init(&words, &image, &err) == GLY_OK) {
            struct gly_word_form form;
            uint32_t cursor = 0;
            struct gly_str word;
            struct gly_word_info info;
            gly_wordlist_find_form(&words, gly_str("Harbour's"), &form);
            for (unsigned i = 0;
                 i < 1000 && gly_wordlist_next(&words, &cursor, &word, &info); i++)
                gly_wordlist_find_form(&words, word, &form);
        }
        gly_image_verify(&image, &err);
        gly_image_close(&image);
    }
    unlink(path);
    return 0;
}
