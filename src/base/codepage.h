/* The eight-bit code pages that UTF-8 is most often misread in. */
#ifndef GALLEY_CODEPAGE_H
#define GALLEY_CODEPAGE_H

#include <stdint.h>

enum gly_codepage {
    GLY_CODEPAGE_WINDOWS_1252, /* and ISO 8859-1: see gly_codepage_byte() */
    GLY_CODEPAGE_WINDOWS_1251,
    GLY_CODEPAGE_WINDOWS_1250,
    GLY_CODEPAGE_WINDOWS_1253,
    GLY_CODEPAGE_WINDOWS_1254,
    GLY_CODEPAGE_WINDOWS_1257,
    GLY_CODEPAGE_MAC_ROMAN,
    GLY_CODEPAGE_DOS_437,
    GLY_CODEPAGE_DOS_850,
    GLY_CODEPAGE_COUNT
};

/* "Windows-1252" */
const char *gly_codepage_name(enum gly_codepage page);

/* The byte 0x80 to 0xFF that a program would have read as `cp`; -1 when there is none.
 * In the Windows pages a C1 control is the byte of its number: so read by programs that
 * take the page for ISO 8859, or pass on what it leaves undefined. */
int gly_codepage_byte(enum gly_codepage page, uint32_t cp);

#endif
