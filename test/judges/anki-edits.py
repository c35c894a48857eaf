"""Imports editions of a deck as learners do, and prints what became of their progress as JSON.

    python anki-edits.py PLAN.json

The plan is {"first": APKG, "own": CODE, "rows": {NAME: [APKG, ...]}}. A learner
imports the first edition, answers every other card and edits the field Answer
of the note of that code. Each row begins from a copy of that collection and
imports its editions in turn, with the options that Anki's own dialog has by
default.
"""

import json
import os
import re
import shutil
import sys
import tempfile

from anki import import_export_pb2 as pb
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

OWN = "<p>in my own words</p>"


def add(col, path):
    newer = pb.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER
    options = ImportAnkiPackageOptions(
        merge_notetypes=False,
        update_notes=newer,
        update_notetypes=newer,
        with_scheduling=False,
        with_deck_configs=False,
    )
    log = col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options)).log
    guids = lambda some: sorted(col.get_note(entry.id.nid).guid for entry in some)
    return {"new": guids(log.new), "updated": guids(log.updated), "conflicting": len(log.conflicting)}


def progress(col):
    """All that reviewing left: of each answered card, and the log."""
    cards = {}
    for cid in col.find_cards("-is:new"):
        c = col.get_card(cid)
        cards[cid] = [c.nid, c.ord, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses]
    return {"cards": cards, "log": col.db.all("select * from revlog order by id")}


def asked(col):
    """What each answered card of a cloze asks for; nothing where its gap is gone."""
    texts = {}
    for cid in col.find_cards("-is:new"):
        card = col.get_card(cid)
        # Without a look at the note type: Anki would remember it past the import.
        fields = col.db.scalar("select flds from notes where id = ?", card.nid)
        gap = re.search(r"\{\{c%d::(.*?)\}\}" % (card.ord + 1), fields)
        if gap:
            texts[cid] = gap.group(1)
    return texts


def note_of(col, code):
    (nid,) = col.find_notes(f"Code:{code}")
    return col.get_note(nid)


def begin(folder, first, own):
    col = Collection(os.path.join(folder, "collection.anki2"))
    add(col, first)
    for cid in sorted(col.find_cards(""))[::2]:
        card = col.get_card(cid)
        card.start_timer()
        col.sched.answerCard(card, 4)
    note = note_of(col, own)
    note["Answer"] = OWN
    col.update_note(note)
    answered = len(col.find_cards("-is:new"))
    col.close()
    return answered


def row(folder, packages, own):
    col = Collection(os.path.join(folder, "collection.anki2"))
    before, meant = progress(col), asked(col)
    imports = [add(col, path) for path in packages]
    after, now = progress(col), asked(col)
    notes = [col.get_note(n) for n in col.find_notes("")]
    codes = [n.fields[0] for n in notes]
    text, ok = col.fix_integrity()
    report = {
        "imports": imports,
        "kept": sum(after["cards"].get(cid) == card for cid, card in before["cards"].items()),
        "log_kept": after["log"] == before["log"],
        "remeant": sum(now.get(cid, text) != text for cid, text in meant.items()),
        "doubled": len(codes) - len(set(codes)),
        "own_kept": note_of(col, own)["Answer"] == OWN,
        "retired": sorted(n.fields[0] for n in notes if "retired" in n.tags and n["Notice"] != ""),
        "notices": sum(n["Notice"] != "" for n in notes),
        "notes": {n.fields[0]: "\n".join(n.fields) for n in notes},
        "decks": {n.fields[0]: col.decks.name(n.cards()[0].did) for n in notes},
        "tops": sorted({d.name.split("::")[0] for d in col.decks.all_names_and_ids()}),
        "types": len({n.mid for n in notes}),
        "css": " ".join(m["css"] for m in col.models.all()),
        "templates": " ".join(t["afmt"] for m in col.models.all() for t in m["tmpls"]),
        "media": sorted(os.listdir(col.media.dir())),
        "empty_cards": sum(len(n.card_ids) for n in col.get_empty_cards().notes),
        "integrity": ok,
    }
    col.close()
    return report


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        plan = json.load(file)
    with tempfile.TemporaryDirectory() as folder:
        base = os.path.join(folder, "base")
        os.mkdir(base)
        result = {"answered": begin(base, plan["first"], plan["own"]), "rows": {}}
        for index, (name, packages) in enumerate(plan["rows"].items()):
            own = os.path.join(folder, str(index))
            shutil.copytree(base, own)
            result["rows"][name] = row(own, packages, plan["own"])
            shutil.rmtree(own)
    json.dump(result, sys.stdout)


main()
