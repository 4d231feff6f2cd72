#include "base/binary.h"

/* Without branches, so that a loop over bytes is done many at a time. */
static inline bool is_control(unsigned unit)
{
    bool blank = (unit == '\t') | (unit == '\n') | (unit == '\r') | (unit == '\f');
    return ((unit < 0x20) & !blank) | (unit == 0x7F);
}

/* At most 255 bytes, so that the count stays a byte as they are. */
static unsigned count_controls(const unsigned char *at, size_t len)
{
    unsigned char count = 0;
    for (size_t i = 0; i < len; i++)
        count = (unsigned char)(count + is_control(at[i]));
    return count;
}

bool gly_bytes_look_binary(struct gly_str bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    size_t len = bytes.len < 8192 ? bytes.len : 8192, units = len, control = 0;
    bool little = len >= 2 && at[0] == 0xFF && at[1] == 0xFE;
    bool big = len >= 2 && at[0] == 0xFE && at[1] == 0xFF;
    if (little || big) {
        units = len / 2;
        for (size_t i = 0; i < units; i++)
            control += is_control((unsigned)at[2 * i + little] << 8 | at[2 * i + big]);
    } else {
        enum { STEP = 128 };
        for (size_t i = 0; i < len; i += STEP)
            control += count_controls(at + i, len - i < STEP ? len - i : STEP);
    }
    return control * 10 > units;
}
