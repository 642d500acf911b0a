-- Facts: folder, source, placement, event, outbox, draft, acknowledgement, meta, team and team_….
CREATE TABLE meta (
    key VARCHAR NOT NULL PRIMARY KEY,
    value VARCHAR NOT NULL
);

CREATE TABLE folder (
    id INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    role VARCHAR NOT NULL,
    uidvalidity INTEGER,
    last_uid INTEGER NOT NULL,
    first_uid INTEGER NOT NULL,
    highestmodseq INTEGER,
    server_count INTEGER NOT NULL,
    synced_at VARCHAR
);

CREATE TABLE source (
    id INTEGER NOT NULL PRIMARY KEY,
    digest VARCHAR NOT NULL UNIQUE,
    depth INTEGER NOT NULL,
    raw BLOB NOT NULL,
    size INTEGER NOT NULL,
    complete BOOLEAN NOT NULL,
    received VARCHAR NOT NULL,
    direction VARCHAR NOT NULL,
    known_event INTEGER NOT NULL
);
CREATE INDEX source_shallow ON source (depth, id) WHERE depth < 2;

CREATE TABLE placement (
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    uidvalidity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source (id),
    flags VARCHAR NOT NULL,
    gone BOOLEAN NOT NULL,
    PRIMARY KEY (folder_id, uidvalidity, uid)
) WITHOUT ROWID;
CREATE INDEX ix_placement_source_id ON placement (source_id);

-- How many mails lie in each folder, as it was numbered; kept by the triggers at the end.
CREATE TABLE placed (
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    uidvalidity INTEGER NOT NULL,
    mails INTEGER NOT NULL,
    PRIMARY KEY (folder_id, uidvalidity)
);

CREATE TABLE event (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id VARCHAR NOT NULL UNIQUE,
    ticket VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    json_text VARCHAR NOT NULL
);
CREATE INDEX ix_event_ticket ON event (ticket);

-- The chain over the events that were recorded at this console.
CREATE TABLE audit (
    number INTEGER NOT NULL PRIMARY KEY,
    event VARCHAR NOT NULL UNIQUE,
    salt VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
);

-- Who is to be erased, as events tell: salt and salted hashes of addresses, no addresses.
CREATE TABLE erasure (
    name VARCHAR NOT NULL PRIMARY KEY,
    salt VARCHAR NOT NULL,
    people VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    done VARCHAR NOT NULL
) WITHOUT ROWID;

-- What names the mails that were erased, hashed with a key of this store: they stay away.
CREATE TABLE erased_mail (
    hash VARCHAR NOT NULL PRIMARY KEY
) WITHOUT ROWID;

-- Letters that the law wants kept, of people who were erased: nobody sees or finds them.
CREATE TABLE locked_mail (
    number INTEGER NOT NULL PRIMARY KEY,
    raw BLOB NOT NULL,
    received VARCHAR NOT NULL,
    until VARCHAR NOT NULL
);

-- Files that were saved from here, and of which ticket or customer they are.
CREATE TABLE written_file (
    path VARCHAR NOT NULL PRIMARY KEY,
    about VARCHAR NOT NULL,
    at VARCHAR NOT NULL
) WITHOUT ROWID;

CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ticket VARCHAR NOT NULL,
    message_id VARCHAR NOT NULL UNIQUE,
    raw BLOB NOT NULL,
    subject VARCHAR NOT NULL,
    sender VARCHAR NOT NULL,
    recipients VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    queued_at VARCHAR NOT NULL,
    not_before VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    next_try VARCHAR,
    detail VARCHAR NOT NULL,
    seen VARCHAR,
    sent_copy BOOLEAN NOT NULL,
    kind VARCHAR NOT NULL,
    pending VARCHAR NOT NULL,
    refused VARCHAR NOT NULL,
    known VARCHAR NOT NULL,
    regardless BOOLEAN NOT NULL,
    receipt BOOLEAN NOT NULL,
    trying VARCHAR NOT NULL,
    left_at VARCHAR,
    look BOOLEAN NOT NULL,
    follow_up VARCHAR,
    acts VARCHAR NOT NULL
);
CREATE INDEX ix_outbox_ticket ON outbox (ticket);
CREATE INDEX outbox_state ON outbox (state, not_before);

