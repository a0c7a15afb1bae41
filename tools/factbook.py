"""geodata/claims-factbook.toml: the breadths that The World Factbook states, of every state and dependency with a coast.

In:  names/factbook.toml (each row as printed, and rulings on what is not plain), claims.toml, which stands before it.
Out: [[claim]] and [[caveat]] tables in the form of claims.toml; as comments, where the two differ and what became of each row.
"""

import json
import re
import tomllib
from pathlib import Path

HAND = Path(__file__).with_name("names") / "factbook.toml"
FILE = "claims-factbook.toml"
KINDS = ("territorial-sea", "contiguous-zone", "exclusive-economic-zone")
TERRITORIAL, _, ECONOMIC = KINDS
PLAIN = re.compile(r"(\d+) nm")
LANDLOCKED = re.compile(r"none \((doubly )?landlocked\)")
NO_LAW = "not named by the source"
HEAD = """\
# Written by tools/factbook.py from tools/names/factbook.toml, in the form that the head of claims.toml describes.
#
# What {edition}, states of every state and dependency with a coast. It has no laws and no first days, and is wrong in places:
# claims.toml stands before it. A state's claim of a kind is here only where claims.toml has none of that kind, or has it in
# seas that are named; then it is here outside of those.
"""


def main(cache, out):
    """Writes the table."""
    (out / FILE).write_text(written(out), encoding="utf-8")


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": FILE,
            "title": "Claimed breadths after The World Factbook",
            "what": "breadths of territorial seas, contiguous and exclusive economic zones of every state and dependency with a "
            "coast, for which claims.toml has none",
            "licence": "LicenseRef-public-domain",
            "vintage": "17 May 2026",
            "source": "The World Factbook, snapshot of 17 May 2026: tools/names/factbook.toml",
            "credit": "Claims: The World Factbook, 17 May 2026",
        }
    ]


def written(out):
    """The table as text."""
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))
    read = tomllib.loads((out / "claims.toml").read_text(encoding="utf-8"))
    book = Book(hand, read["claim"])
    for row in hand["row"]:
        book.enter(row)
    book.finish()
    head = HEAD.format(edition=hand["edition"])
    parts = [head, *map(table("claim"), book.claims), *map(table("caveat"), book.caveats)]
    text = "\n".join(parts)
    text += comment("Where claims.toml has it otherwise on that day, and stands", book.differences)
    return text + comment("Every row of the source, and what became of it", book.fates)


def table(kind):
    """Writes tables of a kind; JSON's strings and numbers are TOML's too."""

    def value(it):
        return it.isoformat() if hasattr(it, "isoformat") else json.dumps(it, ensure_ascii=False)

    return lambda it: f"[[{kind}]]\n" + "".join(f"{key} = {value(it[key])}\n" for key in it)


def comment(title, lines):
    """Lines as a comment with a title."""
    return f"\n# {title}:\n#\n" + "".join(f"#   {line}\n" for line in lines)


