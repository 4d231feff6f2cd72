#!/usr/bin/env python3
"""Writes include/galley/unicode_scripts.inc and src/base/unicode_data.inc.

    generate.py            write both files
    generate.py --check    make both again, compare with the committed files, then
                           compare a random sample with Python's own unicodedata
    generate.py --compare LIB
                           ask a shared object built from src/base/unicode.c about
                           every code point and compare with the data read here

Sources, all of Unicode 15.0:
  - the Unicode Character Database and emoji-data.txt, /usr/share/unicode
    (Debian package unicode-data);
  - confusables.txt of UTS #39, which Debian does not ship as text: its mapping is
    read from ICU 72 (libicu72), whose uspoof_getSkeleton() gives the prototype of a
    single character.

The form of the tables is described in unicode.c, their only reader.
"""

import argparse
import ctypes
import pathlib
import random
import sys
import unicodedata

UCD = pathlib.Path("/usr/share/unicode")
ROOT = pathlib.Path(__file__).resolve().parents[2]
VERSION = "15.0"
LIMIT = 0x110000
BLOCK = 128

# The order of enum gly_category in <galley/unicode.h>; Cn comes first so that 0 is "unassigned".
CATEGORIES = ("Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po "
              "Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co").split()

# The order of enum gly_compat in <galley/unicode.h>: the tags of UnicodeData.txt, field 5,
# with two of our own: "canonical" for a mapping without a tag, "ligature" for the
# typographic ligatures, which Unicode tags <compat> like much else.
COMPATS = ("none canonical compat ligature font noBreak initial medial final isolated "
           "circle super sub vertical wide narrow small square fraction").split()

# struct record, flags: the bits of unicode.c.
WHITE_SPACE, IGNORABLE, EMOJI, BIDI_CONTROL = 1, 2, 4, 8


