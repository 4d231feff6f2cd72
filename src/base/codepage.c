#include "base/codepage.h"

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

/* Most characters asked for are in no page. Without a way out the loop becomes one over
 * vectors. */
static bool has(const uint16_t letters[128], uint16_t letter)
{
    uint16_t found = 0;
    for (int i = 0; i < 128; i++)
        found |= (uint16_t)(letters[i] == letter);
    return found != 0;
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
    if (cp > UINT16_MAX || !has(upper[page], (uint16_t)cp))
        return -1;
    int i = 0;
    while (upper[page][i] != cp)
        i++;
    return 0x80 + i;
}
