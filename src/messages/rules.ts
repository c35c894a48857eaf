/**
 * The catalogue of everything this program can say about a bank.
 *
 * Ids are permanent. An error stops the build before anything is written; a
 * warning leaves a visible substitute in every output; an info accounts for
 * what was left out on purpose.
 */
export type Severity = 'error' | 'warning' | 'info'

export type Rule = {
  severity: Severity
  /** What it means, one sentence. */
  meaning: string
  /** What to do. */
  help: string
}

export const rules = {
  // Sources
  'no-source': {
    severity: 'error',
    meaning: 'The path holds no Markdown file, or does not exist.',
    help: 'Give a .md file or a folder that has some.',
  },
  'source-linked': {
    severity: 'info',
    meaning: 'A symbolic link to a Markdown file or a folder was not followed.',
    help: 'Nothing to do where the file it leads to is read by itself. Else name the link as a path of the command, or put the file in its place.',
  },
  'source-unreadable': {
    severity: 'error',
    meaning: 'A file could not be read.',
    help: 'Check that it is a regular file, that you may read it, and that it is under 10 MiB.',
  },
  'source-encoding': {
    severity: 'error',
    meaning: 'A file is not valid UTF-8.',
    help: 'Save the file as UTF-8; the place is where the first bad byte stands.',
  },
  'source-control-character': {
    severity: 'warning',
    meaning: 'A control character stands in the text; it was left out of every output.',
    help: 'Delete the character.',
  },
  'source-conflict-marker': {
    severity: 'error',
    meaning: 'A merge conflict was left in the file.',
    help: 'Resolve the conflict and remove the marker lines.',
  },
  'front-matter-malformed': {
    severity: 'error',
    meaning: 'The front matter is not a YAML mapping of plain values.',
    help: 'Correct the YAML between the two --- lines; anchors and aliases are not supported.',
  },
  'front-matter-unknown-key': {
    severity: 'info',
    meaning: 'A front matter key means nothing here and was not used.',
    help: 'Ours are title, id, tags, language, level, description, version, licence, source. Remove the key or ignore this.',
  },
  // Finding questions
  'no-questions': {
    severity: 'error',
    meaning: 'No question was found in any file.',
    help: 'Write each question as a heading, or state the heading level of questions: `level: 2` in the front matter or rectoverso.yaml.',
  },
  'file-without-questions': {
    severity: 'info',
    meaning: 'A file holds no question.',
    help: 'If it should, name how its questions are written, `dialect: plain-heading` or another, or their heading level, `level: 2`, in its front matter or in the settings; `--dialect` tries one.',
  },
  'section-without-questions': {
    severity: 'warning',
    meaning: 'A section has no question below it.',
    help: 'Nothing to do where it is there to be read: the booklet prints it. If there are questions below it, state the level of their headings: `level: 3`.',
  },
  'item-skipped': {
    severity: 'info',
    meaning: 'A heading at the question level was not taken as a question.',
    help: 'If it is one, state the level with `level:`, or give it an answer.',
  },
  'cleaned-contents': {
    severity: 'info',
    meaning: 'A table of contents was left out.',
    help: 'Nothing to do; a booklet makes its own. Switch off with `keep: [cleaned-contents]`.',
  },
  'cleaned-navigation': {
    severity: 'info',
    meaning: 'A link back to the top, or to the next file, was left out.',
    help: 'Nothing to do. Switch off with `keep: [cleaned-navigation]`.',
  },
  'cleaned-badges': {
    severity: 'info',
    meaning: 'A row of badges was left out.',
    help: 'Nothing to do. Switch off with `keep: [cleaned-badges]`.',
  },
  'cleaned-control': {
    severity: 'info',
    meaning: 'A button or query of a note program was left out; nothing but that program runs it.',
    help: 'Nothing to do. Switch off with `keep: [cleaned-control]`.',
  },
  'cleaned-promotion': {
    severity: 'info',
    meaning: 'A promotion before the first or after the last question was left out.',
    help: 'Nothing to do. Switch off with `keep: [cleaned-promotion]`.',
  },
  'cleaned-answer-key': {
    severity: 'info',
    meaning: 'A key of answers was taken out and given to the questions it belongs to.',
    help: 'Nothing to do. Switch off with `keep: [cleaned-answer-key]`.',
  },
  'cleaned-footer': {
    severity: 'info',
    meaning: 'A closing part (references, licence, contributing) was left out.',
    help: 'Nothing to do. Switch off with `keep: [cleaned-footer]`.',
  },
  // Questions
  'answer-link-missing': {
    severity: 'warning',
    meaning: 'A question’s answer is a link to a file, or a heading in it, that is not there.',
    help: 'Correct the link, or write the answer below the question.',
  },
  'answer-link-outside': {
    severity: 'warning',
    meaning: 'A question’s answer is a link to a file outside the bank; it was not read.',
    help: 'Build the folder that holds both, or move the file into the bank.',
  },
  'answer-empty': {
    severity: 'warning',
    meaning: 'A question has no answer.',
    help: 'Write the answer below the question; until then every output says that there is none.',
  },
  'heading-in-list': {
    severity: 'info',
    meaning:
      'A heading like those of the questions is indented into a list item, and so a part of it.',
    help: 'If it is a question, take away the spaces before its signs, or put a comment before it.',
  },
  'title-empty': {
    severity: 'warning',
    meaning: 'A heading at the question level has no words; it was skipped.',
    help: 'Give the question a title, or remove the heading.',
  },
  'title-long': {
    severity: 'warning',
    meaning: 'A title is over 300 characters; it reads as a paragraph.',
    help: 'Shorten the heading and move the rest below it, as the prompt.',
  },
  'id-duplicate': {
    severity: 'error',
    meaning: 'Two questions carry one id.',
    help: 'Give one of them another id; the one learners have studied should keep it.',
  },
  'id-malformed': {
    severity: 'error',
    meaning: 'An id holds something other than letters, digits, ".", "-" and "_".',
    help: 'Use a short name such as `what-is-drift`.',
  },
  'directive-malformed': {
    severity: 'warning',
    meaning: 'A directive comment could not be read; it was ignored.',
    help: 'Write `<!-- id: name, tags: [a, b], hint: "quoted where it has a comma or colon" -->`.',
  },
  'directive-unknown-key': {
    severity: 'warning',
    meaning: 'A directive has a key that means nothing; it was ignored.',
    help: 'Keys are id, kind, tags, difficulty, hint, see, of.',
  },
  'directive-bad-value': {
    severity: 'warning',
    meaning: 'A directive has a value that its key does not take; it was ignored.',
    help: 'kind: basic, reversed, cloze, choice or typed. difficulty: easy, medium or hard.',
  },
  'choice-without-right-answer': {
    severity: 'warning',
    meaning: 'No option of a choice is ticked.',
    help: 'Mark each right option with `- [x]`.',
  },
  'choice-with-one-option': {
    severity: 'warning',
    meaning: 'A choice has fewer than two options.',
    help: 'Add options, or write the question without a task list.',
  },
  'cloze-without-gap': {
    severity: 'warning',
    meaning: 'A question says `kind: cloze` but has no gap; it became a basic question.',
    help: 'Mark what to fill in: {{c1::text}} or {{c1::text::hint}}.',
  },
  'cloze-number': {
    severity: 'warning',
    meaning: 'A gap has the number 0 or one above 499; it stays plain text.',
    help: 'Number gaps from 1.',
  },
  'gap-in-formula': {
    severity: 'warning',
    meaning: 'A formula holds what would be a gap elsewhere; nothing of it is asked.',
    help: 'Close the formula before the gap: $E =$ {{c1::$mv^2$}}.',
  },
  'typed-without-answer': {
    severity: 'warning',
    meaning: 'A typed question has no short text to type; it became a basic question.',
    help: 'Begin the answer with one short paragraph: exactly what is to be typed.',
  },
  'kind-contradicted': {
    severity: 'warning',
    meaning: 'The kind stated does not fit what the question holds; what it holds decides.',
    help: 'Correct `kind`, or add the task list or the gaps it needs.',
  },
  // Text
  'html-dropped': {
    severity: 'warning',
    meaning: 'An HTML element is not on the list of those we take; its words were kept.',
    help: 'Put a name in angle brackets that is meant as text between backticks: `<name>`. Write anything else in Markdown.',
  },
  'fence-unclosed': {
    severity: 'warning',
    meaning:
      'A fence of code is not closed, or closed too late; what stands in it is read as code.',
    help: 'Close the code with a line of as many backticks as opened it.',
  },
  'html-unclosed': {
    severity: 'info',
    meaning: 'An HTML element is opened and never closed, or closed and never opened.',
    help: 'Close the element; it was closed at the end of its block.',
  },
  'footnote-missing': {
    severity: 'warning',
    meaning: 'A footnote is referred to and defined nowhere.',
    help: 'Add `[^name]: text` to the file.',
  },
  'link-dropped': {
    severity: 'warning',
    meaning:
      'A link leads to something we do not follow (javascript:, file:, data: …); its words were kept.',
    help: 'Use an http, https or mailto address.',
  },
  'nesting-too-deep': {
    severity: 'error',
    meaning: 'Lists or quotes are nested more than 32 levels deep.',
    help: 'Flatten the text.',
  },
  'text-too-slow': {
    severity: 'error',
    meaning: 'Reading a part of a file took longer, or more memory, than any text should.',
    help: 'Split the part by headings, or put what it shows into a code block; it may hold thousands of signs of Markdown that nothing closes.',
  },
  'text-too-dense': {
    severity: 'warning',
    meaning:
      'A paragraph has thousands of brackets or marks of emphasis; its part of the text is read without.',
    help: 'Part the paragraph by blank lines, or put what it shows into a code block.',
  },
  'table-cut': {
    severity: 'warning',
    meaning: 'A table has more than 100 columns or 50,000 cells; what is beyond was left out.',
    help: 'Split the table.',
  },
  'formula-too-long': {
    severity: 'warning',
    meaning: 'A formula has more than 2,000 characters; its source stands in its place.',
    help: 'Split it into several formulas.',
  },
  'references-cut': {
    severity: 'warning',
    meaning:
      'References of a file repeat more of its definitions than the file holds; from there on their words stand without links.',
    help: 'Shorten the address or title of the definition, or refer to it less often.',
  },
  'question-too-large': {
    severity: 'warning',
    meaning: 'A question is over 256 KiB of Markdown.',
    help: 'Split it; a card of this size does not open on a phone.',
  },
  'language-unknown': {
    severity: 'warning',
    meaning: 'The language of a code block is not known; it is shown without colours.',
    help: 'Correct the word after the fence, or use `text`.',
  },
  'diagram-as-source': {
    severity: 'warning',
    meaning: 'A diagram in Mermaid or the like is shown as its source: drawing it needs a browser.',
    help: 'Export the diagram as SVG and show that picture.',
  },
  // Pictures
  'picture-missing': {
    severity: 'warning',
    meaning: 'A picture file does not exist; its description stands in its place.',
    help: 'Correct the path. It counts from the file that shows the picture, and letter case matters.',
  },
  'picture-outside': {
    severity: 'warning',
    meaning: 'A picture lies outside the bank; it was not read.',
    help: 'Copy it into the bank.',
  },
  'picture-remote': {
    severity: 'warning',
    meaning: 'A picture is on the network; it became a link.',
    help: 'Build with --fetch-images, which keeps a copy beside the ledger; or download it into the bank and point at the copy.',
  },
  'picture-not-fetched': {
    severity: 'warning',
    meaning: 'A picture on the network could not be fetched; it became a link.',
    help: 'Look whether the address still shows the picture. Build again with --fetch-images, or download it into the bank and point at the copy.',
  },
  'picture-unreadable': {
    severity: 'warning',
    meaning:
      'A picture could not be decoded, or is too large; its description stands in its place.',
    help: 'Export it again as PNG, JPEG, WebP, GIF, AVIF or SVG, under 40 megapixels and 20 MiB.',
  },
  'picture-still': {
    severity: 'warning',
    meaning: 'A picture moves; its first frame stands for it.',
    help: 'Show the frames that matter as pictures one after another, or link to the moving one.',
  },
  'sound-left-out': {
    severity: 'warning',
    meaning: 'A recording is missing, lies outside the bank, or is none; its link stays.',
    help: 'Put an MP3, Ogg, Opus, M4A, WAV or FLAC file of at most 20 MiB into the bank.',
  },
  'drawing-element-dropped': {
    severity: 'warning',
    meaning: 'An SVG holds an element or attribute that is not on our list; it was left out.',
    help: 'Convert it to plain shapes and text, or export the drawing as PNG.',
  },
  // Identity
  'ledger-malformed': {
    severity: 'error',
    meaning: 'The ledger (rectoverso.lock) is damaged.',
    help: 'Take it back from git. Do not delete it: it is what keeps learners’ progress.',
  },
  'ledger-newer': {
    severity: 'error',
    meaning: 'The ledger was written by a newer version of this program.',
    help: 'Update rectoverso.',
  },
  'ledger-not-kept': {
    severity: 'warning',
    meaning: 'The ledger could not be written, so codes are not kept for the next build.',
    help: 'Make the folder writable, or give another place with --ledger FILE.',
  },
  'ledger-stale': {
    severity: 'error',
    meaning: 'Under --frozen the ledger would change.',
    help: 'Build without --frozen and commit the ledger.',
  },
  'ledger-code-conflict': {
    severity: 'error',
    meaning: 'Two different questions stand under one code in the ledger.',
    help: 'Keep the line of the question that learners have; delete the other, and it gets a new code.',
  },
  'identity-ambiguous': {
    severity: 'error',
    meaning: 'A question could be the continuation of more than one known question.',
    help: 'Say which with `rectoverso accept`.',
  },
  'question-vanished': {
    severity: 'info',
    meaning: 'A question of the last build is no longer there.',
    help: 'If it was reworded, say so with `rectoverso accept --same CODE=WHERE`; else nothing: its note is marked as retired.',
  },
  'question-lost': {
    severity: 'error',
    meaning: 'A question of the last build is gone, while its text still stands in a file.',
    help: 'Mend what keeps it from being read as a question; or retire it on purpose with `rectoverso accept --retire CODE`.',
  },
  'translation-without-original': {
    severity: 'warning',
    meaning:
      'The bank that this one translates could not be read, so that no question names its counterpart anew.',
    help: 'Correct `translates` in rectoverso.yaml, or what is wrong with that bank; `rectoverso check` of it says what.',
  },
  'translation-alone': {
    severity: 'info',
    meaning: 'A question of a translation has no counterpart in the original.',
    help: 'Nothing to do where it is an addition. Else give both questions one id, or bring them into one order.',
  },
  'translation-incomplete': {
    severity: 'info',
    meaning: 'Questions of the original have no counterpart in the translation.',
    help: 'Translate them, or nothing; their codes are in the message as JSON.',
  },
  'question-moved': {
    severity: 'info',
    meaning:
      'A question stands in another section; its cards stay in the deck where learners have them.',
    help: 'Nothing to do. The search given finds the cards in Anki, and Change Deck moves them.',
  },
  'answer-unknown': {
    severity: 'error',
    meaning: 'What was said to `accept` names a question, code or section that is not there.',
    help: 'Take the words from the message of the stopped build.',
  },
  'kind-changed': {
    severity: 'error',
    meaning: 'A question changed its kind; Anki would refuse to update its note.',
    help: 'Restore the kind, or retire the old note with `rectoverso accept --retire CODE`.',
  },
  'section-renamed': {
    severity: 'info',
    meaning: 'A section’s heading changed; its subdeck keeps the name that learners’ cards are in.',
    help: 'Nothing to do. Anki knows decks by name, so a new name would leave the cards behind; `rectoverso accept --rename-section WHERE` does it all the same.',
  },
  'deck-renamed': {
    severity: 'info',
    meaning: 'The bank’s title changed; its deck keeps the name that learners’ cards are in.',
    help: 'Nothing to do. `rectoverso accept --rename-deck` gives the deck the new name all the same.',
  },
  'bank-id-changed': {
    severity: 'warning',
    meaning: 'The bank’s id differs from the ledger’s.',
    help: 'Restore the id. If this is a copy that shall become a bank of its own, delete its ledger and companion, or learners of both would see one overwrite the other.',
  },
  'against-unreadable': {
    severity: 'error',
    meaning: 'There is no ledger to compare with at the revision given.',
    help: 'Name a commit, branch or tag that has the ledger: `check --against origin/main`.',
  },
  'against-bank-id': {
    severity: 'error',
    meaning: 'The bank’s id is not that of the revision compared with.',
    help: 'Restore the id: with another one Anki takes every note type for a new one.',
  },
  'against-vanished': {
    severity: 'error',
    meaning: 'A question of the revision compared with is gone, without having been retired.',
    help: 'Build and commit the ledger, or take its line back from git.',
  },
  'against-kind': {
    severity: 'error',
    meaning: 'A question changed its kind under the same code.',
    help: 'Restore the kind, or retire the old note with `rectoverso accept --retire CODE`.',
  },
  'against-gap': {
    severity: 'error',
    meaning: 'A cloze number asks for something else than at the revision compared with.',
    help: 'Give the old text its number back, and the new one a number not used before.',
  },
  'against-label': {
    severity: 'error',
    meaning: 'A label of a choice names another option than at the revision compared with.',
    help: 'Take the ledger and its companion back from git and build again: they keep the labels.',
  },
  'against-mod': {
    severity: 'error',
    meaning: 'The date of a note is earlier than at the revision compared with.',
    help: 'Take the line with the later date: Anki ignores updates that are not newer.',
  },
  // Cards
  'field-shortened': {
    severity: 'warning',
    meaning: 'A card was too large for Anki and was cut.',
    help: 'Shorten the answer.',
  },
  'template-invalid': {
    severity: 'error',
    meaning: 'A card template breaks Anki’s rules.',
    help: 'Correct the template file named.',
  },
  'template-unreadable': {
    severity: 'error',
    meaning: 'A file of the author’s templates is there and cannot be read.',
    help: 'Make it a file inside the folder of templates that you may read, or remove it.',
  },
  'pictures-not-carried': {
    severity: 'info',
    meaning: 'The notes for Anki’s text import show pictures, which a text cannot carry.',
    help: 'Import the deck (.apkg) once before the text; it brings the pictures and the note types.',
  },
  // Pages
  'theme-invalid': {
    severity: 'error',
    meaning: 'The theme of the booklet cannot be used.',
    help: 'Correct the key named; the file that comes with the program shows what each may be.',
  },
  'glyph-missing': {
    severity: 'warning',
    meaning: 'No face at hand has a character; a marked box stands in its place.',
    help: 'Install the package named, or use another character.',
  },
  'picture-shrunk': {
    severity: 'info',
    meaning: 'A picture was scaled down to fit the page.',
    help: 'Nothing to do.',
  },
  'math-as-source': {
    severity: 'warning',
    meaning: 'A formula is printed as its source.',
    help: 'Install the optional packages named to print formulas.',
  },
  'face-unreadable': {
    severity: 'warning',
    meaning: 'A file of a face is broken; another face stands in for it.',
    help: 'Install the packages anew: `npm ci`.',
  },
  'words-unparted': {
    severity: 'info',
    meaning:
      'Words are not parted at line ends, because no patterns of the language are installed.',
    help: 'Install the package named, or leave the lines as they are.',
  },
  'table-too-wide': {
    severity: 'warning',
    meaning:
      'A table is wider than the page at the smallest size: words were broken, or each row stands by itself.',
    help: 'Use fewer columns or shorter words.',
  },
  'word-broken': {
    severity: 'info',
    meaning:
      'A word is wider than the line and may be parted nowhere; it was broken where the line is full.',
    help: 'Put spaces or soft hyphens (&shy;) into it, or set it as a block of code.',
  },
  'code-broken': {
    severity: 'info',
    meaning: 'A line of code is longer than the measure and was broken with a mark.',
    help: 'Break the line in the source where it reads best.',
  },
  'card-shortened': {
    severity: 'info',
    meaning: 'A card to be cut out holds less than its question; it names the page of the booklet.',
    help: 'Put what matters into the first paragraph, or set pdf.cards.grid to larger cards.',
  },
  // Table
  'cell-too-long': {
    severity: 'warning',
    meaning:
      'A cell is longer than spreadsheets keep (32,000 characters); it was cut in the table.',
    help: 'Shorten the answer; deck and booklet have it whole.',
  },
  'table-too-long': {
    severity: 'warning',
    meaning:
      'The table has more rows than a sheet holds (1,048,575 questions); a spreadsheet shows no more.',
    help: 'Build the workbook instead (`--formats xlsx`), which has several sheets, or divide the bank.',
  },
  'table-edited': {
    severity: 'error',
    meaning: 'The table was edited since it was written; it is not replaced.',
    help: 'Take the edits home with `rectoverso merge FILE`, or move the table elsewhere, and build again.',
  },
  'table-unreadable': {
    severity: 'error',
    meaning: 'A file to merge is no table of this bank.',
    help: 'Give a CSV, XLSX or ODS file with the column of codes that the build wrote.',
  },
  'merge-conflict': {
    severity: 'error',
    meaning: 'Source and table were both edited at one place since the table was written.',
    help: 'Make both say the same, in either; or merge with --skip to keep the source, --prefer-table to take the table.',
  },
  'merge-refused': {
    severity: 'error',
    meaning: 'An edit of the table cannot be written into its source.',
    help: 'Make it in the source by hand, and take it back in the table or merge with --skip.',
  },
  'merge-row': {
    severity: 'error',
    meaning: 'A row of the table belongs to no question, or to one that another row has.',
    help: 'Correct its code, empty it for a new question, or delete the row; --skip leaves it out.',
  },
  'merge-skipped': {
    severity: 'warning',
    meaning: 'An edit of the table was left out, because --skip asks for it.',
    help: 'Make it in the source by hand.',
  },
  'merge-restored': {
    severity: 'info',
    meaning: 'A cell differs only by what spreadsheets change by themselves; the source stays.',
    help: 'Nothing to do. If the change was meant, make it in the source.',
  },
  'merge-missing': {
    severity: 'info',
    meaning: 'A question of the bank has no row in the table; it stays.',
    help: 'Nothing to do. `--retire-missing` takes such questions out of the source.',
  },
  // Import
  'import-unreadable': {
    severity: 'error',
    meaning: 'The file to import is no deck and no table that this program reads.',
    help: 'Give a package that Anki exported (.apkg), or a table (.csv, .xlsx).',
  },
  'import-note-skipped': {
    severity: 'warning',
    meaning: 'A note, or a row of a table, could not become a question.',
    help: 'Write its question by hand: its guid finds the note in Anki, its number the row.',
  },
  'import-question-differs': {
    severity: 'warning',
    meaning: 'An imported question does not read back as its note or row says.',
    help: 'Compare it with the note or row and correct the Markdown before the first build.',
  },
  'import-medium-missing': {
    severity: 'warning',
    meaning: 'A note shows a file that its package does not hold.',
    help: 'Export the deck again with media, or put the file where the question looks for it.',
  },
  'import-styling-lost': {
    severity: 'info',
    meaning: 'Markdown has no form for something that notes had, such as a colour.',
    help: 'What it said is kept. Write it another way where its look mattered.',
  },
  // Verifying
  'verify-missing': {
    severity: 'error',
    meaning: 'A built file is not there, or a question is not in it.',
    help: 'Build again. If it stays so, please report it: an output must hold every question.',
  },
  'verify-extra': {
    severity: 'error',
    meaning: 'A built file holds something that is not in the bank, or holds it twice.',
    help: 'Build again, and do not edit what was built.',
  },
  'verify-differs': {
    severity: 'error',
    meaning: 'A question in a built file is not what its source says.',
    help: 'Build again if the source was edited since. Edits of a table come home with `rectoverso merge`.',
  },
  'verify-order': {
    severity: 'error',
    meaning: 'Questions of a built file do not stand in the order of their sources.',
    help: 'Build again.',
  },
  'verify-medium': {
    severity: 'error',
    meaning: 'A picture or recording of a built file is missing, or is not what its source shows.',
    help: 'Build again; the picture may have changed since.',
  },
  'verify-unreadable': {
    severity: 'error',
    meaning: 'A built file cannot be read: it was cut off, or is of another kind.',
    help: 'Build again.',
  },
  'verify-checksum': {
    severity: 'error',
    meaning: 'A built file is not the one that the last build wrote, by the sum in its manifest.',
    help: 'Build again, or take the file back from where it was built. Edits of a table come home with `rectoverso merge`.',
  },
  // Configuration
  'config-malformed': {
    severity: 'error',
    meaning: 'rectoverso.yaml cannot be read.',
    help: 'Correct it at the place given; the README lists its keys.',
  },
  'only-unmatched': {
    severity: 'warning',
    meaning: 'What was asked for with --only or `only:` names something that no question has.',
    help: 'Correct the name; those of tags, sections and codes are in the table.',
  },
  'only-nothing': {
    severity: 'error',
    meaning: 'No question is what was asked for with --only or `only:`.',
    help: 'Names of one field are alternatives; of several fields a question must have one each.',
  },
  'config-unknown-key': {
    severity: 'error',
    meaning: 'rectoverso.yaml has a key that means nothing.',
    help: 'Correct or remove the key.',
  },
} as const satisfies Record<string, Rule>

export type RuleId = keyof typeof rules
