#include "base/binary.h"

#include <stdint.h>
#include <string.h>

static bool is_control(unsigned unit)
{
    return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' &&
            unit != '\f') ||
           unit == 0x7F;
}

/* Sixteen bytes at once, as compilers know them (GCC and Clang). */
typedef signed char sixteen __attribute__((vector_size(16)));

static size_t count_controls(const unsigned char *at, size_t len)
{
    size_t count = 0, i = 0;
    while (i < len) {
        /* Most stretches hold none: nothing from 0 to 0x1F but line feeds, no 0x7F. */
        if (len - i >= sizeof(sixteen)) {
            sixteen c;
            uint64_t odd[2];
            memcpy(&c, at + i, sizeof c);
            c = ((c < 0x20) & (c >= 0) & (c != '\n')) | (c == 0x7F);
            memcpy(odd, &c, sizeof odd);
            if ((odd[0] | odd[1]) == 0) {
                i += sizeof c;
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
