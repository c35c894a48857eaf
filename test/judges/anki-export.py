"""Makes a collection as a person would, and exports it as Anki does.

    python anki-export.py FOLDER [DECK.apkg]

Without a package, notes of Anki's own note types are added; with one, it is
imported and its first card answered. Writes FOLDER/legacy.apkg and
FOLDER/newest.apkg, and prints what the notes are as JSON.
"""

import json
import os
import struct
import sys
import tempfile
import zlib

from anki import import_export_pb2 as pb
from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

# Note type, deck, tags, fields: as Anki's editor and people's add-ons leave them.
NOTES = [
    ("Basic", "Trees", ["plants", "easy::yes"], ["What is an <b>oak</b>?", "A tree.<div>It has <i>acorns</i>.</div>"]),
    ("Basic", "Trees::Needles", [], ["Which conifer <u>loses</u> its needles?<br><br>One that grows in the Alps.", "<ul><li>larch</li><li>Larix <sub>d</sub></li></ul>"]),
    ("Basic (and reversed card)", "Trees", ["latin"], ["beech", "<i>Fagus</i>"]),
    ("Basic (type in the answer)", "Trees", [], ["The tree of <code>yew</code>?", "Taxus"]),
    ("Cloze", "Trees::Leaves", ["plants"], ["A {{c1::ginkgo}} has {{c2::<b>two</b>-lobed::how many lobes}} leaves, from \\(x^2\\) on.", "Seen in <b>parks</b>."]),
    ("Basic", "Trees::Leaves", [], ['<span style="color: red;">Red</span> in autumn?', 'Maple.<br>[sound:wind.mp3]<img src="leaf 1.png">']),
    ("Basic", "Trees::Leaves", [], ["Code: what does this print?<pre><code class=\"language-js\">let a = `$x` // *no*\nif (a &lt; 2) b()</code></pre>", "Nothing: $5 to $6, {{c1::not a gap}}, 1. no list, # no heading, &lt;b&gt;"]),
    ("Basic", "Trees::Leaves", [], ["Formula \\[\\frac{a}{b}\\]", "<table><tbody><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2|3</td></tr></tbody></table>"]),
    ("Basic", "Trees::Leaves", [], ["Где растёт <b>липа</b>?", "<div>Везде.</div><div>Почти.</div><hr>Конец"]),
    ("Basic", "Trees::Leaves", [], ['<img src="leaf 1.png">', "A leaf."]),
]


def png():
    """One green pixel."""
    part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0\0\x80\0")) + part(b"IEND", b"")


def add(col):
    col.media.write_data("leaf 1.png", png())
    col.media.write_data("wind.mp3", b"ID3" + bytes(200))
    for kind, deck, tags, fields in NOTES:
        note = col.new_note(col.models.by_name(kind))
        note.fields = list(fields)
        note.tags = list(tags)
        col.add_note(note, col.decks.id(deck))


def bring(col, path):
    options = ImportAnkiPackageOptions(merge_notetypes=False, update_notes=pb.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER, update_notetypes=pb.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER, with_scheduling=False, with_deck_configs=False)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=os.path.abspath(path), options=options))
    top = next(d for d in col.decks.all_names_and_ids() if "::" not in d.name and d.id != 1)
    col.decks.select(top.id)
    card = col.sched.getCard()
    if card:
        col.sched.answerCard(card, 3)


def told(col):
    notes = []
    for nid in col.find_notes(""):
        note = col.get_note(nid)
        cards = note.cards()
        notes.append({"guid": note.guid, "type": note.note_type()["name"], "tags": note.tags, "fields": note.fields, "deck": col.decks.name(cards[0].odid or cards[0].did), "cards": len(cards)})
    return notes


def main():
    folder, *packages = sys.argv[1:]
    with tempfile.TemporaryDirectory() as place:
        col = Collection(os.path.join(place, "collection.anki2"))
        for package in packages:
            bring(col, package)
        if not packages:
            add(col)
        notes = told(col)
        tops = [d for d in col.decks.all_names_and_ids() if "::" not in d.name and (d.id != 1 or not packages)]
        top = next(d for d in tops if d.id != 1)
        for name, legacy in (("legacy", True), ("newest", False)):
            options = ExportAnkiPackageOptions(with_scheduling=bool(packages), with_deck_configs=False, with_media=True, legacy=legacy)
            col.export_anki_package(out_path=os.path.join(folder, f"{name}.apkg"), options=options, limit=DeckIdLimit(top.id))
        col.close()
    print(json.dumps({"notes": notes}))


main()