class Book:
    """The claims and caveats of the rows entered so far, and what became of each row."""

    def __init__(self, hand, read):
        """Of a hand-written table and the claims that stand before it."""
        self.edition, self.rows = hand["edition"], hand["row"]
        self.days = {"stated_on": hand["stated_on"], "assumed_from": hand["assumed_from"]}
        self.rulings = {(ruling["place"], ruling["kind"]): ruling for ruling in hand["ruling"]}
        self.read = [it for it in read if valid(it, hand["stated_on"])]
        self.ever_read = {(it["state"], it["kind"]) for it in read}
        self.only_in_seas = {}
        for it in read:
            self.only_in_seas.setdefault((it["state"], it["kind"]), []).append(it.get("sea"))
        self.claims, self.caveats, self.differences, self.fates = [], [], [], []
        self.used = set()

    def enter(self, row):
        """Enters what a row says, under each code that it means."""
        fates = []
        for state in [row.get("state") or row["of"], *row.get("also", [])]:
            for kind in KINDS:
                if kind in row:
                    fates.append(self.field(row, state, kind))
            if "of" not in row:
                fates += self.beside(row, state)
        note = row.get("note", "")
        if not fates:
            fates = [note if LANDLOCKED.fullmatch(note) else f"no claim: {note or 'nothing is said'}"]
        place = f"{row['name']} ({row['meant']})" if "meant" in row else row["name"]
        codes = ", ".join([row.get("state") or f"of {row['of']}", *row.get("also", [])])
        self.fates.append(f"{place} ({codes}): {'; '.join(dict.fromkeys(fates))}")

    def field(self, row, state, kind):
        """Enters a row's words on one kind of zone; what became of them."""
        says, ruling = row[kind], self.rulings.get((row["name"], kind))
        self.used.add((row["name"], kind))
        plain = PLAIN.fullmatch(says)
        seas = self.only_in_seas.get((state, kind), [])
        if (seas and None in seas) or (ruling and "covered" in ruling):
            self.compare(row, state, kind)
            return f"{kind}: claims.toml has it"
        if ruling is None and not plain:
            raise SystemExit(f"error: {HAND.name}: {row['name']}, {kind}: no ruling on “{says}”")
        if ruling is None and "of" in row:
            return self.as_its_state(row, kind)
        if ruling is None and kind != TERRITORIAL and int(plain[1]) <= self.territorial(row):
            territorial = self.territorial(row)
            self.caveat(state, kind, says, f"not drawn: no wider than the territorial sea of {territorial} nm, it has no waters")
            return f"{kind}: left out, no wider than the territorial sea"
        entered = [{"breadth_nm": int(plain[1])}] if ruling is None else ruling["claims"]
        notes = [] if plain else [f"the source: “{says}”"]
        if ruling and state in row.get("also", []) and "also" in ruling:
            entered = ruling["also"]
        elif ruling and "note" in ruling:
            notes.append(ruling["note"])
        if kind == TERRITORIAL and "territorial sea" in row.get("note", ""):
            notes.append(row["note"].removeprefix("note: "))
        for claim in entered:
            outside = sorted({*claim.get("outside", []), *filter(None, seas)})
            self.claim(state, kind, {**claim, "outside": outside}, "; ".join(notes))
        if ruling and "drawn" in ruling:
            self.caveat(state, kind, f"{row['name']}: {says}" if "of" in row else says, ruling["drawn"])
        breadths = " and ".join(place_of(claim) for claim in entered)
        return f"{kind}: {breadths}" if entered else f"{kind}: left out, a figure says so"

    def as_its_state(self, row, kind):
        """What a place without a code says has to be what the state says that its land is of."""
        mine = PLAIN.fullmatch(row[kind])[1]
        if not any(own.get("state") == row["of"] and own.get(kind, "").split(" ")[0] == mine for own in self.rows):
            raise SystemExit(f"error: {HAND.name}: {row['name']}, {kind}: not what {row['of']} has, and no ruling")
        return f"{kind}: as {row['of']}"

    def territorial(self, row):
        """The breadth of a row's territorial sea; 0 where it has none."""
        found = PLAIN.match(row.get(TERRITORIAL, ""))
        return int(found[1]) if found else 0

    def beside(self, row, state):
        """Caveats of what a row says besides its breadths."""
        note, known = row.get("note", ""), self.ever_read
        if "archipelagic" in note and (state, TERRITORIAL) not in known:
            self.caveat(state, TERRITORIAL, note.removeprefix("note: "), "drawn from the coast: the bundled data have no such baselines")
            yield "baselines: a figure says so"
        for key, zone in (("fishing-zone", "exclusive fishing zone: "), ("other", "")):
            plain = PLAIN.fullmatch(row.get(key, ""))
            if plain and int(plain[1]) <= self.territorial(row):
                yield f"{key}: no wider than the territorial sea"
            elif key in row and ECONOMIC not in row and (state, ECONOMIC) not in known:
                self.caveat(state, ECONOMIC, zone + row[key], "not drawn: that is no economic zone, and none is stated")
                yield f"{key}: no economic zone, a figure says so"
        silent = not any(kind in row or (state, kind) in known for kind in KINDS)
        if silent and note and not LANDLOCKED.fullmatch(note):
            self.caveat(state, TERRITORIAL, note, "nothing is drawn")
            yield "no breadth: a figure says so"

    def claim(self, state, kind, claim, note):
        """Enters a claim."""
        it = {"state": state, "kind": kind, **claim, **self.days, "law": NO_LAW, "source": self.edition, "confidence": "factbook"}
        it |= {"note": note} if note else {}
        self.claims.append({key: value for key, value in it.items() if value != []})

    def caveat(self, state, kind, says, drawn):
        """Enters what no breadth says."""
        it = {"state": state, "kind": kind, "says": says, "drawn": drawn, "source": self.edition}
        self.caveats.append({**it, "assumed_from": self.days["assumed_from"]})

    def compare(self, row, state, kind):
        """Notes where a row and claims.toml differ."""
        own = [it for it in self.read if (it["state"], it["kind"]) == (state, kind)]
        theirs = [place_of(it) for it in own]
        if not (PLAIN.fullmatch(row[kind]) and {str(it["breadth_nm"]) for it in own} == {row[kind].removesuffix(" nm")}):
            self.differences.append(f"{state}, {kind}: the source “{row[kind]}”, claims.toml {' and '.join(theirs) or 'none'}")

    def finish(self):
        """Notes what the source does not have at all; no ruling may be left over."""
        left = self.rulings.keys() - self.used
        if left:
            raise SystemExit(f"error: {HAND.name}: rulings on nothing: {sorted(left)}")
        said = {(code, kind) for row in self.rows for code in [row.get("state")] for kind in KINDS if kind in row}
        for state, kind in sorted({(it["state"], it["kind"]) for it in self.read} - said):
            theirs = [place_of(it) for it in self.read if (it["state"], it["kind"]) == (state, kind)]
            self.differences.append(f"{state}, {kind}: the source none, claims.toml {' and '.join(theirs)}")


def valid(claim, day):
    """Whether a claim holds on a day."""
    return claim.get("valid_from", day) <= day and day < claim.get("valid_to", day.max)


def place_of(claim):
    """A claim's breadth and where it holds, in words."""
    where = f" in {claim['sea']}" if "sea" in claim else ""
    outside = f" outside of {', '.join(claim['outside'])}" if claim.get("outside") else ""
    return f"{claim['breadth_nm']} nm{where}{outside}"
