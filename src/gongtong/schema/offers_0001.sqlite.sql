CREATE TABLE {schema}{prefix}offer_version (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    made_by_party VARCHAR(32),
    text TEXT NOT NULL,
    stands_until VARCHAR(10),
    is_provisional BOOLEAN NOT NULL,
    made_on VARCHAR(10) NOT NULL,
    made_by VARCHAR(120) NOT NULL,
    replaces INTEGER,
    counters BOOLEAN NOT NULL,
    closed_on VARCHAR(10),
    report TEXT,
    CONSTRAINT pk_{prefix}offer_version PRIMARY KEY (place_id, case_number, number, version),
    CONSTRAINT fk_{prefix}offer_version_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}offer_amount (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    flow VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}offer_amount_flow_known CHECK (flow in ('pays', 'receives')),
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}offer_amount PRIMARY KEY (place_id, case_number, number, version, party, building, unit, room, flow),
    CONSTRAINT fk_{prefix}offer_amount_place_id_case_number_number_version FOREIGN KEY(place_id, case_number, number, version) REFERENCES {prefix}offer_version (place_id, case_number, number, version)
);

CREATE TABLE {schema}{prefix}offer_sheet (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sheet INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    how VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}offer_sheet_how_known CHECK (how in ('in_person', 'on_paper', 'by_phone', 'online', 'at_meeting')),
    document VARCHAR(64),
    mandates TEXT NOT NULL,
    recorded_by VARCHAR(120) NOT NULL,
    recorded_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}offer_sheet PRIMARY KEY (place_id, case_number, number, version, sheet),
    CONSTRAINT fk_{prefix}offer_sheet_place_id_case_number_number_version FOREIGN KEY(place_id, case_number, number, version) REFERENCES {prefix}offer_version (place_id, case_number, number, version)
);

CREATE TABLE {schema}{prefix}offer_stance (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sheet INTEGER NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    stance VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}offer_stance_stance_known CHECK (stance in ('accept', 'refuse', 'counter')),
    given_on VARCHAR(10) NOT NULL,
    by_mandate BOOLEAN NOT NULL,
    CONSTRAINT pk_{prefix}offer_stance PRIMARY KEY (place_id, case_number, number, version, sheet, building, unit, room),
    CONSTRAINT fk_{prefix}offer_stance_place_id_case_number_number_version FOREIGN KEY(place_id, case_number, number, version) REFERENCES {prefix}offer_version (place_id, case_number, number, version)
);