def rows(name):
    """The fields of each data line, comments dropped."""
    for line in (UCD / name).read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def span(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def points(field):
    return [int(part, 16) for part in field.split()]


def has_property(name, value):
    found = set()
    for fields in rows(name):
        if fields[1] == value:
            found.update(span(fields[0]))
    return found


class Ucd:
    """What the tables are made from, one array a property."""

    def __init__(self):
        self.category = ["Cn"] * LIMIT
        self.name = {}
        self.upper, self.lower, self.fold = {}, {}, {}
        self.decomposition = {}
        self.combining = {}
        self.read_unicode_data()
        self.read_scripts()
        self.read_widths()
        self.white = has_property("PropList.txt", "White_Space")
        self.bidi = has_property("PropList.txt", "Bidi_Control")
        self.ignorable = has_property("DerivedCoreProperties.txt",
                                      "Default_Ignorable_Code_Point")
        self.emoji = (has_property("emoji/emoji-data.txt", "Emoji_Presentation") |
                      has_property("emoji/emoji-data.txt", "Extended_Pictographic"))
        for cp, status, mapping in (f[:3] for f in rows("CaseFolding.txt")):
            if status in "CS":
                self.fold[int(cp, 16)] = int(mapping, 16)
        excluded = has_property("DerivedNormalizationProps.txt",
                                "Full_Composition_Exclusion")
        self.compose = {tuple(parts): cp
                        for cp, (tag, parts) in self.decomposition.items()
                        if tag == "canonical" and cp not in excluded}

    def read_unicode_data(self):
        start = None
        for fields in rows("UnicodeData.txt"):
            cp = int(fields[0], 16)
            if fields[1].endswith(", First>"):
                start = cp
                continue
            for each in range(start if start is not None else cp, cp + 1):
                self.category[each] = fields[2]
            start = None
            self.name[cp] = fields[1]
            if fields[3] != "0":
                self.combining[cp] = int(fields[3])
            if fields[5]:
                tag, _, rest = fields[5].rpartition("> ")
                self.decomposition[cp] = (tag[1:] or "canonical", points(rest))
            if fields[12]:
                self.upper[cp] = int(fields[12], 16)
            if fields[13]:
                self.lower[cp] = int(fields[13], 16)

    def read_scripts(self):
        self.scripts = []  # (name in Scripts.txt, ISO 15924 codes, first one preferred)
        for fields in rows("PropertyValueAliases.txt"):
            if fields[0] == "sc" and fields[2] != "Katakana_Or_Hiragana":
                self.scripts.append((fields[2], [fields[1]] + fields[3:]))
        special = ["Unknown", "Common", "Inherited", "Latin"]
        self.scripts.sort(key=lambda s: (special.index(s[0]) if s[0] in special else 9,
                                         s[0]))
        index = {name: i for i, (name, _) in enumerate(self.scripts)}
        by_code = {code: i for i, (_, codes) in enumerate(self.scripts)
                   for code in codes}
        self.script = [index["Unknown"]] * LIMIT
        for fields in rows("Scripts.txt"):
            for cp in span(fields[0]):
                self.script[cp] = index[fields[1]]
        self.extensions = {}
        for fields in rows("ScriptExtensions.txt"):
            for cp in span(fields[0]):
                self.extensions[cp] = tuple(sorted(by_code[c]
                                                   for c in fields[1].split()))

    def read_widths(self):
        # The defaults for unassigned code points stand in the header of the file.
        self.wide = set()
        for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
                            (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)):
            self.wide.update(range(first, last + 1))
        for fields in rows("EastAsianWidth.txt"):
            if fields[1] in ("W", "F"):
                self.wide.update(span(fields[0]))

    def cells(self, cp):
        if self.category[cp] in ("Mn", "Me") or cp in self.ignorable:
            return 0
        if 0x1160 <= cp <= 0x11FF:  # jamo that join the wide leading consonant
            return 0
        return 2 if cp in self.wide else 1

    def decompose(self, cp, compat):
        tag, parts = self.decomposition.get(cp, ("", [cp]))
        if not tag or (tag != "canonical" and not compat):
            return [cp]
        return [each for part in parts for each in self.decompose(part, compat)]

    def normalise(self, cp):
        """NFKC of one code point, by UAX #15. Hangul syllables stay as they are."""
        out = self.decompose(cp, True)
        for i in range(1, len(out)):  # canonical order: insertion sort by class
            j, ccc = i, self.combining.get(out[i], 0)
            while j and ccc and self.combining.get(out[j - 1], 0) > ccc:
                out[j - 1], out[j] = out[j], out[j - 1]
                j -= 1
        starter, i, last = None, 0, 0
        while i < len(out):
            ccc = self.combining.get(out[i], 0)
            blocked = starter is None or (i > starter + 1 and last >= ccc)
            merged = None if blocked else self.pair(out[starter], out[i])
            if merged:
                out[starter] = merged
                del out[i]
                continue
            if ccc == 0:
                starter = i
            last = ccc
            i += 1
        return out

    def pair(self, first, second):
        if 0x1100 <= first < 0x1113 and 0x1161 <= second < 0x1176:
            return 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        if (0xAC00 <= first < 0xD7A4 and (first - 0xAC00) % 28 == 0
                and 0x11A8 <= second < 0x11C3):
            return first + second - 0x11A7
        return self.compose.get((first, second))

    def compat(self, cp):
        """(kind, mapping) where NFKC changes cp, else ("none", [])."""
        if self.category[cp] == "Cs":
            return "none", []
        mapping = self.normalise(cp)
        if mapping == [cp]:
            return "none", []
        tag = self.decomposition[cp][0]
        if tag == "compat" and "LIGATURE" in self.name.get(cp, ""):
            tag = "ligature"
        return tag, mapping


