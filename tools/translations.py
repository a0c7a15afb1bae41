"""Names of GeoNames' towns by language: those of its alternate names that bear the tag of the language.

In:  the messages of Debian's libgeonames-common, a catalogue a language, from GeoNames number to name; names/exonyms.toml.
Out: the names of a town by language, where they can stand on a map.

Which names: every letter is of the language's alphabet; what stands after a comma (a unit that the town lies in) and a last
word in brackets (what it is) are cut off; one that begins with the word for a unit is the unit's. Chinese ones lose the word
for a town, and stand only in the simplified characters.
A name has to sound like the town's English or own one: of renamed towns GeoNames has the former name under the same tag, and
of many the name of another place. Sounding alike is the mean of two shares that agree: of the letters of its spelling in
Latin, and of its consonants in classes. Names that do not (Ratisbonne) are those listed in names/exonyms.toml.
What no tag tells is picked by its letters, in the region, where those are no other language's.
Of disputed land nothing is asked: whose the name is, no tag says.
"""

import gettext
import itertools
import re
import tomllib
import unicodedata
from difflib import SequenceMatcher
from functools import cache as remember
from pathlib import Path

import alternate_names
from fetch import member
from window import touches

PACKAGE = "libgeonames-common"
HAND = Path(__file__).with_name("names") / "exonyms.toml"

# Those of the region, and those of the United Nations; of Chinese the catalogue of the mainland first.
LANGUAGES = {
    **{language: (language,) for language in ("ar", "az", "el", "es", "fa", "fr", "he", "hy", "ka", "ku", "ru", "tr", "uk")},
    "zh": ("zh_CN", "zh"),
}
# Languages of the region whose letters are no other's: a name without a tag can be told by them (alternate_names.py).
ALONE = ("el", "hy", "ka", "he")
# Letters besides a to z.
LATIN = {
    "az": "çəğıöşüâ", "es": "áéíñóúü", "fr": "àâæçèéêëîïôœùûüÿ", "ku": "çêîşû", "tr": "âçğıîöşüû",
}  # fmt: skip
# The mean share that must agree. Of French, Spanish and Kurdish names few are another place's or a former one.
ALIKE = {"es": 0.5, "fr": 0.5, "ku": 0.0}
ALIKE_ELSEWHERE = 0.6

SURPLUS = re.compile(r"\s*\(.*\)$|\s*[,،٬、/].*$")
UNSEEN = re.compile("[\u200b\u200e\u200f\u00ad]|[\u064b-\u0652](?=.)")
# Names of units, and of languages, which stand for names here and there.
UNITS = re.compile(
    "(Provincia|Distrito|Municipio|Condado|Departamento|Área metropolitana|Préfecture|Province|District|Commune|Canton|Xian) d"
    "|.* (County Borough|Belediyesi|ili|rayonu|Էմիրություն|շրջան|პროვინცია|თემი)$|(Ґміна|Гміна|Город-де-)"
    "|(استان|محافظة|מחוז|Municipio) |(Հայերեն|ქართული)$"
)
HAN = re.compile("[一-鿿·]+")
KINDS = re.compile("(?<=..)(特别市|自治市|直辖市|市|县|镇)$")

