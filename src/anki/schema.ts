/**
 * Anki's collection, schema 11, which every client reads: its tables, and the
 * JSON that stands in the columns of its one row.
 */
import type { Deck } from './decks.ts'
import { fieldIds, type NoteType } from './note-types.ts'
import type { Look } from './templates.ts'

export const tables = `
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null,
  scm integer not null, ver integer not null, dty integer not null, usn integer not null,
  ls integer not null, conf text not null, models text not null, decks text not null,
  dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null,
  mod integer not null, usn integer not null, tags text not null, flds text not null,
  sfld integer not null, csum integer not null, flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null,
  ord integer not null, mod integer not null, usn integer not null, type integer not null,
  queue integer not null, due integer not null, ivl integer not null, factor integer not null,
  reps integer not null, lapses integer not null, left integer not null, odue integer not null,
  odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null,
  ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null,
  time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
`

/** Made after the rows, which is quicker. */
export const indices = `
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_notes_csum ON notes (csum);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_revlog_cid ON revlog (cid);
`

/** When the collection began, in seconds: only review dates count from it, and there are none. */
export const created = 1_577_865_600

export const settings = {
  activeDecks: [1],
  curDeck: 1,
  newSpread: 0,
  collapseTime: 1200,
  timeLim: 0,
  estTimes: true,
  dueCounts: true,
  curModel: null,
  nextPos: 1,
  sortType: 'noteFld',
  sortBackwards: false,
  addToCur: true,
  dayLearnFirst: false,
  schedVer: 2,
  creationOffset: null,
  sched2021: true,
}

/** Anki's own default preset; importers keep the learner's. */
export const presets = {
  1: {
    id: 1,
    mod: 0,
    name: 'Default',
    usn: 0,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    new: {
      bury: false,
      delays: [1, 10],
      initialFactor: 2500,
      ints: [1, 4, 0],
      order: 1,
      perDay: 20,
    },
    rev: { bury: false, ease4: 1.3, ivlFct: 1, maxIvl: 36500, perDay: 200, hardFactor: 1.2 },
    lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
    dyn: false,
  },
}

/** A preset of study options that a package offers. */
export type Preset = { id: number; name: string }

/**
 * The presets, Anki's own first. Ours asks for what a book wants: its order, one card of
 * a note a day, no more reviews put off than the default. Importers take it only where the
 * learner ticks “Import any deck presets”, and then once: a later file never changes it.
 */
export function presetColumn({ id, name }: Preset): object {
  const usual = presets[1]
  const ours = {
    ...usual,
    id,
    name,
    new: { ...usual.new, bury: true },
    rev: { ...usual.rev, bury: true },
    buryInterdayLearning: true,
    // By deck, then as the book has them; then as they were gathered.
    newGatherPriority: 0,
    newSortOrder: 1,
  }
  return { ...presets, [id]: ours }
}

/** The decks, with Anki's own first; `mod` in seconds, `preset` the id of theirs. */
export function deckColumn(decks: readonly Deck[], mod: number, preset = 1): object {
  const standard = { id: 1, name: 'Default', description: '' }
  return Object.fromEntries([
    [1, deckJson(standard, mod, 1)],
    ...decks.map((deck) => [deck.id, deckJson(deck, mod, preset)] as const),
  ])
}

function deckJson({ id, name, description }: Deck, mod: number, conf: number): object {
  const none = [0, 0]
  return {
    id,
    name,
    mod,
    usn: -1,
    desc: description,
    md: true,
    dyn: 0,
    collapsed: false,
    browserCollapsed: false,
    conf,
    extendNew: 0,
    extendRev: 0,
    newToday: none,
    revToday: none,
    lrnToday: none,
    timeToday: none,
  }
}

/** What Anki puts before LaTeX by default. We write none, but without it a learner's own would break. */
const latexPre = `\\documentclass[12pt]{article}
\\special{papersize=3in,5in}
\\usepackage[utf8]{inputenc}
\\usepackage{amssymb,amsmath}
\\pagestyle{empty}
\\setlength{\\parindent}{0in}
\\begin{document}
`

/** A note type as Anki keeps it; `mod` in seconds. */
export function modelJson(
  type: NoteType,
  given: { id: number; name: string; mod: number; look: Look },
): object {
  return {
    id: given.id,
    name: given.name,
    type: type.cloze ? 1 : 0,
    mod: given.mod,
    usn: -1,
    sortf: type.fields.indexOf(type.sort),
    did: null,
    css: given.look.css.html,
    latexPre,
    latexPost: '\\end{document}',
    latexsvg: false,
    req: type.templates.map((_, ord) => [ord, 'any', [0]]),
    tags: [],
    vers: [],
    flds: type.fields.map((name, ord) => ({
      name,
      ord,
      id: fieldIds[name],
      sticky: false,
      rtl: false,
      font: 'Arial',
      size: 20,
      media: [],
    })),
    tmpls: type.templates.map(({ id, name }, ord) => ({
      name,
      ord,
      id,
      qfmt: given.look.cards[ord]?.front.html ?? '',
      afmt: given.look.cards[ord]?.back.html ?? '',
      bqfmt: '',
      bafmt: '',
      did: null,
      bfont: '',
      bsize: 0,
    })),
  }
}
