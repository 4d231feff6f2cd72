#include "base/binary.h"

#include <stdint.h>
#include <string.h>

static bool is_control(unsigned unit)
{
    return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' &&
            unit != '\f') ||
           unit == 0x7F;
}

static size_t count_controls(const unsigned char *at, size_t len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    size_t count = 0, i = 0;
    while (i < len) {
        /* Prose is skipped eight bytes at a time: none of them below a blank or 0x7F. */
        uint64_t eight;
        if (len - i >= sizeof eight) {
            memcpy(&eight, at + i, sizeof eight);
            uint64_t seven = eight & ~high;
            uint64_t from_blank = (seven + ones * (0x80 - ' ')) | eight;
            uint64_t deleted = (seven + ones) & ~eight;
            if ((from_blank & ~deleted & high) == high) {
                i += sizeof eight;
                continue;
            }
        }
        count += is_control(at[i++]);
    }
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
        control = count_controls(at, len);
    }
    return control * 10 > units;
}
