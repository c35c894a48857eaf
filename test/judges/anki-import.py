"""Looks at decks as Anki does, and prints what it saw as JSON.

    python anki-import.py FIRST.apkg [NEXT.apkg|NEXT.txt ...]

(Not anki.py: that name would hide Anki itself.)

The packages are imported one after the other into one new collection, with
the options Anki's own dialog has by default. With --answer N, N cards are
answered after the first import; with --forget, all notes and decks are removed
then. With --render, every card's two sides are printed. Texts are imported with
what their own first lines say. With --presets, the box for deck presets is ticked.
"""

import argparse
import html
import json
import os
import re
import sys
import tempfile

from anki import import_export_pb2 as pb
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

STYLE = re.compile(r"^<style>.*?</style>", re.S)
OWN_SOUND = re.compile(r"rv-[0-9a-f]{32}\.(?:mp3|ogg|opus|m4a|wav|flac)")
LISTS = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")


def add_text(col, path):
    metadata = col.get_csv_metadata(path=os.path.abspath(path), delimiter=None)
    log = col.import_csv(pb.ImportCsvRequest(path=os.path.abspath(path), metadata=metadata)).log
    found = {name: len(getattr(log, name)) for name in (*LISTS, "first_field_match") if hasattr(log, name)}
    found["updated_guids"] = sorted(col.get_note(n.id.nid).guid for n in log.updated)
    found["new_guids"] = sorted(col.get_note(n.id.nid).guid for n in log.new)
    columns = {"guid": metadata.guid_column, "notetype": metadata.notetype_column, "deck": metadata.deck_column, "tags": metadata.tags_column}
    return {**found, "found_notes": log.found_notes, "html": metadata.is_html, "columns": columns, "labels": list(metadata.column_labels)}


def forget(col):
    """Leaves the note types, and nothing else."""
    col.remove_notes(col.find_notes(""))
    col.decks.remove([d.id for d in col.decks.all_names_and_ids() if d.id != 1])


def add(col, path, presets):
    if path.endswith(".txt"):
        return add_text(col, path)
    newer = pb.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER
    options = ImportAnkiPackageOptions(
        merge_notetypes=False,
        update_notes=newer,
        update_notetypes=newer,
        with_scheduling=False,
        with_deck_configs=presets,
    )
    request = ImportAnkiPackageRequest(package_path=os.path.abspath(path), options=options)
    log = col.import_anki_package(request).log
    # Python keeps note types that it was asked for, and does not see that they changed.
    col.models._clear_cache()
    found = {name: len(getattr(log, name)) for name in LISTS if hasattr(log, name)}
    found["updated_guids"] = sorted(col.get_note(n.id.nid).guid for n in log.updated)
    found["new_guids"] = sorted(col.get_note(n.id.nid).guid for n in log.new)
    return {**found, "found_notes": log.found_notes}


def answer(col, count):
    """Answers cards in the order of study and gives their ids in that order."""
    roots = [d.id for d in col.decks.all_names_and_ids() if "::" not in d.name and d.id != 1]
    done = []
    for root in roots:
        col.decks.select(root)
        while len(done) < count:
            card = col.sched.getCard()
            if card is None:
                break
            col.sched.answerCard(card, 4)
            done.append(card.id)
    return done


def order(col):
    """Codes in the order Anki would show new cards, deck by deck."""
    cards = [col.get_card(i) for i in col.find_cards("")]
    names = {d.id: d.name for d in col.decks.all_names_and_ids()}
    cards.sort(key=lambda c: (names[c.did], c.due, c.ord))
    return [{"deck": names[c.did], "code": col.get_note(c.nid).fields[0], "ord": c.ord, "due": c.due} for c in cards]


def compared(col, note, reply):
    """What Anki puts in the place of `[[type:Field]]` once a learner has typed with a slip or two."""
    field = re.search(r"\[\[type:([^\]:]+)\]\]", reply)
    if not field:
        return None
    expected = html.unescape(re.sub(r"<[^>]*>", "", note[field[1]]))
    return col.compare_answer(expected, expected[:3] + expected[4:-1] + "xy")


