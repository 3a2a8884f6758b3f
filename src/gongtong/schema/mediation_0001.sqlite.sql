CREATE TABLE {schema}{prefix}case_definition (
    place_id BLOB NOT NULL,
    digest VARCHAR(64) NOT NULL,
    name VARCHAR(40) NOT NULL,
    version INTEGER NOT NULL,
    machine TEXT NOT NULL,
    pinned_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}case_definition PRIMARY KEY (place_id, digest),
    CONSTRAINT fk_{prefix}case_definition_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}case (
    place_id BLOB NOT NULL,
    number VARCHAR(32) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    description TEXT NOT NULL,
    source VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_source_known CHECK (source in ('application', 'own_initiative', 'police', 'court', 'hotline', 'canvass')),
    channel VARCHAR(40) NOT NULL,
    level VARCHAR(40) NOT NULL,
    state VARCHAR(40) NOT NULL,
    definition VARCHAR(64) NOT NULL,
    risk VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_risk_known CHECK (risk in ('green', 'yellow', 'red')),
    must_report BOOLEAN NOT NULL,
    openness VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_openness_known CHECK (openness in ('unsettled', 'open', 'closed')),
    opened_by VARCHAR(120) NOT NULL,
    opened_on VARCHAR(10) NOT NULL,
    applied_on VARCHAR(10),
    accepted_on VARCHAR(10),
    is_ended BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}case PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}case_place_id_definition FOREIGN KEY(place_id, definition) REFERENCES {prefix}case_definition (place_id, digest)
);

CREATE TABLE {schema}{prefix}case_participant (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    role VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_participant_role_known CHECK (role in ('relative', 'neighbour', 'colleague', 'expert', 'organisation', 'public_figure')),
    name VARCHAR(200) NOT NULL,
    invited_on VARCHAR(10) NOT NULL,
    invited_by VARCHAR(120) NOT NULL,
    consents TEXT NOT NULL,
    CONSTRAINT pk_{prefix}case_participant PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}case_participant_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_party (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    code VARCHAR(32) NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_party_kind_known CHECK (kind in ('person', 'organisation', 'group')),
    name VARCHAR(200) NOT NULL,
    contact VARCHAR(200) NOT NULL,
    building INTEGER,
    unit INTEGER,
    room INTEGER,
    acts_for_name VARCHAR(200),
    acts_for_basis VARCHAR(40) CONSTRAINT ck_{prefix}case_party_acts_for_basis_known CHECK (acts_for_basis in ('legal_representative', 'agent')),
    rule TEXT,
    joining TEXT,
    added_on VARCHAR(10) NOT NULL,
    told_on VARCHAR(10),
    told_how VARCHAR(40) CONSTRAINT ck_{prefix}case_party_told_how_known CHECK (told_how in ('in_person', 'on_paper', 'by_phone', 'online', 'at_meeting')),
    told_by VARCHAR(120),
    CONSTRAINT pk_{prefix}case_party PRIMARY KEY (place_id, case_number, code),
    CONSTRAINT fk_{prefix}case_party_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_risk (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    sequence INTEGER NOT NULL,
    risk VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_risk_risk_known CHECK (risk in ('green', 'yellow', 'red')),
    must_report BOOLEAN NOT NULL,
    reported_to VARCHAR(200) NOT NULL,
    reason TEXT NOT NULL,
    set_by VARCHAR(120) NOT NULL,
    set_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}case_risk PRIMARY KEY (place_id, case_number, sequence),
    CONSTRAINT fk_{prefix}case_risk_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}consent_sheet (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    party VARCHAR(32) NOT NULL,
    sheet INTEGER NOT NULL,
    how VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}consent_sheet_how_known CHECK (how in ('in_person', 'on_paper', 'by_phone', 'online', 'at_meeting')),
    document VARCHAR(64),
    recorded_by VARCHAR(120) NOT NULL,
    recorded_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}consent_sheet PRIMARY KEY (place_id, case_number, party, sheet),
    CONSTRAINT fk_{prefix}consent_sheet_place_id_case_number_party FOREIGN KEY(place_id, case_number, party) REFERENCES {prefix}case_party (place_id, case_number, code)
);

CREATE TABLE {schema}{prefix}party_contact (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    party VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    made_on VARCHAR(10) NOT NULL,
    way VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}party_contact_way_known CHECK (way in ('visit', 'phone', 'letter', 'online')),
    outcome VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}party_contact_outcome_known CHECK (outcome in ('talked', 'absent', 'refused')),
    note TEXT NOT NULL,
    made_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}party_contact PRIMARY KEY (place_id, case_number, party, number),
    CONSTRAINT fk_{prefix}party_contact_place_id_case_number_party FOREIGN KEY(place_id, case_number, party) REFERENCES {prefix}case_party (place_id, case_number, code)
);

CREATE TABLE {schema}{prefix}party_household (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    party VARCHAR(32) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    joined_on VARCHAR(10) NOT NULL,
    left_on VARCHAR(10),
    is_late BOOLEAN NOT NULL,
    head VARCHAR(200) NOT NULL,
    contact VARCHAR(200) NOT NULL,
    CONSTRAINT pk_{prefix}party_household PRIMARY KEY (place_id, case_number, party, building, unit, room, joined_on),
    CONSTRAINT fk_{prefix}party_household_place_id_case_number_party FOREIGN KEY(place_id, case_number, party) REFERENCES {prefix}case_party (place_id, case_number, code)
);

CREATE TABLE {schema}{prefix}party_mandate (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    party VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    representative VARCHAR(120) NOT NULL,
    name VARCHAR(200) NOT NULL,
    scope TEXT NOT NULL,
    since VARCHAR(10) NOT NULL,
    until VARCHAR(10) NOT NULL,
    document VARCHAR(64) NOT NULL,
    may_settle BOOLEAN NOT NULL,
    acts_alone BOOLEAN NOT NULL,
    pays_at_most_fen BIGINT,
    all_pay_at_most_fen BIGINT,
    receives_at_least_fen BIGINT,
    all_receive_at_least_fen BIGINT,
    revoked_on VARCHAR(10),
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}party_mandate PRIMARY KEY (place_id, case_number, party, number),
    CONSTRAINT fk_{prefix}party_mandate_place_id_case_number_party FOREIGN KEY(place_id, case_number, party) REFERENCES {prefix}case_party (place_id, case_number, code)
);

CREATE TABLE {schema}{prefix}consent (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    party VARCHAR(32) NOT NULL,
    sheet INTEGER NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    stance VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}consent_stance_known CHECK (stance in ('consent', 'refuse', 'withdrawn', 'stopped')),
    given_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}consent PRIMARY KEY (place_id, case_number, party, sheet, building, unit, room),
    CONSTRAINT fk_{prefix}consent_place_id_case_number_party_sheet FOREIGN KEY(place_id, case_number, party, sheet) REFERENCES {prefix}consent_sheet (place_id, case_number, party, sheet)
);

CREATE TABLE {schema}{prefix}mandate_household (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    party VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}mandate_household PRIMARY KEY (place_id, case_number, party, number, building, unit, room),
    CONSTRAINT fk_{prefix}mandate_household_place_id_case_number_party_number FOREIGN KEY(place_id, case_number, party, number) REFERENCES {prefix}party_mandate (place_id, case_number, party, number)
);

CREATE INDEX {schema}ix_{prefix}case_place_id_is_ended_state ON {prefix}case (place_id, is_ended, state);

