"""The local form of a place's name, picked out of GeoNames' alternate names, which come without a language.

In:  a place's Latin name, its alternate names, a language.
Out: the alternate name in that language's script that spells the Latin name best, or None.

Rule: an alternate counts when every letter of it belongs to the language's alphabet; it is spelt in Latin letters
(a table a script; the abjads by consonants alone) and compared with the Latin names. The best wins if it is near
enough; of equals the shorter, then the first in the alphabet. So Ηράκλειο is taken for Irákleio, not Χάνδαξ.
Of Cyrillic equals the longer is taken: the sign ь that Russian and Ukrainian keep is what the others leave out.
Not here: Russian against Ukrainian or Bulgarian. The alphabets overlap, so a Cyrillic language is asked for only
where it is the country's own. What the rule gets wrong is set right by hand in names/places.toml.
"""

import unicodedata
from difflib import SequenceMatcher

# Share of letters that must agree. High for Arabic, whose alternates are mixed with Persian, Urdu and Kurdish ones.
NEAR_ENOUGH = {"ar": 0.75, "fa": 0.55, "he": 0.55}
NEAR_ENOUGH_ELSEWHERE = 0.6

# Endings that give away another language written in the same letters.
FOREIGN_ENDINGS = {"ru": ("ськ", "ске"), "ar": ("ه", "ى"), "fa": ("ة", "ى")}
CASED = ("el", "hy", "ru", "uk", "bg", "mk", "sr")


def table(letters, spellings):
    return dict(zip(letters.split(), spellings.split(), strict=True))


GREEK = table(
    "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω",
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
)
RUSSIAN = table(
    "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch · y · e yu ya",
)
UKRAINIAN = {**RUSSIAN, **table("г ґ є и і ї й ю я ’ '", "h g ye y i yi y yu ya · ·")}
for letter in "ёъыэ":
    del UKRAINIAN[letter]
BULGARIAN = {**RUSSIAN, **table("х щ ъ", "h sht a")}
for letter in "ёыэ":
    del BULGARIAN[letter]
MACEDONIAN = table(
    "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "a b v g d gj e zh z dz i j k l lj m n nj o p r s t kj u f h c ch dzh sh",
)
SERBIAN = table(
    "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    "a b v g d dj e zh z i j k l lj m n nj o p r s t c u f h c c dz s",
)
ARMENIAN = table(
    "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք և օ ֆ",
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k ev o f",
)
GEORGIAN = table(
    "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)
# Vowel letters spell nothing ("·"): the Latin side loses its vowels, w and y too.
ARABIC = table(
    "ا أ إ آ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه ة و ي ى ئ ؤ ء",
    "· · · · b t t j h k d d r z s s s d t z · g f k k l m n h · · · · · · ·",
)
PERSIAN = {**ARABIC, **table("پ چ ژ گ ک ی", "p c z g k ·")}
for letter in "أإ":
    del PERSIAN[letter]
HEBREW = table(
    "א ב ג ד ה ו ז ח ט י כ ך ל מ ם נ ן ס ע פ ף צ ץ ק ר ש ת",
    "· b g d · · z h t · k k l m m n n s · p p z z k r s t",
)

ALPHABETS = {
    "el": GREEK,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "bg": BULGARIAN,
    "mk": MACEDONIAN,
    "sr": SERBIAN,
    "hy": ARMENIAN,
    "ka": GEORGIAN,
    "ar": ARABIC,
    "fa": PERSIAN,
    "he": HEBREW,
}
ABJADS = ("ar", "fa", "he")
SEPARATORS = " -"


def pick(language, names, alternates):
    """The alternate in `language` that spells one of the Latin `names` best, or None."""
    alphabet = ALPHABETS[language]
    known = [alternate for alternate in alternates if in_language(alternate, language)]
    wanted = [skeleton(plain(name), language) for name in names]
    longer_first = -1 if language in ("ru", "uk") else 1
    ranked = sorted(
        (-likeness(spell(alternate, alphabet), wanted), longer_first * len(alternate), alternate) for alternate in known
    )
    if not ranked or -ranked[0][0] < NEAR_ENOUGH.get(language, NEAR_ENOUGH_ELSEWHERE):
        return None
    return ranked[0][2]


def in_language(text, language):
    """Whether the text is a name in the language's letters, capitalised where the script has capitals."""
    if not text.strip() or not is_in_alphabet(text, language):
        return False
    if text.endswith(FOREIGN_ENDINGS.get(language, ())):
        return False
    return language not in CASED or text[0].isupper()


def is_in_alphabet(text, language):
    """Whether every letter of the text is of the language's alphabet."""
    return all(letter in ALPHABETS[language] or letter in SEPARATORS for letter in without_marks(text.lower()))


def spell(text, alphabet):
    """The text in Latin letters."""
    lower = text.lower().replace("ու", "u").replace("ου", "u")
    return "".join(alphabet.get(letter, " ") for letter in without_marks(lower)).replace("·", "")


def likeness(spelling, wanted):
    """The share of letters in which the spelling agrees with the nearest of the wanted ones."""
    return max(SequenceMatcher(None, spelling, latin, autojunk=False).ratio() for latin in wanted)


def skeleton(latin, language):
    """The Latin name as an alphabet without vowels would write it, or as it is."""
    if language not in ABJADS:
        return latin
    for pair, letter in (("kh", "h" if language == "he" else "k"), ("sh", "s"), ("ch", "c"), ("gh", "g"), ("th", "t"),
                         ("dh", "d"), ("ph", "f"), ("ts", "z"), ("q", "k"), ("v", "b" if language == "he" else "v")):
        latin = latin.replace(pair, letter)
    return "".join(letter for letter in latin if letter not in "aeiouwy'-")


def plain(latin):
    """Lower case without diacritics and quotes: the bare letters."""
    bare = without_marks(latin.lower().replace("ı", "i").replace("ə", "a"))
    return "".join(letter for letter in bare if letter not in "‘’'`ʼ-")


def without_marks(text):
    """The text without accents; й and ї, letters of their own, stay whole."""
    kept = []
    for letter in text:
        whole = letter in "йїёѓќ" or not unicodedata.normalize("NFD", letter)[1:]
        kept.append(letter if whole or "֐" <= letter <= "ۿ" else unicodedata.normalize("NFD", letter)[0])
    return "".join(kept)
