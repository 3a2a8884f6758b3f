CREATE TABLE {schema}{prefix}case_definition (
    place_id UUID NOT NULL,
    digest VARCHAR(64) NOT NULL,
    name VARCHAR(40) NOT NULL,
    version INTEGER NOT NULL,
    machine TEXT NOT NULL,
    pinned_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}case_definition PRIMARY KEY (place_id, digest),
    CONSTRAINT fk_{prefix}case_definition_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}case (
    place_id UUID NOT NULL,
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
    opened_on DATE NOT NULL,
    applied_on DATE,
    accepted_on DATE,
    is_ended BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}case PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}case_place_id_definition FOREIGN KEY(place_id, definition) REFERENCES {schema}{prefix}case_definition (place_id, digest)
);

CREATE TABLE {schema}{prefix}case_risk (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    sequence INTEGER NOT NULL,
    risk VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_risk_risk_known CHECK (risk in ('green', 'yellow', 'red')),
    must_report BOOLEAN NOT NULL,
    reported_to VARCHAR(200) NOT NULL,
    reason TEXT NOT NULL,
    set_by VARCHAR(120) NOT NULL,
    set_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}case_risk PRIMARY KEY (place_id, case_number, sequence),
    CONSTRAINT fk_{prefix}case_risk_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {schema}{prefix}case (place_id, number)
);

CREATE INDEX ix_{prefix}case_place_id_is_ended_state ON {schema}{prefix}case (place_id, is_ended, state);

