CREATE TABLE {schema}{prefix}case_clock (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    clock VARCHAR(40) NOT NULL,
    sequence INTEGER NOT NULL,
    state VARCHAR(40) NOT NULL,
    zh VARCHAR(40) NOT NULL,
    term_length INTEGER NOT NULL,
    term_unit VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_clock_term_unit_known CHECK (term_unit in ('hour', 'day', 'working_day', 'month')),
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_on DATE,
    due_at TIMESTAMP WITH TIME ZONE,
    provisional BOOLEAN NOT NULL,
    event VARCHAR(40) NOT NULL,
    automatic BOOLEAN NOT NULL,
    pauses TEXT NOT NULL,
    extensions TEXT NOT NULL,
    stopped_on DATE,
    told_on DATE,
    CONSTRAINT pk_{prefix}case_clock PRIMARY KEY (place_id, case_number, clock, sequence),
    CONSTRAINT fk_{prefix}case_clock_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {schema}{prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_extension (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    clock VARCHAR(40) NOT NULL,
    extended_to DATE NOT NULL,
    words TEXT NOT NULL,
    proposed_by VARCHAR(120) NOT NULL,
    proposed_on DATE NOT NULL,
    taken_on DATE,
    CONSTRAINT pk_{prefix}case_extension PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}case_extension_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {schema}{prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_pause (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    ground VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_pause_ground_known CHECK (ground in ('appraisal', 'inquiry', 'force_majeure')),
    words TEXT NOT NULL,
    since DATE NOT NULL,
    expected_end DATE NOT NULL,
    ended_on DATE,
    paused_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}case_pause PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}case_pause_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {schema}{prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_extension_consent (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    agreed_on DATE NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}case_extension_consent PRIMARY KEY (place_id, case_number, number, party),
    CONSTRAINT fk_{prefix}case_extension_consent_extension FOREIGN KEY(place_id, case_number, number) REFERENCES {schema}{prefix}case_extension (place_id, case_number, number)
);

CREATE INDEX ix_{prefix}case_clock_place_id_stopped_on_due_on ON {schema}{prefix}case_clock (place_id, stopped_on, due_on);

