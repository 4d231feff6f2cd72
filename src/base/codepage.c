#include "base/codepage.h"

#include <pthread.h>
#include <stdbool.h>

static const uint16_t upper[GLY_CODEPAGE_COUNT][128] = {
#include "base/codepage_data.inc"
};

const char *gly_codepage_name(enum gly_codepage page)
{
    static const char *const names[] = {
        [GLY_CODEPAGE_WINDOWS_1252] = "Windows-1252",
        [GLY_CODEPAGE_WINDOWS_1251] = "Windows-1251",
        [GLY_CODEPAGE_WINDOWS_1250] = "Windows-1250",
        [GLY_CODEPAGE_WINDOWS_1253] = "Windows-1253",
        [GLY_CODEPAGE_WINDOWS_1254] = "Windows-1254",
        [GLY_CODEPAGE_WINDOWS_1257] = "Windows-1257",
        [GLY_CODEPAGE_MAC_ROMAN] = "Mac Roman",
        [GLY_CODEPAGE_DOS_437] = "code page 437",
        [GLY_CODEPAGE_DOS_850] = "code page 850",
    };
    return names[page];
}

/* Where the characters of each page stand, by a hash: 1 + the index, 0 for an empty
 * slot. */
enum { SLOTS = 512 };
static uint8_t slots[GLY_CODEPAGE_COUNT][SLOTS];
static pthread_once_t slots_once = PTHREAD_ONCE_INIT;

static unsigned slot_of(uint32_t cp)
{
    return cp * 0x9E3779B1u >> 23;
}

static void fill_slots(void)
{
    for (unsigned page = 0; page < GLY_CODEPAGE_COUNT; page++) {
        for (unsigned i = 0; i < 128; i++) {
            if (upper[page][i] == 0)
                continue;
            unsigned at = slot_of(upper[page][i]);
            while (slots[page][at] != 0)
                at = (at + 1) % SLOTS;
            slots[page][at] = (uint8_t)(i + 1);
        }
    }
}

int gly_codepage_byte(enum gly_codepage page, uint32_t cp)
{
    if (cp < 0x80)
        return -1;
    if (cp < 0xA0 && page <= GLY_CODEPAGE_WINDOWS_1257)
        return (int)cp;
    /* Most of Windows-1252, much of 1250. */
    if (cp < 0x100 && upper[page][cp - 0x80] == cp)
        return (int)cp;
    pthread_once(&slots_once, fill_slots);
    for (unsigned at = slot_of(cp); slots[page][at] != 0; at = (at + 1) % SLOTS)
        if (upper[page][slots[page][at] - 1] == cp)
            return 0x7F + slots[page][at];
    return -1;
}