class Spoof:
    """The prototypes of UTS #39, from ICU."""

    def __init__(self):
        self.i18n = ctypes.CDLL("libicui18n.so.72")
        version = (ctypes.c_uint8 * 4)()
        ctypes.CDLL("libicuuc.so.72").u_getUnicodeVersion_72(version)
        if "%d.%d" % tuple(version[:2]) != VERSION:
            sys.exit("this ICU is not of Unicode " + VERSION)
        self.i18n.uspoof_open_72.restype = ctypes.c_void_p
        self.error = ctypes.c_int(0)
        self.checker = ctypes.c_void_p(
            self.i18n.uspoof_open_72(ctypes.byref(self.error)))

    def skeleton(self, cp):
        text = chr(cp).encode()
        out = ctypes.create_string_buffer(256)
        self.error.value = 0
        size = self.i18n.uspoof_getSkeletonUTF8_72(
            self.checker, 0, text, len(text), out, 256, ctypes.byref(self.error))
        if self.error.value > 0:
            sys.exit("uspoof failed at U+%04X" % cp)
        return [ord(c) for c in out.raw[:size].decode()]


def confusables(ucd):
    """Letters of other scripts -> the one Latin letter they pass for.

    UTS #39 maps both sides to a prototype (Cyrillic I and Latin I both to l), so the
    Latin letter is searched among those with the same prototype: an ASCII letter of
    the same case, else any ASCII letter, else one with an accent. Small capitals stand
    for the plain letter: the prototype of Cyrillic ka is Latin kra, and someone who
    meets it in "kitchen" wants k. Latin letters beyond Extended-A are left out: no
    word that was meant to be English has them.
    """
    spoof = Spoof()
    latin = next(i for i, (name, _) in enumerate(ucd.scripts) if name == "Latin")
    prototypes = {}
    for cp in range(LIMIT):
        if ucd.script[cp] == latin and ucd.category[cp] in ("Lu", "Ll"):
            prototypes.setdefault(tuple(spoof.skeleton(cp)), []).append(cp)

    def plain(cp):
        if cp == 0x138:
            return ord("k")
        prefix = "LATIN LETTER SMALL CAPITAL "
        name = ucd.name[cp]
        if name.startswith(prefix) and len(name) == len(prefix) + 1:
            return ord(name[-1].lower())
        return cp

    found = {}
    for cp in range(0x80, LIMIT):
        if ucd.category[cp][0] != "L" or ucd.script[cp] == latin:
            continue
        if ucd.decomposition.get(cp, ("canonical",))[0] != "canonical":
            continue  # a compatibility form: gly_compat_fold() has the answer
        choices = prototypes.get(tuple(spoof.skeleton(cp)))
        if not choices:
            continue
        case = ucd.category[cp]
        best = min((plain(c) for c in choices),
                   key=lambda c: (c >= 128, ucd.category[c] != case, c))
        if best < 0x180:
            found[cp] = best
    return found


def number_table(name, kind, values, per_line=12):
    lines = ["static const %s %s[%d] = {" % (kind, name, len(values))]
    for i in range(0, len(values), per_line):
        lines.append("    " + ", ".join(str(v) for v in values[i:i + per_line]) + ",")
    lines.append("};")
    return "\n".join(lines) + "\n"


def pair_table(name, pairs):
    lines = ["static const struct mapping %s[%d] = {" % (name, len(pairs))]
    for i in range(0, len(pairs), 4):
        lines.append("    " + ", ".join("{0x%04X, 0x%04X}" % p for p in pairs[i:i + 4])
                     + ",")
    lines.append("};")
    return "\n".join(lines) + "\n"


def scripts_text(ucd):
    out = ["/* Written by tools/unicode/generate.py from Unicode %s; do not edit. */"
           % VERSION,
           "/*",
           " * Every script of Scripts.txt: constant, ISO 15924 code, older code, name.",
           " * Copyright 1991-2022 Unicode, Inc., see LICENSES/Unicode.txt.",
           " */",
           "#define GLY_SCRIPTS(X) \\"]
    lines = []
    for name, codes in ucd.scripts:
        older = codes[1] if len(codes) > 1 else ""
        human = {"Nko": "N’Ko", "Phags_Pa": "Phags-pa"}.get(name,
                                                            name.replace("_", " "))
        lines.append('    X(%s, "%s", "%s", "%s")'
                     % (name.upper(), codes[0], older, human))
    return "\n".join(out) + "\n" + " \\\n".join(lines) + "\n"


