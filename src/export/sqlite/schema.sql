CREATE TABLE timeline (
  id TEXT PRIMARY KEY, title TEXT, description TEXT,
  starts TEXT, ends TEXT -- EDTF
);
CREATE TABLE sources (
  position INTEGER PRIMARY KEY, -- the order of the timeline
  id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, siglum TEXT, kind TEXT, author TEXT,
  publisher TEXT, published TEXT, url TEXT, accessed TEXT, perspective TEXT, -- dates in EDTF
  scope_from TEXT, scope_to TEXT, -- EDTF
  file TEXT, paragraphs INTEGER, sha256 TEXT
);
CREATE TABLE works ( -- what a source cites
  source TEXT NOT NULL REFERENCES sources (id), position INTEGER NOT NULL, work TEXT NOT NULL,
  PRIMARY KEY (source, position)
);
CREATE TABLE paragraphs (
  source TEXT NOT NULL REFERENCES sources (id), paragraph INTEGER NOT NULL,
  opening TEXT, not_used TEXT, -- why nothing is taken from it
  PRIMARY KEY (source, paragraph)
);
CREATE TABLE people (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT
);
CREATE TABLE person_aliases (
  person TEXT NOT NULL REFERENCES people (id), position INTEGER NOT NULL, alias TEXT NOT NULL,
  PRIMARY KEY (person, position)
);
CREATE TABLE offices (
  id INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), title TEXT NOT NULL,
  date TEXT, calendar TEXT, earliest TEXT, latest TEXT, sort_key INTEGER,
  source TEXT NOT NULL REFERENCES sources (id), paragraph INTEGER, page TEXT,
  note TEXT, note_reference TEXT
);
CREATE TABLE fates (
  id INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), says TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES sources (id), paragraph INTEGER, page TEXT,
  note TEXT, note_reference TEXT
);
CREATE TABLE places (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, state TEXT, description TEXT
);
CREATE TABLE place_aliases (
  place TEXT NOT NULL REFERENCES places (id), position INTEGER NOT NULL, alias TEXT NOT NULL,
  PRIMARY KEY (place, position)
);
CREATE TABLE themes (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT
);
CREATE TABLE events (
  position INTEGER PRIMARY KEY, -- the chronological order
  id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('event', 'condition')),
  date TEXT NOT NULL, calendar TEXT, -- EDTF; 'julian' if it is not in the Gregorian calendar
  earliest TEXT, latest TEXT, -- the first and the last day, Gregorian, null where open
  sort_key INTEGER, -- sorts by time, years before 1 and times of day too, which earliest does not
  match TEXT NOT NULL CHECK (match IN ('certain', 'possible')),
  date_in_words TEXT NOT NULL,
  title TEXT NOT NULL, summary TEXT,
  disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
  background INTEGER NOT NULL CHECK (background IN (0, 1)),
  dated_by TEXT REFERENCES sources (id), dated_paragraph INTEGER, dated_page TEXT,
  inferred TEXT, supplied TEXT, supplied_reference TEXT,
  note TEXT, note_reference TEXT
);
CREATE TABLE event_aliases (
  event TEXT NOT NULL REFERENCES events (id), position INTEGER NOT NULL, alias TEXT NOT NULL,
  PRIMARY KEY (event, position)
);
CREATE TABLE event_people (
  event TEXT NOT NULL REFERENCES events (id), person TEXT NOT NULL REFERENCES people (id), role TEXT,
  PRIMARY KEY (event, person)
);
CREATE TABLE event_places (
  event TEXT NOT NULL REFERENCES events (id), place TEXT NOT NULL REFERENCES places (id),
  PRIMARY KEY (event, place)
);
CREATE TABLE event_themes (
  event TEXT NOT NULL REFERENCES events (id), theme TEXT NOT NULL REFERENCES themes (id),
  PRIMARY KEY (event, theme)
);
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY, event TEXT NOT NULL REFERENCES events (id),
  source TEXT NOT NULL REFERENCES sources (id), paragraph INTEGER, page TEXT,
  date TEXT, calendar TEXT, earliest TEXT, latest TEXT, sort_key INTEGER,
  as_printed TEXT, says TEXT, voice TEXT, hedged INTEGER NOT NULL CHECK (hedged IN (0, 1)),
  note TEXT, note_reference TEXT
);
CREATE TABLE topics (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, note TEXT, note_reference TEXT
);
CREATE TABLE topic_events (
  topic TEXT NOT NULL REFERENCES topics (id), event TEXT NOT NULL REFERENCES events (id),
  PRIMARY KEY (topic, event)
);
CREATE TABLE questions (
  topic TEXT NOT NULL REFERENCES topics (id), id TEXT NOT NULL, ask TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('quantity', 'date', 'position', 'list')), unit TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('agree', 'compatible', 'conflict', 'single', 'open')),
  why TEXT NOT NULL, caveat TEXT, -- computed
  note TEXT, note_reference TEXT,
  PRIMARY KEY (topic, id)
);
CREATE TABLE wordings ( -- what the positions and the items of a question mean
  topic TEXT NOT NULL, question TEXT NOT NULL, slug TEXT NOT NULL, wording TEXT NOT NULL,
  PRIMARY KEY (topic, question, slug),
  FOREIGN KEY (topic, question) REFERENCES questions (topic, id)
);
CREATE TABLE question_events ( -- where a question narrows the events of its topic
  topic TEXT NOT NULL, question TEXT NOT NULL, event TEXT NOT NULL REFERENCES events (id),
  PRIMARY KEY (topic, question, event),
  FOREIGN KEY (topic, question) REFERENCES questions (topic, id)
);
CREATE TABLE question_pairs ( -- positions that can both be held, items that cannot
  topic TEXT NOT NULL, question TEXT NOT NULL, position INTEGER NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('compatible', 'exclusive')),
  one TEXT NOT NULL, other TEXT NOT NULL,
  PRIMARY KEY (topic, question, relation, position),
  FOREIGN KEY (topic, question) REFERENCES questions (topic, id)
);
CREATE TABLE answers (
  id INTEGER PRIMARY KEY, topic TEXT NOT NULL, question TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES sources (id), paragraph INTEGER, page TEXT,
  low REAL, high REAL, date TEXT, calendar TEXT, earliest TEXT, latest TEXT, sort_key INTEGER, stance TEXT, -- a position
  as_printed TEXT, counts TEXT, says TEXT, voice TEXT,
  hedged INTEGER NOT NULL CHECK (hedged IN (0, 1)),
  note TEXT, note_reference TEXT,
  FOREIGN KEY (topic, question) REFERENCES questions (topic, id)
);
CREATE TABLE answer_items (
  answer INTEGER NOT NULL REFERENCES answers (id), position INTEGER NOT NULL, item TEXT NOT NULL,
  PRIMARY KEY (answer, position)
);
CREATE TABLE links (
  id INTEGER PRIMARY KEY,
  cause TEXT NOT NULL REFERENCES events (id), effect TEXT NOT NULL REFERENCES events (id),
  source TEXT NOT NULL REFERENCES sources (id), paragraph INTEGER, page TEXT, says TEXT
);
CREATE INDEX accounts_by_event ON accounts (event);
CREATE INDEX answers_by_question ON answers (topic, question);
CREATE INDEX links_by_effect ON links (effect);
CREATE VIRTUAL TABLE accounts_fts USING fts5 (
  says, as_printed, voice, content = 'accounts', content_rowid = 'id'
);
CREATE VIRTUAL TABLE events_fts USING fts5 (
  title, summary, content = 'events', content_rowid = 'position'
);
CREATE VIEW told AS -- every account with the event that it is of
  SELECT events.date_in_words AS "when", events.title, accounts.source,
    coalesce('paragraph ' || accounts.paragraph, accounts.page) AS place, accounts.date AS dated, accounts.says
  FROM events JOIN accounts ON accounts.event = events.id
  ORDER BY events.position, accounts.id;
CREATE VIEW disputed_events AS
  SELECT id, date_in_words AS "when", title FROM events WHERE disputed ORDER BY position;
CREATE VIEW conflicts AS -- the questions on which the sources contradict one another
  SELECT topics.title AS topic, questions.ask, questions.why
  FROM questions JOIN topics ON topics.id = questions.topic
  WHERE questions.verdict = 'conflict' ORDER BY topics.position, questions.id;
