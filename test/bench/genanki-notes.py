"""genanki with the notes of a deck of ours: `python genanki-notes.py given.apkg out.apkg`.

Tells, as its last line, what it took without reading them.
"""

import json
import resource
import sqlite3
import sys
import tempfile
import time
import zipfile

import genanki

given, out = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    path = zipfile.ZipFile(given).extract("collection.anki2", folder)
    rows = sqlite3.connect(path).execute("SELECT flds FROM notes").fetchall()

wall, cpu = time.perf_counter(), time.process_time()
model = genanki.Model(
    1607392319,
    "Basic",
    fields=[{"name": "Front"}, {"name": "Back"}],
    templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}],
)
deck = genanki.Deck(2059400110, "Deck")
for (fields,) in rows:
    sides = fields.split("\x1f")
    deck.add_note(genanki.Note(model=model, fields=[sides[0], sides[2]]))
genanki.Package(deck).write_to_file(out)
used = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({**used, "peak": peak}))