def data_text(ucd):
    records, record_index = [], {}
    extension_lists, extension_index = [], {(): 0}
    compat, pool = [], []
    per_cp = []
    for cp in range(LIMIT):
        kind, mapping = ucd.compat(cp)
        if mapping:
            compat.append((cp, len(pool), len(mapping)))
            pool += mapping
        extension = ucd.extensions.get(cp, ())
        if extension not in extension_index:
            extension_index[extension] = len(extension_index)
            extension_lists.append(extension)
        flags = ((cp in ucd.white) * WHITE_SPACE | (cp in ucd.ignorable) * IGNORABLE |
                 (cp in ucd.emoji) * EMOJI | (cp in ucd.bidi) * BIDI_CONTROL)
        record = (ucd.lower.get(cp, cp) - cp, ucd.upper.get(cp, cp) - cp,
                  ucd.fold.get(cp, cp) - cp, ucd.script[cp],
                  CATEGORIES.index(ucd.category[cp]), flags, ucd.cells(cp),
                  extension_index[extension], COMPATS.index(kind))
        if record not in record_index:
            record_index[record] = len(records)
            records.append(record)
        per_cp.append(record_index[record])

    stage1, stage2, blocks = [], [], {}
    for start in range(0, LIMIT, BLOCK):
        block = tuple(per_cp[start:start + BLOCK])
        if block not in blocks:
            blocks[block] = len(blocks)
            stage2 += block
        stage1.append(blocks[block])

    starts, members = [0, 0], []
    for extension in extension_lists:
        members += extension
        starts.append(len(members))

    # Decimal digits stand in runs of ten, zero first (UAX #44, Numeric_Type).
    zeros = [cp for cp in range(LIMIT) if ucd.category[cp] == "Nd"][::10]
    for zero in zeros:
        assert all(ucd.category[zero + i] == "Nd" for i in range(10))

    compose = sorted((a, b, cp) for (a, b), cp in ucd.compose.items())
    out = ["/* Written by tools/unicode/generate.py from Unicode %s; do not edit. */"
           % VERSION,
           "/* Copyright 1991-2022 Unicode, Inc., see LICENSES/Unicode.txt. */", ""]
    out.append("static const struct record records[%d] = {" % len(records))
    out += ["    {%s}," % ", ".join(map(str, r)) for r in records]
    out.append("};\n")
    out.append(number_table("stage1", "uint16_t", stage1, 16))
    out.append(number_table("stage2", "uint16_t", stage2, 16))
    out.append("/* Script_Extensions: list i is members[starts[i]] to starts[i + 1]. */")
    out.append(number_table("extension_starts", "uint16_t", starts, 16))
    out.append(number_table("extension_members", "uint8_t", members, 16))
    out.append(number_table("digit_zeros", "uint32_t", zeros, 10))
    out.append("static const struct compat_entry compats[%d] = {" % len(compat))
    out += ["    " + ", ".join("{0x%04X, %d, %d}" % c for c in compat[i:i + 4]) + ","
            for i in range(0, len(compat), 4)]
    out.append("};\n")
    out.append(number_table("compat_pool", "uint32_t", pool, 10))
    out.append("static const struct composition compositions[%d] = {" % len(compose))
    out += ["    " + ", ".join("{0x%04X, 0x%04X, 0x%04X}" % c
                               for c in compose[i:i + 3]) + ","
            for i in range(0, len(compose), 3)]
    out.append("};\n")
    out.append("/* UTS #39, by way of the prototype; see confusables() there. */")
    out.append(pair_table("confusables", sorted(confusables(ucd).items())))
    return "\n".join(out)


