"""styles/fonts/: static subsets of the OFL faces that the figures are set in, under family names of our own.

In:  the Debian packages fonts-noto-extra, fonts-noto-core, fonts-sil-gentiumplus.
Out: styles/fonts/periplus-*.ttf, the two licence texts OFL-*.txt.

Why renamed. (1) "Gentium" is a Reserved Font Name (OFL 1.1 §3): a subset may not carry it. (2) A SemiCondensed face
of a family is found by font-stretch alone, which few SVG readers honour; a family of its own, of normal stretch,
is found by name and weight everywhere. (3) A system's own Noto can never be picked up by mistake.

What changes. Hinting goes (figures are drawn at print size); kerning, mark placement and Arabic joining stay.
Noto Sans has no U+2212 −, ≤, ≥, ≈ outside Noto Sans Math, which comes in one weight and width: those four are put
together from each face's own = < > ~.
"""

import re

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from fetch import member

REGULAR_WIDTH_CLASS = 5  # OS/2 usWidthClass "Medium (normal)"
FS_ITALIC, FS_BOLD, FS_REGULAR = 1 << 0, 1 << 5, 1 << 6  # OS/2 fsSelection
MAC_BOLD, MAC_ITALIC = 1 << 0, 1 << 1  # head macStyle
WEIGHT_NAMES = {300: "Light", 400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}

# (family, weight, italic, repertoire, source file, source package)
FACES = [
    ("Periplus Sans", 300, False, "sans", "NotoSans-SemiCondensedLight.ttf", "fonts-noto-extra"),
    ("Periplus Sans", 400, False, "sans", "NotoSans-SemiCondensed.ttf", "fonts-noto-extra"),
    ("Periplus Sans", 500, False, "sans", "NotoSans-SemiCondensedMedium.ttf", "fonts-noto-extra"),
    ("Periplus Sans", 600, False, "sans", "NotoSans-SemiCondensedSemiBold.ttf", "fonts-noto-extra"),
    ("Periplus Sans", 700, False, "sans", "NotoSans-SemiCondensedBold.ttf", "fonts-noto-extra"),
    ("Periplus Serif", 400, True, "serif", "GentiumBookPlus-Italic.ttf", "fonts-sil-gentiumplus"),
    ("Periplus Armenian", 400, False, "armenian", "NotoSansArmenian-SemiCondensed.ttf", "fonts-noto-extra"),
    ("Periplus Armenian", 600, False, "armenian", "NotoSansArmenian-SemiCondensedSemiBold.ttf", "fonts-noto-extra"),
    ("Periplus Georgian", 400, False, "georgian", "NotoSansGeorgian-SemiCondensed.ttf", "fonts-noto-extra"),
    ("Periplus Georgian", 600, False, "georgian", "NotoSansGeorgian-SemiCondensedSemiBold.ttf", "fonts-noto-extra"),
    ("Periplus Hebrew", 400, False, "hebrew", "NotoSansHebrew-SemiCondensed.ttf", "fonts-noto-extra"),
    ("Periplus Hebrew", 600, False, "hebrew", "NotoSansHebrew-SemiCondensedSemiBold.ttf", "fonts-noto-extra"),
    ("Periplus Arabic", 400, False, "arabic", "NotoNaskhArabic-Regular.ttf", "fonts-noto-core"),
    ("Periplus Arabic", 600, False, "arabic", "NotoNaskhArabic-SemiBold.ttf", "fonts-noto-extra"),
]

GENTIUM = "fonts-sil-gentiumplus"
VERSIONS = {"fonts-noto-extra": "20201225-1", "fonts-noto-core": "20201225-1", GENTIUM: "6.101-1"}

# Unicode ranges, both ends included. A character that the source face lacks is left out without a word.
LATIN = [(0x20, 0x7E), (0xA0, 0x17F), (0x186, 0x186), (0x18F, 0x18F), (0x192, 0x192), (0x1C4, 0x1CC), (0x1CD, 0x1DC),
         (0x1E6, 0x1E7), (0x1FA, 0x1FF), (0x218, 0x21B), (0x259, 0x259), (0x2B9, 0x2BF), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
         (0x1E0C, 0x1E0D), (0x1E20, 0x1E21), (0x1E24, 0x1E25), (0x1E2A, 0x1E2B), (0x1E32, 0x1E33), (0x1E62, 0x1E63),
         (0x1E6C, 0x1E6D), (0x1E92, 0x1E93), (0x1E94, 0x1E96), (0x1E9E, 0x1E9E)]
