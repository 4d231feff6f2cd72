#include "base/binary.h"

static bool is_control(unsigned unit)
{
    return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' &&
            unit != '\f') ||
           unit == 0x7F;
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
        for (size_t i = 0; i < len; i++)
            control += is_control(at[i]);
    }
    return control * 10 > units;
}
