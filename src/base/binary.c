#include "base/binary.h"

#include <stdint.h>

#include "base/bytes.h"

static bool is_control(unsigned unit)
{
    return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' &&
            unit != '\f') ||
           unit == 0x7F;
}

/* Nothing from 0 to 0x1F but line feeds, no 0x7F: so are most stretches. */
static bool none_odd(const unsigned char *at)
{
    gly_sixteen c = gly_sixteen_at((const char *)at);
    return !gly_sixteen_any(((c < 0x20) & (c >= 0) & (c != '\n')) | (c == 0x7F));
}

static size_t count_controls(const unsigned char *at, size_t len)
{
    size_t count = 0, i = 0;
    while (i < len) {
        if (len - i >= sizeof(gly_sixteen) && none_odd(at + i))
            i += sizeof(gly_sixteen);
        else
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