CREATE TABLE draft (
    revision INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ticket VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    head VARCHAR NOT NULL,
    updated VARCHAR NOT NULL
);
CREATE INDEX ix_draft_ticket ON draft (ticket);

-- Whether a ticket was acknowledged automatically, and why or why not: asked once for each.
CREATE TABLE acknowledgement (
    ticket VARCHAR NOT NULL PRIMARY KEY,
    at VARCHAR NOT NULL,
    sent BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL
) WITHOUT ROWID;

-- What agents said of tickets and mails, and what takes it back. The query repeats the condition.
CREATE INDEX event_said ON event (seq) WHERE instr(json_text, '"type":"labelled"') > 0
    OR instr(json_text, '"type":"judged"') > 0 OR instr(json_text, '"type":"undone"') > 0;

-- How customers are greeted. The query repeats the condition.
CREATE INDEX event_greeted ON event (ticket) WHERE instr(json_text, '"type":"greeted"') > 0;

-- Tickets merged, split and linked. The query repeats the condition.
CREATE INDEX event_moved ON event (seq) WHERE instr(json_text, '"type":"merged"') > 0
    OR instr(json_text, '"type":"split"') > 0 OR instr(json_text, '"type":"linked"') > 0;

-- Replies that were made of canned answers. The query repeats the condition.
CREATE INDEX event_answered ON event (at)
WHERE instr(json_text, '"answers":"') > 0 AND instr(json_text, '"answers":""') = 0;

-- Calls, visits and whatever else was logged. The query repeats the condition.
CREATE INDEX event_contacted ON event (ticket) WHERE instr(json_text, '"type":"contacted"') > 0;

-- Tickets put on known issues. The query repeats the condition.
CREATE INDEX event_joined ON event (ticket)
WHERE instr(json_text, '"type":"incident-joined"') > 0;

-- The team's journal, as far as this console knows it; without a team all of this is empty.
CREATE TABLE team (
    id INTEGER NOT NULL PRIMARY KEY,
    journal VARCHAR NOT NULL,
    console VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    folder INTEGER,
    cursor INTEGER NOT NULL,
    number INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    moment VARCHAR,
    ahead FLOAT NOT NULL,
    health VARCHAR NOT NULL
);

CREATE TABLE team_entry (
    uid INTEGER NOT NULL PRIMARY KEY,
    arrived VARCHAR,
    console VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    payload BLOB NOT NULL,
    reason VARCHAR NOT NULL
) WITHOUT ROWID;

CREATE TABLE team_snapshot (
    place INTEGER NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    digest VARCHAR NOT NULL,
    uids VARCHAR NOT NULL,
    arrived VARCHAR NOT NULL,
    packed BLOB NOT NULL
);

-- What the team has not been told yet, written together with what it tells of.
CREATE TABLE team_waiting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    event VARCHAR NOT NULL,
    fact VARCHAR NOT NULL,
    number INTEGER
);
CREATE INDEX team_waiting_number ON team_waiting (number, id);
CREATE INDEX ix_team_waiting_event ON team_waiting (event);

CREATE TABLE team_message (
    number INTEGER NOT NULL PRIMARY KEY,
    key VARCHAR NOT NULL,
    message_id VARCHAR NOT NULL,
    raw BLOB NOT NULL
);

CREATE TABLE team_claim (
    ticket VARCHAR NOT NULL PRIMARY KEY,
    console VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    begun VARCHAR NOT NULL,
    renewed VARCHAR NOT NULL,
    expires VARCHAR NOT NULL
) WITHOUT ROWID;

-- Our mails that left from other consoles, and their tickets.
CREATE TABLE team_left (
    message_id VARCHAR NOT NULL PRIMARY KEY,
    ticket VARCHAR NOT NULL
) WITHOUT ROWID;