# Consonants that one language writes for what another has: lips, teeth, hisses, throat; l, r, m and n stand for themselves.
CLASSES = {
    **dict.fromkeys("bpfvw", "b"), **dict.fromkeys("td", "d"), **dict.fromkeys("szcjx", "s"), **dict.fromkeys("kgqh", "k"),
    "l": "l", "r": "r", "m": "n", "n": "n",
}  # fmt: skip
PAIRS = [("tsch", "s"), ("sch", "s"), ("tch", "s"), ("dzh", "s"), ("dz", "s"), ("ts", "s"), ("tz", "s"), ("ch", "s"), ("sh", "s"),
         ("zh", "s"), ("kh", "k"), ("gh", "k"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k")]  # fmt: skip
# Letters that one language speaks as a hiss, another in the throat.
READINGS = [str.maketrans("cgjx", "".join(reading)) for reading in itertools.product("ck", "gs", "jk", "xk")]
GREEK_PAIRS = [("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng"), ("τζ", "j"), ("τσ", "ts")]


def names(cache, town):
    """Language to name of a town of GeoNames."""
    number = town["geonameid"]
    if number in by_hand()["former"]:
        return {}
    result = {}
    for language, catalogues in LANGUAGES.items():
        name = cleaned(told(cache, number, *catalogues), language)
        if name and (is_exonym(number, language) or sounds_alike(name, town["name"], language)):
            result[language] = name
        elif language in ALONE and is_of_region(town):
            result[language] = alternate_names.pick(language, [town["name"]], town["alternatenames"])
    return {language: name for language, name in result.items() if name}


def is_of_region(town):
    """Whether the town lies in the region, whose languages are to be complete."""
    return touches((town["longitude"], town["latitude"], town["longitude"], town["latitude"]))


def told(cache, number, *catalogues):
    """The name in the first of the catalogues that has one, else nothing."""
    return next((name for tag in catalogues if (name := catalogue(cache, tag).get(str(number)))), "")


@remember
def catalogue(cache, tag):
    """GeoNames number to name."""
    path = member(cache, PACKAGE, f"{tag}/LC_MESSAGES/geonames.mo")
    with path.open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)


@remember
def by_hand():
    """The lists of names/exonyms.toml."""
    return tomllib.loads(HAND.read_text(encoding="utf-8"))


def is_exonym(number, language):
    """Whether the town's name in a language is its name, though it sounds unlike."""
    return number in by_hand()["all"] or number in by_hand().get(language, ())


def cleaned(told, language):
    """The bare name; none if it is not written in the language, or is that of a unit."""
    name = SURPLUS.sub("", UNSEEN.sub("", unicodedata.normalize("NFC", told))).strip().replace("ʼ", "’")
    if language == "zh":
        name = KINDS.sub("", name)
        return name if HAN.fullmatch(name) and is_simplified(name) else None
    if language == "fa":
        name = name.replace("ي", "ی").replace("ك", "ک")
    return name if name and is_written_in(name, language) and not UNITS.match(name) else None


def is_simplified(name):
    """Whether the character set of the mainland has all characters."""
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def is_written_in(name, language):
    """Whether every letter is of the language's alphabet, and the first is a capital where there are capitals."""
    if language in (*LATIN, *alternate_names.CASED) and not name[0].isupper():
        return False
    letters = re.sub("[ ’'.\u200c-]", "", name)
    if language not in LATIN:
        return alternate_names.is_in_alphabet(letters, language)
    low = letters.replace("İ", "i").lower()
    return all(letter.isascii() and letter.isalpha() or letter in LATIN[language] for letter in low)


def sounds_alike(name, known, language):
    """Whether a name is near enough to one in Latin letters."""
    if language == "zh":
        return True
    return likeness(latin(name, language), alternate_names.plain(known), language) >= ALIKE.get(language, ALIKE_ELSEWHERE)


def latin(name, language):
    """The name in bare Latin letters."""
    if language in LATIN:
        return alternate_names.plain(name)
    low = name.lower()
    if language == "el":
        low = alternate_names.without_marks(low)
        for pair, letter in GREEK_PAIRS:
            low = low.replace(pair, letter)
    alphabet = alternate_names.ALPHABETS[language]
    return alternate_names.spell(low, {**{letter: letter for letter in "abcdefghijklmnopqrstuvwxyz"}, **alphabet})


def likeness(spelling, other, language):
    """The mean of the shares of letters and of consonants that agree."""
    bare, latin_letters = re.sub("[^a-z]", "", spelling), re.sub("[^a-z]", "", other)
    heard = consonants(bare)
    alike = max(share(heard, consonants(latin_letters.translate(reading))) for reading in READINGS)
    return (share(bare, alternate_names.skeleton(latin_letters, language)) + alike) / 2


def share(one, other):
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def consonants(spelling):
    """The classes of the consonants, of doubled ones one."""
    for pair, letter in PAIRS:
        spelling = spelling.replace(pair, letter)
    classes = "".join(CLASSES.get(letter, "") for letter in spelling)
    return re.sub(r"(.)\1", r"\1", classes)
