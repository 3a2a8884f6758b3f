CREATE TABLE {schema}{prefix}session (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    held_on DATE NOT NULL,
    venue VARCHAR(2000) NOT NULL,
    mediators TEXT NOT NULL,
    present TEXT NOT NULL,
    participants TEXT NOT NULL,
    opened_by VARCHAR(120) NOT NULL,
    outcome VARCHAR(40) CONSTRAINT ck_{prefix}session_outcome_known CHECK (outcome in ('adjourned', 'agreed', 'failed')),
    reason VARCHAR(2000) NOT NULL,
    next_on DATE,
    closed_on DATE,
    CONSTRAINT pk_{prefix}session PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}session_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {schema}{prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}session_concession (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    concession INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    text TEXT NOT NULL,
    released_on DATE,
    CONSTRAINT pk_{prefix}session_concession PRIMARY KEY (place_id, case_number, number, concession),
    CONSTRAINT fk_{prefix}session_concession_place_id_case_number_number FOREIGN KEY(place_id, case_number, number) REFERENCES {schema}{prefix}session (place_id, case_number, number)
);

CREATE TABLE {schema}{prefix}session_minutes (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    text TEXT NOT NULL,
    kept_by VARCHAR(120) NOT NULL,
    kept_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}session_minutes PRIMARY KEY (place_id, case_number, number, entry),
    CONSTRAINT fk_{prefix}session_minutes_place_id_case_number_number FOREIGN KEY(place_id, case_number, number) REFERENCES {schema}{prefix}session (place_id, case_number, number)
);

CREATE TABLE {schema}{prefix}session_signature (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    signed_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}session_signature PRIMARY KEY (place_id, case_number, number, entry, party),
    CONSTRAINT fk_{prefix}session_signature_place_id_case_number_number FOREIGN KEY(place_id, case_number, number) REFERENCES {schema}{prefix}session (place_id, case_number, number)
);