CREATE TABLE team_member (
    console VARCHAR NOT NULL PRIMARY KEY,
    agent VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    heard VARCHAR NOT NULL,
    number INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE team_role (
    agent VARCHAR NOT NULL PRIMARY KEY,
    role VARCHAR NOT NULL
) WITHOUT ROWID;

CREATE TABLE team_away (
    agent VARCHAR NOT NULL PRIMARY KEY,
    until VARCHAR NOT NULL,
    substitute VARCHAR NOT NULL
) WITHOUT ROWID;

CREATE TABLE team_pulse (
    week VARCHAR NOT NULL PRIMARY KEY,
    said VARCHAR NOT NULL,
    due VARCHAR,
    answer VARCHAR NOT NULL
) WITHOUT ROWID;

CREATE TABLE team_pulse_answer (
    id VARCHAR NOT NULL PRIMARY KEY,
    week VARCHAR NOT NULL,
    answer VARCHAR NOT NULL
) WITHOUT ROWID;

CREATE TABLE team_pulse_mark (
    number INTEGER NOT NULL PRIMARY KEY,
    folder INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    "read" VARCHAR NOT NULL
);

-- What the shops told: neither a fact of ours nor derived from one; a rebuild leaves it alone.
CREATE TABLE shop_order (
    id INTEGER NOT NULL PRIMARY KEY,
    number VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    ordered VARCHAR NOT NULL,
    due VARCHAR NOT NULL,
    told VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    UNIQUE (number, source)
);
CREATE INDEX shop_order_email ON shop_order (email, ordered) WHERE email <> '';
CREATE INDEX shop_order_name ON shop_order (name, ordered) WHERE name <> '';
CREATE INDEX shop_order_due ON shop_order (due) WHERE due <> '';

CREATE TABLE order_source (
    source VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    stamp VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    PRIMARY KEY (source, place)
) WITHOUT ROWID;

-- Derived from the facts; a rebuild empties these and fills them again.
CREATE TABLE return_case (
    id VARCHAR NOT NULL PRIMARY KEY,
    ticket VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    asked VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    product VARCHAR NOT NULL,
    body VARCHAR NOT NULL
) WITHOUT ROWID;
CREATE INDEX return_case_ticket ON return_case (ticket);
CREATE INDEX return_case_asked ON return_case (asked);

CREATE TABLE ticket (
    ref VARCHAR NOT NULL PRIMARY KEY,
    subject VARCHAR NOT NULL,
    customer_email VARCHAR NOT NULL,
    customer_name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    automatic BOOLEAN NOT NULL,
    opened_at VARCHAR NOT NULL,
    waiting_since VARCHAR,
    last_customer_at VARCHAR,
    first_answered_at VARCHAR,
    last_answered_at VARCHAR,
    closed_at VARCHAR,
    wake_at VARCHAR,
    last_at VARCHAR,
    reopened INTEGER NOT NULL,
    bounced BOOLEAN NOT NULL,
    mails_in INTEGER NOT NULL,
    mails_out INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    handed_on INTEGER NOT NULL,
    ignores_thanks BOOLEAN NOT NULL,
    steps INTEGER NOT NULL,
    labels VARCHAR NOT NULL,
    priority VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    level INTEGER NOT NULL,
    complaint BOOLEAN NOT NULL,
    frustration INTEGER NOT NULL,
    language VARCHAR NOT NULL,
    attachments BOOLEAN NOT NULL,
    target VARCHAR,
    span_from VARCHAR,
    due_at VARCHAR,
    sort_group INTEGER NOT NULL,
    sort_at VARCHAR NOT NULL,
    woken_at VARCHAR NOT NULL,
    earlier_ref VARCHAR NOT NULL,
    hint_ref VARCHAR NOT NULL,
    customer_sort VARCHAR NOT NULL,
    tags VARCHAR NOT NULL,
    asked VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    waits_on VARCHAR NOT NULL
);
CREATE INDEX ix_ticket_customer_email ON ticket (customer_email);
CREATE INDEX ticket_order ON ticket (sort_group, sort_at, ref);
CREATE INDEX ticket_state ON ticket (state, sort_at, ref);
-- The queries repeat these conditions word for word, so that SQLite can use the index; state and
-- automatic stand in it as well, so that it need not look at the rows to check them.
CREATE INDEX ticket_open ON ticket
    (sort_group, sort_at, ref, state, automatic, owner, level, language, type, due_at, opened_at,
    customer_sort)
    WHERE state IN ('new', 'open') AND automatic = 0;
CREATE INDEX ticket_owner ON ticket (owner, sort_group, sort_at, ref, state, automatic)
    WHERE state IN ('new', 'open') AND automatic = 0;
CREATE INDEX ticket_due ON ticket (due_at, ref, state, automatic)
    WHERE state IN ('new', 'open') AND automatic = 0;
CREATE INDEX ticket_automatic ON ticket (sort_at, ref, state, automatic)
    WHERE state IN ('new', 'open') AND automatic = 1;
CREATE INDEX ticket_wake ON ticket (wake_at, ref, owner, waiting_since, last_answered_at)
    WHERE state = 'snoozed';
CREATE INDEX ticket_complaint ON ticket (sort_group, sort_at, ref, state, steps, wake_at, woken_at)
    WHERE complaint = 1 AND state IN ('new', 'open', 'waiting', 'snoozed');
CREATE INDEX ticket_asked ON ticket (sort_group, sort_at, ref) WHERE asked <> '';
-- The other orders of long lists.
CREATE INDEX ticket_age ON ticket (opened_at, ref, state);
CREATE INDEX ticket_customer ON ticket (customer_sort, ref, state);

-- Where tickets live on that were merged, and all that had to do with them.
CREATE TABLE kin (
    ref VARCHAR NOT NULL PRIMARY KEY,
    root VARCHAR NOT NULL,
    merged BOOLEAN NOT NULL
) WITHOUT ROWID;
CREATE INDEX ix_kin_root ON kin (root);

CREATE TABLE ticket_link (
    one VARCHAR NOT NULL,
    other VARCHAR NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

-- The tags of tickets, one a row; kept by the triggers at the end.
CREATE TABLE ticket_tag (
    tag VARCHAR NOT NULL,
    ticket VARCHAR NOT NULL,
    PRIMARY KEY (tag, ticket)
) WITHOUT ROWID;
CREATE INDEX ix_ticket_tag_ticket ON ticket_tag (ticket);

CREATE TABLE mail (
    id INTEGER NOT NULL PRIMARY KEY REFERENCES source (id),
    key VARCHAR NOT NULL,
    identity VARCHAR NOT NULL UNIQUE,
    message_id VARCHAR NOT NULL,
    in_reply_to VARCHAR NOT NULL,
    refs VARCHAR NOT NULL,
    direction VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    kind_reason VARCHAR NOT NULL,
    hard_bounce BOOLEAN NOT NULL,
    received VARCHAR NOT NULL,
    date VARCHAR,
    sender_email VARCHAR NOT NULL,
    sender_name VARCHAR NOT NULL,
    sender_ambiguous BOOLEAN NOT NULL,
    reply_to VARCHAR NOT NULL,
    recipients VARCHAR NOT NULL,
    copies VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    ranges VARCHAR NOT NULL,
    links VARCHAR NOT NULL,
    notes VARCHAR NOT NULL,
    unreadable VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    from_html BOOLEAN NOT NULL,
    thanks BOOLEAN NOT NULL,
    proven BOOLEAN NOT NULL,
    join_reason VARCHAR NOT NULL,
    join_notes VARCHAR NOT NULL,
    hint_ref VARCHAR NOT NULL,
    linked_ref VARCHAR NOT NULL,
    ticket VARCHAR NOT NULL,
    people VARCHAR NOT NULL,
    files VARCHAR NOT NULL,
    home VARCHAR NOT NULL DEFAULT '',
    channel VARCHAR NOT NULL DEFAULT '',
    writer_email VARCHAR NOT NULL DEFAULT '',
    writer_name VARCHAR NOT NULL DEFAULT '',
    score VARCHAR NOT NULL DEFAULT '',
    FOREIGN KEY (ticket) REFERENCES ticket (ref) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX mail_ticket ON mail (ticket, received);
-- Mails that merging or splitting has moved away from where they were filed.
CREATE INDEX mail_away ON mail (home) WHERE home <> '';
CREATE INDEX ix_mail_sender_email ON mail (sender_email);

-- What the rules found that a ticket asks for.
CREATE TABLE found (
    ticket VARCHAR NOT NULL PRIMARY KEY,
    type VARCHAR NOT NULL,
    level INTEGER NOT NULL,
    complaint BOOLEAN NOT NULL,
    frustration INTEGER NOT NULL
) WITHOUT ROWID;

-- Customers' mails that the rules have not looked at yet.
CREATE TABLE unsorted (
    id INTEGER NOT NULL PRIMARY KEY
);

CREATE TABLE duplicate (
    source_id INTEGER NOT NULL PRIMARY KEY REFERENCES source (id),
    mail_id INTEGER NOT NULL REFERENCES mail (id)
);
CREATE INDEX ix_duplicate_mail_id ON duplicate (mail_id);

CREATE TABLE message_id (
    id VARCHAR NOT NULL,
    mail_id INTEGER NOT NULL REFERENCES mail (id),
    own BOOLEAN NOT NULL,
    PRIMARY KEY (id, mail_id)
) WITHOUT ROWID;
CREATE INDEX ix_message_id_mail_id ON message_id (mail_id);

-- Mails of ours that came back: what each delivery report that says so names.
CREATE TABLE returned (
    mail_id INTEGER NOT NULL PRIMARY KEY REFERENCES mail (id),
    message_id VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
CREATE INDEX ix_returned_address ON returned (address);

CREATE TABLE attachment (
    mail_id INTEGER NOT NULL REFERENCES mail (id),
    number INTEGER NOT NULL,
    filename VARCHAR NOT NULL,
    content_type VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    content_id VARCHAR NOT NULL,
    inline BOOLEAN NOT NULL,
    PRIMARY KEY (mail_id, number)
) WITHOUT ROWID;

CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL,
    first_at VARCHAR NOT NULL,
    last_at VARCHAR NOT NULL
);

CREATE TABLE customer_address (
    address VARCHAR NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id)
) WITHOUT ROWID;
CREATE INDEX ix_customer_address_customer_id ON customer_address (customer_id);

-- Addresses that agents joined: address belongs to the person who has the address person.
CREATE TABLE customer_joined (
    address VARCHAR NOT NULL PRIMARY KEY,
    person VARCHAR NOT NULL
) WITHOUT ROWID;
CREATE INDEX ix_customer_joined_person ON customer_joined (person);

-- What imported files say of an address; pack is the record of the event that brought it.
CREATE TABLE customer_imported (
    address VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    pack VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    over BOOLEAN NOT NULL,
    PRIMARY KEY (address, field, value, pack)
) WITHOUT ROWID;
CREATE INDEX ix_customer_imported_pack ON customer_imported (pack);

-- One row for each person, for lists; words is what the search reads, in one spelling.
CREATE TABLE customer_entry (
    id INTEGER NOT NULL PRIMARY KEY,
    address VARCHAR NOT NULL UNIQUE,
    name VARCHAR NOT NULL,
    company VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    tags VARCHAR NOT NULL,
    flags VARCHAR NOT NULL,
    addresses INTEGER NOT NULL,
    words VARCHAR NOT NULL
);
CREATE VIRTUAL TABLE customer_fts USING fts5(
    words, content='customer_entry', content_rowid='id', prefix='2 3', detail=full,
    tokenize='unicode61 remove_diacritics 2'
);

-- A notice as the events about it tell; console is the one that sends it.
CREATE TABLE notice (
    name VARCHAR NOT NULL PRIMARY KEY,
    title VARCHAR NOT NULL,
    search VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    console VARCHAR NOT NULL,
    begun_at VARCHAR,
    people INTEGER NOT NULL
) WITHOUT ROWID;

-- The mails of notices that have left, from whatever console.
CREATE TABLE notice_sent (
    notice VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    ticket VARCHAR NOT NULL,
    message_id VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    PRIMARY KEY (notice, person)
) WITHOUT ROWID;
CREATE INDEX ix_notice_sent_ticket ON notice_sent (ticket);
CREATE INDEX ix_notice_sent_message_id ON notice_sent (message_id);

-- Whom a notice of this console goes to, with the mail of each: facts of this console alone.
CREATE TABLE notice_mail (
    notice VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    address VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    ticket VARCHAR NOT NULL,
    opens BOOLEAN NOT NULL,
    sender VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    known VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    message_id VARCHAR NOT NULL,
    PRIMARY KEY (notice, person)
) WITHOUT ROWID;
CREATE INDEX ix_notice_mail_message_id ON notice_mail (message_id);

-- Known issues, and suggestions to write to a customer that were dropped or taken up.
CREATE TABLE incident (
    name VARCHAR NOT NULL PRIMARY KEY,
    title VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    closed_at VARCHAR
) WITHOUT ROWID;

CREATE TABLE occasion (
    name VARCHAR NOT NULL PRIMARY KEY,
    how VARCHAR NOT NULL,
    at VARCHAR NOT NULL
) WITHOUT ROWID;

-- The notes that were not taken back; id is the place of their event.
CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY REFERENCES event (seq),
    ticket VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);
CREATE INDEX ix_note_ticket ON note (ticket);

-- The search indexes read their texts from mail and note; the code inserts and deletes the rows.
CREATE VIRTUAL TABLE mail_fts USING fts5(
    subject, text, people, files,
    content='mail', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE note_fts USING fts5(
    text, agent,
    content='note', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);

-- Of every 256 mail ids: when the newest of them was received, the last of them, and whether their
-- order is that of time. The search reads its hits by id, and stops where nothing newer can come.
CREATE TABLE mail_span (
    block INTEGER NOT NULL PRIMARY KEY,
    newest VARCHAR NOT NULL,
    last INTEGER NOT NULL,
    ordered BOOLEAN NOT NULL
);

-- The words of all texts, as the search indexes have them and in one spelling for ä, ae and a, so
-- that a word is found by its parts and by other spellings; mails says in about how many it is.
CREATE TABLE term (
    id INTEGER NOT NULL PRIMARY KEY,
    plain VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    mails INTEGER NOT NULL,
    UNIQUE (plain, word)
);

CREATE VIRTUAL TABLE term_fts USING fts5(plain, content='', detail=none, tokenize='trigram');
CREATE VIRTUAL TABLE mail_fts_words USING fts5vocab('mail_fts', 'row');

-- The mails, and as negative numbers the notes, whose words are not among the terms yet.
CREATE TABLE unlearned (
    id INTEGER NOT NULL PRIMARY KEY
);

CREATE TRIGGER mail_asks_again AFTER UPDATE OF subject, text, kind, direction ON mail
WHEN new.direction = 'in' BEGIN
    INSERT OR IGNORE INTO unsorted (id) VALUES (new.id);
END;

CREATE TRIGGER mail_emptied AFTER DELETE ON mail WHEN NOT EXISTS (SELECT 1 FROM mail) BEGIN
    DELETE FROM mail_span;
END;

CREATE TRIGGER mail_changed AFTER UPDATE OF subject, text, people, files ON mail BEGIN
    INSERT OR IGNORE INTO unlearned (id) VALUES (new.id);
END;

CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
    INSERT OR IGNORE INTO unlearned (id) VALUES (-new.id);
END;

CREATE TRIGGER ticket_tagged AFTER INSERT ON ticket WHEN new.tags <> '' BEGIN
    INSERT OR IGNORE INTO ticket_tag (tag, ticket)
    SELECT value, new.ref FROM json_each('["' || replace(new.tags, ',', '","') || '"]');
END;

CREATE TRIGGER ticket_tagged_anew AFTER UPDATE OF tags ON ticket WHEN new.tags <> old.tags BEGIN
    DELETE FROM ticket_tag WHERE ticket = old.ref;
    INSERT OR IGNORE INTO ticket_tag (tag, ticket)
    SELECT value, new.ref FROM json_each('["' || replace(new.tags, ',', '","') || '"]')
    WHERE new.tags <> '';
END;

CREATE TRIGGER ticket_untagged AFTER DELETE ON ticket WHEN old.tags <> '' BEGIN
    DELETE FROM ticket_tag WHERE ticket = old.ref;
END;

CREATE TRIGGER placement_added AFTER INSERT ON placement WHEN NOT new.gone BEGIN
    INSERT INTO placed (folder_id, uidvalidity, mails) VALUES (new.folder_id, new.uidvalidity, 1)
    ON CONFLICT DO UPDATE SET mails = mails + 1;
END;

CREATE TRIGGER placement_changed AFTER UPDATE OF gone ON placement WHEN old.gone <> new.gone BEGIN
    INSERT INTO placed (folder_id, uidvalidity, mails)
    VALUES (new.folder_id, new.uidvalidity, old.gone - new.gone)
    ON CONFLICT DO UPDATE SET mails = mails + excluded.mails;
END;

CREATE TRIGGER placement_removed AFTER DELETE ON placement WHEN NOT old.gone BEGIN
    UPDATE placed SET mails = mails - 1
    WHERE folder_id = old.folder_id AND uidvalidity = old.uidvalidity;
END;

-- What was measured of tickets for reports, and which are to be measured (again).
CREATE TABLE measure (
    what VARCHAR NOT NULL,
    day INTEGER NOT NULL,
    ticket VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    at VARCHAR NOT NULL,
    value INTEGER NOT NULL,
    wall INTEGER NOT NULL,
    more VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    traits INTEGER NOT NULL,
    PRIMARY KEY (what, day, ticket, place)
) WITHOUT ROWID;
CREATE INDEX measure_ticket ON measure (ticket);
CREATE INDEX measure_traits_day ON measure (what, traits, day, more, value, wall);

CREATE TABLE measure_traits (
    id INTEGER NOT NULL PRIMARY KEY,
    type VARCHAR NOT NULL,
    level INTEGER NOT NULL,
    channel VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    tags VARCHAR NOT NULL
);

-- Daily sums of what was measured, of all tickets and by each trait of theirs.
CREATE TABLE tally (
    what VARCHAR NOT NULL,
    trait VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    day INTEGER NOT NULL,
    more VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    value INTEGER NOT NULL,
    wall INTEGER NOT NULL,
    PRIMARY KEY (what, trait, word, day, more)
) WITHOUT ROWID;

CREATE TABLE spread (
    id INTEGER NOT NULL PRIMARY KEY,
    what VARCHAR NOT NULL,
    trait VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    day INTEGER NOT NULL,
    numbers BLOB NOT NULL,
    walls BLOB NOT NULL,
    UNIQUE (what, trait, word, day)
);

CREATE TABLE unmeasured (
    ticket VARCHAR NOT NULL PRIMARY KEY
) WITHOUT ROWID;

CREATE TRIGGER ticket_unmeasured AFTER INSERT ON ticket BEGIN
    INSERT INTO unmeasured (ticket) SELECT new.ref
    WHERE NOT EXISTS (SELECT 1 FROM unmeasured WHERE ticket = new.ref);
END;

CREATE TRIGGER ticket_unmeasured_anew AFTER UPDATE ON ticket BEGIN
    INSERT INTO unmeasured (ticket) SELECT new.ref
    WHERE NOT EXISTS (SELECT 1 FROM unmeasured WHERE ticket = new.ref);
END;

-- The numbers of a ticket that is no more go when it is its turn, so that the sums can follow.
CREATE TRIGGER ticket_no_longer_measured AFTER DELETE ON ticket BEGIN
    INSERT INTO unmeasured (ticket) SELECT old.ref
    WHERE NOT EXISTS (SELECT 1 FROM unmeasured WHERE ticket = old.ref);
END;

-- Surveys of tickets with their scores; and what this console decided about asking.
CREATE TABLE survey (
    id VARCHAR NOT NULL PRIMARY KEY,
    ticket VARCHAR NOT NULL,
    which VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    message_id VARCHAR NOT NULL,
    "key" VARCHAR NOT NULL,
    answered VARCHAR,
    value INTEGER,
    mail VARCHAR NOT NULL,
    agent VARCHAR NOT NULL,
    comment VARCHAR NOT NULL,
    objected BOOLEAN NOT NULL
) WITHOUT ROWID;
CREATE INDEX survey_ticket ON survey (ticket);
CREATE INDEX survey_answered ON survey (answered);
CREATE INDEX survey_at ON survey (at);
CREATE INDEX survey_email ON survey (email, at);

CREATE TABLE survey_decision (
    ticket VARCHAR NOT NULL PRIMARY KEY,
    closed VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    sent BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL
) WITHOUT ROWID;
