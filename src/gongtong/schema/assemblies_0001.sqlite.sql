CREATE TABLE {schema}{prefix}meeting (
    place_id BLOB NOT NULL,
    number VARCHAR(32) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    title TEXT NOT NULL,
    machine_version INTEGER NOT NULL,
    state VARCHAR(40) NOT NULL,
    called_by VARCHAR(120) NOT NULL,
    called_on VARCHAR(10) NOT NULL,
    petition TEXT,
    planned_for VARCHAR(10) NOT NULL,
    basis VARCHAR(40) CONSTRAINT ck_{prefix}meeting_basis_known CHECK (basis in ('adults', 'households', 'groups', 'group_delegates', 'representatives', 'body', 'present')),
    entitled INTEGER NOT NULL,
    noticed_on VARCHAR(10),
    special TEXT,
    sitting INTEGER NOT NULL,
    present INTEGER NOT NULL,
    shown_at TEXT,
    shown_from VARCHAR(10),
    taken_down_on VARCHAR(10),
    annulled_by TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}meeting PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}meeting_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}agenda_item (
    place_id BLOB NOT NULL,
    meeting VARCHAR(32) NOT NULL,
    item INTEGER NOT NULL,
    title TEXT NOT NULL,
    is_weighty BOOLEAN NOT NULL,
    studied_on VARCHAR(10),
    links TEXT NOT NULL,
    outcome VARCHAR(40) CONSTRAINT ck_{prefix}agenda_item_outcome_known CHECK (outcome in ('passed', 'failed', 'advice')),
    show TEXT,
    CONSTRAINT pk_{prefix}agenda_item PRIMARY KEY (place_id, meeting, item),
    CONSTRAINT fk_{prefix}agenda_item_place_id_meeting FOREIGN KEY(place_id, meeting) REFERENCES {prefix}meeting (place_id, number)
);

CREATE TABLE {schema}{prefix}meeting_attendance (
    place_id BLOB NOT NULL,
    meeting VARCHAR(32) NOT NULL,
    sitting INTEGER NOT NULL,
    voter VARCHAR(120) NOT NULL,
    holder VARCHAR(120),
    CONSTRAINT pk_{prefix}meeting_attendance PRIMARY KEY (place_id, meeting, sitting, voter),
    CONSTRAINT fk_{prefix}meeting_attendance_place_id_meeting FOREIGN KEY(place_id, meeting) REFERENCES {prefix}meeting (place_id, number)
);

CREATE TABLE {schema}{prefix}meeting_minutes (
    place_id BLOB NOT NULL,
    meeting VARCHAR(32) NOT NULL,
    text TEXT NOT NULL,
    digest BLOB NOT NULL,
    kept_by VARCHAR(120) NOT NULL,
    kept_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_{prefix}meeting_minutes PRIMARY KEY (place_id, meeting),
    CONSTRAINT fk_{prefix}meeting_minutes_place_id_meeting FOREIGN KEY(place_id, meeting) REFERENCES {prefix}meeting (place_id, number)
);

CREATE TABLE {schema}{prefix}minutes_signature (
    place_id BLOB NOT NULL,
    meeting VARCHAR(32) NOT NULL,
    person VARCHAR(120) NOT NULL,
    signed_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_{prefix}minutes_signature PRIMARY KEY (place_id, meeting, person),
    CONSTRAINT fk_{prefix}minutes_signature_place_id_meeting FOREIGN KEY(place_id, meeting) REFERENCES {prefix}meeting (place_id, number)
);