MARKS = [(0x300, 0x304), (0x306, 0x308), (0x30A, 0x30C), (0x323, 0x323), (0x327, 0x328), (0x331, 0x331)]
GREEK = [(0x384, 0x3CE), (0x3D7, 0x3D7)]
POLYTONIC = [(0x1F00, 0x1FFE)]
CYRILLIC = [(0x400, 0x45F), (0x48A, 0x527), (0x52E, 0x52F)]  # with Ukrainian, Ossetic ӕ, Abkhaz ԥ ҩ ҽ
SIGNS = [(0x2007, 0x2007), (0x2009, 0x200B), (0x200E, 0x200F), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022),
         (0x2026, 0x2026), (0x202F, 0x202F), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044),
         (0x2070, 0x2070), (0x2074, 0x207B), (0x2080, 0x2089), (0x20AC, 0x20AC), (0x20BA, 0x20BA), (0x20BD, 0x20BD),
         (0x2116, 0x2116), (0x2122, 0x2122), (0x2212, 0x2212), (0x2248, 0x2248), (0x2264, 0x2265)]
# Spaces, hyphens, and the dotted circle, on which shapers put stray marks.
COMMON = [(0x20, 0x20), (0x2D, 0x2D), (0xA0, 0xA0), (0x2010, 0x2010), (0x25CC, 0x25CC)]

REPERTOIRES = {
    "sans": LATIN + MARKS + GREEK + CYRILLIC + SIGNS,
    "serif": LATIN + MARKS + GREEK + POLYTONIC + CYRILLIC + SIGNS,
    # Noto's Armenian, Georgian and Hebrew faces hold neither Latin letters nor digits: runs are split by script.
    "armenian": COMMON + [(0x531, 0x58F), (0xFB13, 0xFB17)],
    "georgian": COMMON + [(0x10A0, 0x10FF), (0x1C90, 0x1CBF)],
    "hebrew": COMMON + [(0x591, 0x5F4), (0x200C, 0x200F), (0xFB1D, 0xFB4F)],
    "arabic": COMMON + [(0x21, 0x40), (0xAB, 0xBB), (0x600, 0x6FF), (0x200C, 0x200F)],
}

# Height of the bar of ≤ and ≥ above the baseline, how far < and > rise for it, and half the way between the two
# tildes of ≈ (em/1000), as Noto Sans Math has them to within ten units.
SIGN_BAR, SIGN_RISE, TILDE_RISE = 40, 118, 95

# Shaping that every figure needs; stylistic sets, small capitals and old-style figures go.
FEATURES = ["ccmp", "locl", "liga", "rlig", "calt", "isol", "init", "medi", "fina", "curs", "kern", "mark", "mkmk"]

OFL_TEXTS = {
    "OFL-noto.txt": ("fonts-noto-extra", ["Periplus Sans", "Periplus Armenian", "Periplus Georgian", "Periplus Hebrew",
                                          "Periplus Arabic"]),
    "OFL-gentium.txt": ("fonts-sil-gentiumplus", ["Periplus Serif"]),
}


def main(cache, out):
    """Subsets and renames every face of FACES into styles/fonts, which stands beside `out` (geodata/)."""
    folder = out.parent / "styles" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    copyrights = {}
    for family, weight, italic, repertoire, source, package in FACES:
        font = subset_face(member(cache, package, source), REPERTOIRES[repertoire])
        if repertoire == "sans":
            add_signs(font)
        copyrights.setdefault(family, copyright_line(font))
        rename(font, family, weight, italic, source, package)
        font.save(folder / file_name(family, weight, italic))
    for name, (package, families) in OFL_TEXTS.items():
        lines = [f"{family}: {copyrights[family]}" for family in families]
        (folder / name).write_text(licence_text(cache, package, lines), encoding="utf-8")


def catalogue_entries():
    """One entry a font file, in the form of geodata/catalogue.toml."""
    return [
        {
            "file": file_name(family, weight, italic),
            "title": f"{family} {style_name(weight, italic)}",
            "what": f"subset of {source}, renamed",
            "licence": "OFL-1.1",
            "vintage": "Gentium Book Plus 6.101" if package == GENTIUM else "Noto 2020-12-25",
            "source": f"Debian {package} {VERSIONS[package]}, {source}",
            "credit": "SIL International" if package == GENTIUM else "Google, the Noto project",
        }
        for family, weight, italic, _, source, package in FACES
    ]


def subset_face(path, ranges):
    """The face at `path`, cut to the characters of `ranges` and what shaping them needs."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "gasp", "Silt"]
    # The file's own date stays: the same input must give the same bytes.
    options.recalc_timestamp = False
    font = TTFont(path, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={code for first, last in ranges for code in range(first, last + 1)})
    subsetter.subset(font)
    return font


def add_signs(font):
    """Adds − ≤ ≥ ≈, built from the face's own = < > ~, so that their stroke has its weight."""
    equals = font["glyf"][font.getBestCmap()[ord("=")]]
    heights = sorted({y for _, y in equals.coordinates})
    to_axis = (heights[1] - heights[3]) / 2  # brings the upper bar of = to the height of a minus
    to_foot = SIGN_BAR - heights[0]
    add_glyph(font, 0x2212, [("=", to_axis, "upper")])
    add_glyph(font, 0x2264, [("<", SIGN_RISE, None), ("=", to_foot, "lower")])
    add_glyph(font, 0x2265, [(">", SIGN_RISE, None), ("=", to_foot, "lower")])
    add_glyph(font, 0x2248, [("~", TILDE_RISE, None), ("~", -TILDE_RISE, None)])


