"""Renders packages as Anki does, and nothing more: for many cards.

    python anki-render.py FIRST.apkg [NEXT.apkg ...]

Each package is imported into a collection of its own. A line of JSON a card:
its note's code, its two sides without style, and what Anki would play.
"""

import json
import os
import re
import sys
import tempfile

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

STYLE = re.compile(r"^<style>.*?</style>", re.S)

for path in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(os.path.join(folder, "collection.anki2"))
        request = ImportAnkiPackageRequest(package_path=os.path.abspath(path), options=ImportAnkiPackageOptions())
        col.import_anki_package(request)
        for cid in col.find_cards(""):
            card = col.get_card(cid)
            question, answer = STYLE.sub("", card.question()), STYLE.sub("", card.answer())
            played = [getattr(t, "filename", "speech") for t in card.question_av_tags() + card.answer_av_tags()]
            face = {"code": card.note().fields[0], "question": question, "answer": answer, "played": played}
            sys.stdout.write(json.dumps(face) + "\n")
        col.close()
