-- Load it into a new file: sqlite3 -bail new.db < this.sql
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TEMP TABLE taken AS SELECT count(*) AS names FROM main.sqlite_master
  WHERE name IN ('timeline', 'sources', 'works', 'paragraphs', 'people', 'person_aliases', 'offices', 'fates', 'places', 'place_aliases', 'themes', 'events', 'event_aliases', 'event_people', 'event_places', 'event_themes', 'accounts', 'topics', 'topic_events', 'questions', 'wordings', 'question_events', 'question_pairs', 'answers', 'answer_items', 'links', 'accounts_by_event', 'answers_by_question', 'links_by_effect', 'accounts_fts', 'events_fts', 'told', 'disputed_events', 'conflicts');
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
CREATE TEMP TABLE loading (names INTEGER
  CONSTRAINT "some of these tables exist already; load into a new file"
  CHECK (names = 0));
INSERT OR ROLLBACK INTO temp.loading SELECT names FROM temp.taken;
INSERT INTO timeline SELECT 'small', 'A small timeline', 'Three sources on a bridge that fell.', '1950', '1959' FROM temp.loading;
INSERT INTO sources SELECT 1, 'gazette', 'The Town Gazette', NULL, 'newspaper', 'a reporter', NULL, NULL, NULL, NULL, 'A local paper that trusts the mayor.', '1950', '1959', 'gazette.txt', 4, NULL FROM temp.loading;
INSERT INTO works SELECT 'gazette', 1, 'The mayor''s papers' FROM temp.loading;
INSERT INTO paragraphs SELECT 'gazette', 1, 'The bridge', NULL FROM temp.loading;
INSERT INTO paragraphs SELECT 'gazette', 2, 'Many', NULL FROM temp.loading;
INSERT INTO paragraphs SELECT 'gazette', 3, 'The mayor', NULL FROM temp.loading;
INSERT INTO paragraphs SELECT 'gazette', 4, 'A plaque', NULL FROM temp.loading;
INSERT INTO sources SELECT 2, 'memoir', 'Memoir of an engineer', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '1953', '1956', NULL, NULL, NULL FROM temp.loading;
INSERT INTO sources SELECT 3, 'pamphlet', 'Who let it fall?', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '1900', '1949', NULL, 3, NULL FROM temp.loading;
INSERT INTO people SELECT 1, 'orlova', 'Анна Орлова', 'The engineer of the bridge [gazette ¶1].' FROM temp.loading;
INSERT INTO person_aliases SELECT 'orlova', 1, 'Anna Orlova' FROM temp.loading;
INSERT INTO person_aliases SELECT 'orlova', 2, 'A. Orlóva' FROM temp.loading;
INSERT INTO offices SELECT 1, 'orlova', 'town engineer', '1951/1954', NULL, '1951-01-01', '1954-12-31', 61536067200, 'gazette', 1, NULL, NULL, NULL FROM temp.loading;
INSERT INTO offices SELECT 2, 'orlova', 'adviser', NULL, NULL, NULL, NULL, NULL, 'memoir', NULL, 'p. 12', 'No record of the post is known.', 'Town archive' FROM temp.loading;
INSERT INTO fates SELECT 1, 'orlova', 'She left the town.', 'memoir', NULL, 'p. 45', NULL, NULL FROM temp.loading;
INSERT INTO people SELECT 2, 'mayor', 'Łukasz Żółty', NULL FROM temp.loading;
INSERT INTO person_aliases SELECT 'mayor', 1, 'Lukasz' FROM temp.loading;
INSERT INTO people SELECT 3, 'mason', 'Mason', NULL FROM temp.loading;
INSERT INTO places SELECT 1, 'bridge', 'The bridge', 'Freeland', NULL FROM temp.loading;
INSERT INTO place_aliases SELECT 'bridge', 1, 'Most' FROM temp.loading;
INSERT INTO themes SELECT 1, 'works', 'Public works', 'Building and its money.' FROM temp.loading;
INSERT INTO themes SELECT 2, 'blame', 'Blame', NULL FROM temp.loading;
INSERT INTO events SELECT 1, 'old-ferry', 'event', '1899', NULL, '1899-01-01', '1899-12-31', 59895158400, 'certain', '1899', 'The ferry begins', NULL, 0, 1, NULL, NULL, NULL, NULL, 'No source dates the ferry.', 'Port register', NULL, NULL FROM temp.loading;
INSERT INTO accounts SELECT 1, 'old-ferry', 'pamphlet', 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'There had been a ferry.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO events SELECT 2, 'bridge-built', 'event', '1951/1952', NULL, '1951-01-01', '1952-12-31', 61536067200, 'certain', '1951 to 1952', 'The bridge is built', 'A bridge is built over the river.', 0, 0, 'gazette', 1, NULL, NULL, NULL, NULL, NULL, NULL FROM temp.loading;
INSERT INTO event_people SELECT 'bridge-built', 'orlova', 'engineer' FROM temp.loading;
INSERT INTO event_people SELECT 'bridge-built', 'mason', NULL FROM temp.loading;
INSERT INTO event_places SELECT 'bridge-built', 'bridge' FROM temp.loading;
INSERT INTO event_themes SELECT 'bridge-built', 'works' FROM temp.loading;
INSERT INTO accounts SELECT 2, 'bridge-built', 'gazette', 1, NULL, '1951/1952', NULL, '1951-01-01', '1952-12-31', 61536067200, NULL, 'The bridge took two years.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO accounts SELECT 3, 'bridge-built', 'memoir', NULL, 'p. 3', NULL, NULL, NULL, NULL, NULL, NULL, 'We built it too fast.', NULL, 1, NULL, NULL FROM temp.loading;
INSERT INTO events SELECT 3, 'bridge-falls', 'event', '[1953-03-05,1953-04]', NULL, '1953-03-05', '1953-04-30', 61604668800, 'certain', '5 March or April 1953', 'The bridge falls', 'The bridge falls into the river; the sources differ on when [gazette ¶2; pamphlet ¶1].', 1, 0, NULL, NULL, NULL, 'The sources differ on the month.', NULL, NULL, NULL, NULL FROM temp.loading;
INSERT INTO event_people SELECT 'bridge-falls', 'mayor', 'witness' FROM temp.loading;
INSERT INTO event_places SELECT 'bridge-falls', 'bridge' FROM temp.loading;
INSERT INTO event_themes SELECT 'bridge-falls', 'works' FROM temp.loading;
INSERT INTO event_themes SELECT 'bridge-falls', 'blame' FROM temp.loading;
INSERT INTO accounts SELECT 4, 'bridge-falls', 'gazette', 2, NULL, '1953-03-05', NULL, '1953-03-05', '1953-03-05', 61604668800, 'on the fifth of March', 'It fell at noon.', NULL, 0, 'The weather service dates the storm to 6 March.', 'Almanac 1953' FROM temp.loading;
INSERT INTO accounts SELECT 5, 'bridge-falls', 'pamphlet', 1, NULL, '1953-04', NULL, '1953-04-01', '1953-04-30', 61607001600, NULL, 'It fell in April.', 'the ferryman', 0, NULL, NULL FROM temp.loading;
INSERT INTO events SELECT 4, 'inquiry', 'event', '[1953-06..1953-12]', NULL, '1953-06-01', '1953-12-31', 61612272000, 'certain', 'between June and December 1953', 'An inquiry is held', NULL, 0, 0, NULL, NULL, NULL, 'After the fall, and in the same year.', NULL, NULL, NULL, NULL FROM temp.loading;
INSERT INTO event_people SELECT 'inquiry', 'mayor', 'chair' FROM temp.loading;
INSERT INTO event_people SELECT 'inquiry', 'orlova', 'accused' FROM temp.loading;
INSERT INTO event_themes SELECT 'inquiry', 'blame' FROM temp.loading;
INSERT INTO accounts SELECT 6, 'inquiry', 'memoir', NULL, 'p. 40', '[1953-06..]', NULL, '1953-06-01', NULL, 61612272000, NULL, 'They asked the wrong questions.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO events SELECT 5, 'plaque', 'event', '1956-10~', NULL, '1956-10-01', '1956-10-31', 61717507200, 'certain', 'c. October 1956', 'A plaque is put up', NULL, 0, 0, 'gazette', 4, NULL, NULL, NULL, NULL, NULL, NULL FROM temp.loading;
INSERT INTO event_places SELECT 'plaque', 'bridge' FROM temp.loading;
INSERT INTO accounts SELECT 7, 'plaque', 'gazette', 4, NULL, '1956-10~', NULL, '1956-10-01', '1956-10-31', 61717507200, NULL, 'A plaque names the dead.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO topics SELECT 1, 'the-fall', 'How the bridge fell', NULL, NULL FROM temp.loading;
INSERT INTO topic_events SELECT 'the-fall', 'bridge-falls' FROM temp.loading;
INSERT INTO questions SELECT 'the-fall', 'dead', 'How many died?', 'quantity', 'people', 'conflict', 'gazette (12) contradicts pamphlet (200 to 999).', NULL, NULL, NULL FROM temp.loading;
INSERT INTO answers SELECT 1, 'the-fall', 'dead', 'gazette', 2, NULL, 12.0, 12.0, NULL, NULL, NULL, NULL, NULL, NULL, 'twelve', NULL, 'Twelve.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO answers SELECT 2, 'the-fall', 'dead', 'pamphlet', 3, NULL, 200.0, 999.0, NULL, NULL, NULL, NULL, NULL, NULL, 'hundreds', NULL, 'Hundreds.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO questions SELECT 'the-fall', 'cause', 'Why did it fall?', 'position', NULL, 'compatible', 'The positions differ but are compatible.', NULL, NULL, NULL FROM temp.loading;
INSERT INTO question_pairs SELECT 'the-fall', 'cause', 1, 'compatible', 'storm', 'bad-steel' FROM temp.loading;
INSERT INTO answers SELECT 3, 'the-fall', 'cause', 'gazette', 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'storm', NULL, NULL, 'The storm.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO answers SELECT 4, 'the-fall', 'cause', 'memoir', NULL, 'p. 41', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'bad-steel', NULL, NULL, 'The steel.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO questions SELECT 'the-fall', 'when', 'When was the inquiry?', 'date', NULL, 'single', 'Only memoir answers.', NULL, NULL, NULL FROM temp.loading;
INSERT INTO question_events SELECT 'the-fall', 'when', 'inquiry' FROM temp.loading;
INSERT INTO answers SELECT 5, 'the-fall', 'when', 'memoir', NULL, 'p. 40', NULL, NULL, '[1953-06..]', NULL, '1953-06-01', NULL, 61612272000, NULL, NULL, NULL, 'From June on.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO questions SELECT 'the-fall', 'blamed', 'Whom did they blame?', 'list', NULL, 'compatible', 'The lists add to each other.', NULL, NULL, NULL FROM temp.loading;
INSERT INTO answers SELECT 6, 'the-fall', 'blamed', 'gazette', 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The engineer.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO answer_items SELECT 6, 1, 'engineer' FROM temp.loading;
INSERT INTO answers SELECT 7, 'the-fall', 'blamed', 'memoir', NULL, 'p. 42', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The mayor and the engineer.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO answer_items SELECT 7, 1, 'mayor' FROM temp.loading;
INSERT INTO answer_items SELECT 7, 2, 'engineer' FROM temp.loading;
INSERT INTO topics SELECT 2, 'money', 'What it cost', NULL, NULL FROM temp.loading;
INSERT INTO questions SELECT 'money', 'price', 'What did the bridge cost?', 'quantity', 'crowns', 'agree', 'gazette and memoir give the same figure.', 'pamphlet (“a fortune”) gives nothing that can be compared and is left out of the verdict.', NULL, NULL FROM temp.loading;
INSERT INTO answers SELECT 8, 'money', 'price', 'gazette', 1, NULL, 5000.0, 5000.0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Five thousand.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO answers SELECT 9, 'money', 'price', 'memoir', NULL, 'p. 5', 5000.0, 5000.0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Five thousand.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO answers SELECT 10, 'money', 'price', 'pamphlet', 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'a fortune', NULL, 'A fortune.', NULL, 0, NULL, NULL FROM temp.loading;
INSERT INTO links SELECT 1, 'bridge-built', 'bridge-falls', 'memoir', NULL, 'p. 41', 'It was built in haste.' FROM temp.loading;
INSERT INTO links SELECT 2, 'bridge-falls', 'inquiry', 'gazette', 3, NULL, 'The dead called for an inquiry.' FROM temp.loading;
INSERT INTO links SELECT 3, 'bridge-falls', 'inquiry', 'memoir', NULL, 'p. 40', NULL FROM temp.loading;
INSERT INTO accounts_fts (accounts_fts) SELECT 'rebuild' FROM temp.loading;
INSERT INTO events_fts (events_fts) SELECT 'rebuild' FROM temp.loading;
DROP TABLE temp.loading;
DROP TABLE temp.taken;
COMMIT;