def add_glyph(font, code, parts):
    """A new glyph for `code` of `parts`: a character to take, how far to raise it, which bar of = alone to take."""
    names, glyphs = font.getBestCmap(), font["glyf"]
    pen = TTGlyphPen(None)
    for character, rise, bar in parts:
        glyph = glyphs[names[ord(character)]]
        contours = TTGlyphPen(None)
        glyph.draw(contours, glyphs)
        part = contours.glyph()
        if bar:
            part = one_contour(part, highest=bar == "upper")
        part.draw(TransformPen(pen, (1, 0, 0, 1, 0, round(rise))), glyphs)
    name = f"uni{code:04X}"
    glyphs[name] = pen.glyph()
    font["hmtx"][name] = font["hmtx"][names[ord(parts[0][0])]]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def one_contour(glyph, highest):
    """The highest (or lowest) contour of a simple glyph, as a glyph."""
    pen, first, contours = TTGlyphPen(None), 0, []
    for last in glyph.endPtsOfContours:
        contours.append(list(glyph.coordinates)[first : last + 1])
        first = last + 1
    chosen = sorted(contours, key=lambda points: max(y for _, y in points))[-1 if highest else 0]
    pen.moveTo(chosen[0])
    for point in chosen[1:]:
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def rename(font, family, weight, italic, source, package):
    """Gives the face its new names, weight, normal width and style bits."""
    style = style_name(weight, italic)
    set_names(font, family, style, source, package)
    bold = weight == 700
    os2 = font["OS/2"]
    os2.usWeightClass, os2.usWidthClass = weight, REGULAR_WIDTH_CLASS
    os2.fsSelection &= ~(FS_ITALIC | FS_BOLD | FS_REGULAR)
    os2.fsSelection |= (FS_BOLD if bold else 0) | (FS_ITALIC if italic else 0)
    if not bold and not italic:
        os2.fsSelection |= FS_REGULAR
    font["head"].macStyle = (MAC_BOLD if bold else 0) | (MAC_ITALIC if italic else 0)


def set_names(font, family, style, source, package):
    """Writes the name table anew: ours, the copyright and the licence as they were, where it comes from."""
    table = font["name"]
    version = re.sub(r";.*", "", table.getDebugName(5)).removeprefix("Version ")
    # Windows' four-style model (names 1 and 2) knows Regular, Italic and Bold only; other weights are families there.
    linked = style in ("Regular", "Italic", "Bold")
    names = {
        0: copyright_line(font),
        1: family if linked else f"{family} {style}",
        2: style if linked else "Regular",
        3: f"{version};{postscript_name(family, style)}",
        4: f"{family} {style}",
        5: f"Version {version}; subset for Periplus",
        6: postscript_name(family, style),
        10: f"Subset of {source} (Debian {package}), renamed.",
        13: "Licensed under the SIL Open Font License, Version 1.1.",
        14: "https://scripts.sil.org/OFL",
        16: family,
        17: style,
    }
    table.names = []
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def copyright_line(font):
    """The face's copyright with its Reserved Font Names, which SIL prints in the licence field only."""
    licence_field = font["name"].getDebugName(13).splitlines()[0]
    return licence_field if licence_field.startswith("Copyright") else font["name"].getDebugName(0)


def style_name(weight, italic):
    """"Regular", "SemiBold", "Italic"…"""
    return "Italic" if italic and weight == 400 else WEIGHT_NAMES[weight] + (" Italic" if italic else "")


def postscript_name(family, style):
    return f"{family}-{style}".replace(" ", "")


def file_name(family, weight, italic):
    """"periplus-sans-semibold.ttf"."""
    return f"{family}-{style_name(weight, italic)}.ttf".lower().replace(" ", "-")


def licence_text(cache, package, copyright_lines):
    """The OFL as the package's own `copyright` file prints it, under the copyright lines of its faces."""
    text = member(cache, package, "copyright").read_text(encoding="utf-8")
    start = re.search(r"^ PREAMBLE", text, re.M).start()
    end = text.find("\nLicense:", start)
    body = text[start : end if end > 0 else None]
    body = "\n".join(line[1:].rstrip() if line.strip() != "." else "" for line in body.splitlines())
    head = "\n".join(copyright_lines)
    return (
        f"{head}\n\nThis Font Software is licensed under the SIL Open Font License, Version 1.1, copied below.\n\n"
        f"SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007\n\n{body.strip()}\n"
    )
