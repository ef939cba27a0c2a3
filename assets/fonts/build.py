#!/usr/bin/env python3
"""Builds the fonts in this folder.

    python3 -m venv .venv && .venv/bin/pip install fonttools==4.68.0 brotli==1.2.1
    npm pack @fontsource/rubik@5.3.0 && tar xzf fontsource-rubik-5.3.0.tgz
    .venv/bin/python assets/fonts/build.py package/files assets/fonts

Same inputs and versions, same bytes: nothing here reads the clock.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables._n_a_m_e import table__n_a_m_e

# The order decides which subset a character that two of them hold is taken from.
SUBSETS = ["latin", "hebrew", "arabic", "latin-ext", "cyrillic"]
WEIGHTS = {400: "Regular", 600: "SemiBold"}
# Seconds since 1904 for 2026-01-01: the fonts carry no build time.
STAMP = 3_850_070_400


def rubik(source: Path, weight: int) -> TTFont:
    """One TTF out of the web subsets: each character once, layout rules kept, hints dropped."""
    seen: set[int] = set()
    parts = []
    for subset in SUBSETS:
        font = TTFont(source / f"rubik-{subset}-{weight}-normal.woff2", recalcTimestamp=False)
        wanted = set(font.getBestCmap()) - seen
        seen |= wanted
        options = Options()
        options.hinting = False
        options.layout_features = ["*"]
        options.notdef_outline = True
        options.drop_tables += ["STAT", "gasp", "prep", "DSIG"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        for table in ("STAT", "gasp", "prep"):
            if table in font:
                del font[table]
        font.flavor = None
        part = Path(f"/tmp/masa-{subset}-{weight}.ttf")
        font.save(part)
        parts.append(part)
    merged = Merger().merge([str(p) for p in parts])
    for part in parts:
        part.unlink()
    style = WEIGHTS[weight]
    name_font(merged, "Rubik", style, "Copyright 2015 The Rubik Project Authors (https://github.com/googlefonts/rubik)")
    merged["OS/2"].usWeightClass = weight
    merged["OS/2"].fsSelection = 0x40 | (merged["OS/2"].fsSelection & 0x80)
    merged["head"].macStyle = 0
    merged["post"].formatType = 3.0
    merged["head"].created = merged["head"].modified = STAMP
    merged.recalcTimestamp = False
    return merged


def name_font(font: TTFont, family: str, style: str, copyright_: str) -> None:
    """Writes the name table anew; a style other than Regular gets the typographic pair as well."""
    names = table__n_a_m_e()
    names.names = []
    full = f"{family} {style}"
    values = {
        0: copyright_,
        1: family if style == "Regular" else full,
        2: "Regular",
        3: f"masa;{full}",
        4: full,
        5: "Version 2.300",
        6: full.replace(" ", "-"),
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    if style != "Regular":
        values |= {16: family, 17: style}
    for id_, text in values.items():
        names.setName(text, id_, 3, 1, 0x409)
    font["name"] = names


# --- Masa Wide -----------------------------------------------------------------------------------

EMOJI = [(0x203C, 0x203C), (0x2049, 0x2049), (0x20E3, 0x20E3), (0x231A, 0x231B), (0x23E9, 0x23FA), (0x2600, 0x27BF),
         (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x1F000, 0x1FAFF)]
# Alphabets whose letters are about as wide as Latin ones; an em each would leave holes in the line.
ALPHABETS = [(0x0370, 0x03FF), (0x0400, 0x052F), (0x0530, 0x058F), (0x0590, 0x05FF), (0x0600, 0x07BF), (0x08A0, 0x08FF),
             (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x1F00, 0x1FFF), (0x0E00, 0x0EFF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE),
             (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF)]


def is_in(code: int, ranges: list[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def wide(semibold: TTFont) -> TTFont:
    """A font of blanks, read for its advances only: how wide to count what Rubik can't draw."""
    base_cmap, base_widths = semibold.getBestCmap(), semibold["hmtx"]

    def advance(code: int) -> int:
        char = chr(code)
        category = unicodedata.category(char)
        if category in ("Mn", "Me", "Cf") or 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE01EF:
            return 0
        if 0x1F3FB <= code <= 0x1F3FF:
            return 0  # skin tones join the emoji before them
        if is_in(code, EMOJI):
            return 1250
        base = unicodedata.normalize("NFKD", char)[0]
        if (code < 0x0250 or 0x1E00 <= code < 0x1F00) and ord(base) in base_cmap:
            # A letter with marks is as wide as its letter, plus room for the wider faces machines fall back to.
            width = base_widths[base_cmap[ord(base)]][0]
            return min(1250, -(-width * 6 // 5 // 50) * 50)
        if code < 0x0370 or is_in(code, ALPHABETS):
            return 680
        return 1000

    groups: dict[int, list[tuple[int, int]]] = {}
    start, last = None, None
    for code in list(range(0x20, 0x7F)) + list(range(0xA0, 0xD800)) + list(range(0xE000, 0x110000)):
        width = advance(code)
        if last is not None and width == last and code == end + 1:
            end = code
        else:
            if last is not None:
                groups.setdefault(last, []).append((start, end))
            start, end, last = code, code, width
    groups.setdefault(last, []).append((start, end))

    widths = sorted(groups)
    names = [".notdef"] + [f"w{w}" for w in widths]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics({".notdef": (1000, 0)} | {f"w{w}": (w, 0) for w in widths})
    builder.setupHorizontalHeader(ascent=935, descent=-250)
    builder.setupOS2(sTypoAscender=935, sTypoDescender=-250, usWinAscent=935, usWinDescent=250)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = STAMP
    builder.font.recalcTimestamp = False
    # Format 13 maps a whole range to one glyph, which is what keeps this file small.
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language, table.format, table.reserved = 3, 10, 0, 13, 0
    table.length = table.nGroups = 0
    table.cmap = {}
    for width, ranges in groups.items():
        for low, high in ranges:
            for code in range(low, high + 1):
                table.cmap[code] = f"w{width}"
    builder.font["cmap"].tables = [table]
    name_font(builder.font, "Masa Wide", "Regular", "Blank glyphs, written by build.py; no outlines. CC0-1.0.")
    builder.font["name"].names = [n for n in builder.font["name"].names if n.nameID not in (13, 14)]
    return builder.font


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    fonts = {weight: rubik(source, weight) for weight in WEIGHTS}
    for weight, font in fonts.items():
        font.save(target / f"Rubik-{WEIGHTS[weight]}.ttf")
    wide(fonts[600]).save(target / "MasaWide-Regular.ttf")


if __name__ == "__main__":
    main()