def faces(col, render):
    result, broken = [], []
    for cid in col.find_cards(""):
        card = col.get_card(cid)
        question, reply = card.question(), card.answer()
        both = question + reply
        if not question or not reply or "templates/errors" in both or "unknown field" in both.lower():
            broken.append({"card": cid, "question": question[:300], "answer": reply[:300]})
        played = [getattr(t, "filename", "speech") for t in card.question_av_tags() + card.answer_av_tags()]
        if not all(OWN_SOUND.fullmatch(name) for name in played):
            broken.append({"card": cid, "av": played})
        if render:
            note = card.note()
            result.append({
                "code": note.fields[0],
                "guid": note.guid,
                "ord": card.ord,
                "type": note.note_type()["name"],
                "question": STYLE.sub("", question),
                "answer": STYLE.sub("", reply),
                "css": note.note_type()["css"],
                "played": played,
                "compared": compared(col, note, reply),
            })
    return result, broken


def state(col):
    return {
        "notes": sorted([n.guid, n.mid, n.mod, " ".join(n.tags), "\x1f".join(n.fields)] for n in map(col.get_note, col.find_notes(""))),
        "cards": sorted([c.nid, c.ord, c.did, c.type, c.queue, c.due, c.ivl, c.reps] for c in map(col.get_card, col.find_cards(""))),
        "types": sorted([n.name, n.id] for n in col.models.all_names_and_ids()),
    }


def schema(col, stock):
    """What a note type is matched by: its id, and the ids and order of its fields and templates."""
    return {
        m.name: {
            "id": m.id,
            "fields": [[f["name"], f["id"]] for f in col.models.get(m.id)["flds"]],
            "templates": [[t["name"], t["id"]] for t in col.models.get(m.id)["tmpls"]],
        }
        for m in col.models.all_names_and_ids()
        if m.id not in stock
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("packages", nargs="+")
    parser.add_argument("--answer", type=int, default=0)
    parser.add_argument("--render", action="store_true")
    parser.add_argument("--presets", action="store_true")
    parser.add_argument("--forget", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(os.path.join(folder, "collection.anki2"))
        stock = {n.id for n in col.models.all_names_and_ids()}
        report = {"imports": [], "reviewed": [], "reviews_kept": True}
        before = {}
        for index, path in enumerate(options.packages):
            earlier = state(col)
            entry = add(col, path, options.presets)
            entry["schema"] = schema(col, stock)
            entry["changed"] = state(col) != earlier
            report["imports"].append(entry)
            kept = {c: [col.get_card(c).reps, col.get_card(c).ivl, col.get_card(c).did] for c in before}
            report["reviews_kept"] = report["reviews_kept"] and kept == before
            if index == 0:
                report["order"] = order(col)
                report["reviewed"] = [col.get_card(i).note().fields[0] for i in answer(col, options.answer)]
                reviewed = col.find_cards("-is:new")
                before = {c: [col.get_card(c).reps, col.get_card(c).ivl, col.get_card(c).did] for c in reviewed}
                if options.forget:
                    forget(col)
        report["final_order"] = order(col)
        report["faces"], report["broken"] = faces(col, options.render)
        report["notes"] = len(col.find_notes(""))
        report["cards"] = len(col.find_cards(""))
        used = {col.get_note(n).mid for n in col.find_notes("")}
        report["types"] = {
            m.name: {
                "id": m.id,
                "fields": [f["name"] for f in col.models.get(m.id)["flds"]],
                "templates": [t["name"] for t in col.models.get(m.id)["tmpls"]],
                "notes": len(col.find_notes(f"mid:{m.id}")),
                "cards": len(col.find_cards(f"mid:{m.id}")),
            }
            for m in col.models.all_names_and_ids()
            if m.id in used or m.id not in stock
        }
        report["decks"] = {
            d.name: {
                "cards": len(col.decks.cids(d.id)),
                "desc": col.decks.get(d.id)["desc"],
                "preset": col.decks.config_dict_for_deck_id(d.id)["name"],
            }
            for d in col.decks.all_names_and_ids()
        }
        report["tags"] = col.tags.all()
        report["media_folder"] = sorted(os.listdir(col.media.dir()))
        media = col.media.check()
        report["media"] = {"missing": sorted(media.missing), "unused": sorted(media.unused), "report": media.report}
        report["empty_cards"] = sum(len(n.card_ids) for n in col.get_empty_cards().notes)
        text, ok = col.fix_integrity()
        report["integrity"] = {"ok": ok, "text": text}
        col.close()
    json.dump(report, sys.stdout)


main()
