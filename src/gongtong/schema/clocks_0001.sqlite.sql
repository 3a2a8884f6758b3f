CREATE TABLE {schema}{prefix}case_clock (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    clock VARCHAR(40) NOT NULL,
    sequence INTEGER NOT NULL,
    state VARCHAR(40) NOT NULL,
    zh VARCHAR(40) NOT NULL,
    term_length INTEGER NOT NULL,
    term_unit VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_clock_term_unit_known CHECK (term_unit in ('hour', 'day', 'working_day', 'month')),
    started_at VARCHAR(27) NOT NULL,
    due_on VARCHAR(10),
    due_at VARCHAR(27),
    provisional BOOLEAN NOT NULL,
    event VARCHAR(40) NOT NULL,
    automatic BOOLEAN NOT NULL,
    pauses TEXT NOT NULL,
    extensions TEXT NOT NULL,
    stopped_on VARCHAR(10),
    told_on VARCHAR(10),
    CONSTRAINT pk_{prefix}case_clock PRIMARY KEY (place_id, case_number, clock, sequence),
    CONSTRAINT fk_{prefix}case_clock_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_extension (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    clock VARCHAR(40) NOT NULL,
    extended_to VARCHAR(10) NOT NULL,
    words TEXT NOT NULL,
    proposed_by VARCHAR(120) NOT NULL,
    proposed_on VARCHAR(10) NOT NULL,
    taken_on VARCHAR(10),
    CONSTRAINT pk_{prefix}case_extension PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}case_extension_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_pause (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    ground VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_pause_ground_known CHECK (ground in ('appraisal', 'inquiry', 'force_majeure')),
    words TEXT NOT NULL,
    since VARCHAR(10) NOT NULL,
    expected_end VARCHAR(10) NOT NULL,
    ended_on VARCHAR(10),
    paused_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}case_pause PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}case_pause_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_extension_consent (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    agreed_on VARCHAR(10) NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}case_extension_consent PRIMARY KEY (place_id, case_number, number, party),
    CONSTRAINT fk_{prefix}case_extension_consent_extension FOREIGN KEY(place_id, case_number, number) REFERENCES {prefix}case_extension (place_id, case_number, number)
);

CREATE INDEX {schema}ix_{prefix}case_clock_place_id_stopped_on_due_on ON {prefix}case_clock (place_id, stopped_on, due_on);

