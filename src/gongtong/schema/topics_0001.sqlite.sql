CREATE TABLE {schema}{prefix}topic (
    place_id BLOB NOT NULL,
    code VARCHAR(40) NOT NULL,
    title VARCHAR(120) NOT NULL,
    opened_by VARCHAR(120) NOT NULL,
    opened_on VARCHAR(10) NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}topic_state_known CHECK (state in ('received', 'under_review', 'adopted', 'adopted_in_part', 'not_adopted', 'out_of_scope', 'in_progress', 'done', 'told', 'closed')),
    answer_by VARCHAR(10),
    CONSTRAINT pk_{prefix}topic PRIMARY KEY (place_id, code),
    CONSTRAINT fk_{prefix}topic_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}topic_handling (
    place_id BLOB NOT NULL,
    topic VARCHAR(40) NOT NULL,
    number INTEGER NOT NULL,
    event VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}topic_handling_event_known CHECK (event in ('review', 'adopt', 'adopt_in_part', 'decline', 'hand_on', 'start', 'finish', 'tell', 'close', 'reopen')),
    entered VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}topic_handling_entered_known CHECK (entered in ('received', 'under_review', 'adopted', 'adopted_in_part', 'not_adopted', 'out_of_scope', 'in_progress', 'done', 'told', 'closed')),
    reason TEXT NOT NULL,
    reply TEXT NOT NULL,
    evidence VARCHAR(64) NOT NULL,
    is_late BOOLEAN NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}topic_handling PRIMARY KEY (place_id, topic, number),
    CONSTRAINT fk_{prefix}topic_handling_place_id_topic FOREIGN KEY(place_id, topic) REFERENCES {prefix}topic (place_id, code)
);

CREATE TABLE {schema}{prefix}topic_link (
    place_id BLOB NOT NULL,
    topic VARCHAR(40) NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}topic_link_kind_known CHECK (kind in ('vote', 'spending', 'task', 'case', 'meeting')),
    reference VARCHAR(80) NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}topic_link PRIMARY KEY (place_id, topic, kind, reference),
    CONSTRAINT fk_{prefix}topic_link_place_id_topic FOREIGN KEY(place_id, topic) REFERENCES {prefix}topic (place_id, code)
);

CREATE TABLE {schema}{prefix}topic_merge (
    place_id BLOB NOT NULL,
    topic VARCHAR(40) NOT NULL,
    "into" VARCHAR(40) NOT NULL,
    turn_number INTEGER NOT NULL,
    turn VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}topic_merge_turn_known CHECK (turn in ('join', 'leave')),
    reason TEXT NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}topic_merge PRIMARY KEY (place_id, topic, turn_number),
    CONSTRAINT fk_{prefix}topic_merge_place_id_topic FOREIGN KEY(place_id, topic) REFERENCES {prefix}topic (place_id, code)
);

CREATE TABLE {schema}{prefix}topic_signature (
    place_id BLOB NOT NULL,
    topic VARCHAR(40) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    turn_number INTEGER NOT NULL,
    turn VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}topic_signature_turn_known CHECK (turn in ('join', 'leave')),
    reason TEXT NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}topic_signature PRIMARY KEY (place_id, topic, building, unit, room, turn_number),
    CONSTRAINT fk_{prefix}topic_signature_place_id_topic FOREIGN KEY(place_id, topic) REFERENCES {prefix}topic (place_id, code)
);

CREATE TABLE {schema}{prefix}topic_told (
    place_id BLOB NOT NULL,
    topic VARCHAR(40) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    how VARCHAR(80),
    answer VARCHAR(40) CONSTRAINT ck_{prefix}topic_told_answer_known CHECK (answer in ('satisfied', 'partly', 'not_satisfied')),
    told_on VARCHAR(10) NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}topic_told PRIMARY KEY (place_id, topic, building, unit, room, sequence),
    CONSTRAINT fk_{prefix}topic_told_place_id_topic FOREIGN KEY(place_id, topic) REFERENCES {prefix}topic (place_id, code)
);

CREATE TABLE {schema}{prefix}topic_opinion (
    place_id BLOB NOT NULL,
    topic VARCHAR(40) NOT NULL,
    number VARCHAR(32) NOT NULL,
    turn_number INTEGER NOT NULL,
    turn VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}topic_opinion_turn_known CHECK (turn in ('join', 'leave')),
    reason TEXT NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}topic_opinion PRIMARY KEY (place_id, topic, number, turn_number),
    CONSTRAINT fk_{prefix}topic_opinion_place_id_topic FOREIGN KEY(place_id, topic) REFERENCES {prefix}topic (place_id, code),
    CONSTRAINT fk_{prefix}topic_opinion_place_id_number FOREIGN KEY(place_id, number) REFERENCES {prefix}opinion (place_id, number)
);

CREATE INDEX {schema}ix_{prefix}topic_opinion_place_id_number ON {prefix}topic_opinion (place_id, number);