def compare_with_python(ucd):
    """A random sample against an implementation that is not ours."""
    wrong = 0
    sample = random.Random(15).sample(range(LIMIT), 60000) + list(range(0x3000))
    for cp in sample:
        char = chr(cp)
        if unicodedata.category(char) == "Cn" or 0xD800 <= cp < 0xE000:
            continue  # Python may know an older version of Unicode
        pairs = [(ucd.category[cp], unicodedata.category(char)),
                 ("".join(map(chr, ucd.normalise(cp))),
                  unicodedata.normalize("NFKC", char)),
                 (cp in ucd.wide, unicodedata.east_asian_width(char) in "WF")]
        if len(char.lower()) == 1:
            pairs.append((ucd.lower.get(cp, cp), ord(char.lower())))
        if len(char.upper()) == 1 and cp not in ucd.upper:
            pairs.append((cp, ord(char.upper())))
        for ours, theirs in pairs:
            if ours != theirs:
                wrong += 1
                print("U+%04X: %r here, %r in Python" % (cp, ours, theirs))
    return wrong


def compare_with_library(ucd, path):
    """Every code point through the C functions."""
    lib = ctypes.CDLL(path)
    lib.gly_script_name.restype = ctypes.c_char_p
    for name in ("gly_to_lower_any", "gly_to_upper_any", "gly_case_fold_any",
                 "gly_compose", "gly_confusable_latin"):
        getattr(lib, name).restype = ctypes.c_uint32
    lib.gly_compat_fold.restype = ctypes.c_size_t
    homoglyphs = confusables(ucd)
    out = (ctypes.c_uint32 * 18)()
    wrong = 0
    for cp in range(LIMIT):
        scripts = ucd.extensions.get(cp, (ucd.script[cp],))
        kind, mapping = ucd.compat(cp)
        size = lib.gly_compat_fold(cp, out)
        pairs = [
            (lib.gly_script_any(cp), ucd.script[cp]),
            (CATEGORIES[lib.gly_category_any(cp)], ucd.category[cp]),
            (lib.gly_to_lower_any(cp), ucd.lower.get(cp, cp)),
            (lib.gly_to_upper_any(cp), ucd.upper.get(cp, cp)),
            (lib.gly_case_fold_any(cp), ucd.fold.get(cp, cp)),
            (list(out[:size]), mapping or [cp]),
            (COMPATS[lib.gly_compat_kind(cp)], kind),
            (lib.gly_width_any(cp), ucd.cells(cp)),
            (lib.gly_confusable_latin(cp), homoglyphs.get(cp, 0)),
            (tuple(s for s in range(len(ucd.scripts)) if lib.gly_script_has(cp, s) & 1),
             scripts) if cp in ucd.extensions else (1, 1),
        ]
        for which, (ours, theirs) in enumerate(pairs):
            if ours != theirs:
                wrong += 1
                print("U+%04X: field %d is %r, not %r" % (cp, which, ours, theirs))
                if wrong > 20:
                    return wrong
    for (first, second), cp in ucd.compose.items():
        wrong += lib.gly_compose(first, second) != cp
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compare", metavar="LIB")
    options = parser.parse_args()
    if VERSION not in (UCD / "Scripts.txt").read_text()[:40]:
        sys.exit("%s is not of Unicode %s" % (UCD, VERSION))
    ucd = Ucd()
    if options.compare:
        sys.exit(compare_with_library(ucd, options.compare) != 0)
    files = {
        "include/galley/unicode_scripts.inc": scripts_text(ucd),
        "src/base/unicode_data.inc": data_text(ucd),
    }
    status = 0
    for name, text in files.items():
        if options.check:
            if (ROOT / name).read_text(encoding="utf-8") != text:
                print("%s differs from what its generator makes" % name)
                status = 1
        else:
            (ROOT / name).write_text(text, encoding="utf-8")
    if options.check and compare_with_python(ucd):
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
