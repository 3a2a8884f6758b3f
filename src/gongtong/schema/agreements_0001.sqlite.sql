CREATE TABLE {schema}{prefix}agreement (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    form VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}agreement_form_known CHECK (form in ('written', 'oral')),
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}agreement_state_known CHECK (state in ('draft', 'open', 'oral', 'in_force', 'applied', 'confirmed', 'dismissed', 'performed', 'superseded', 'void')),
    terms TEXT NOT NULL,
    drafted_by VARCHAR(120) NOT NULL,
    drafted_on VARCHAR(10) NOT NULL,
    hints_checked TEXT NOT NULL,
    mediator VARCHAR(120),
    mediator_signed_on VARCHAR(10),
    sealed_on VARCHAR(10),
    seal_document VARCHAR(64),
    waived_by TEXT NOT NULL,
    agreed_on VARCHAR(10),
    effective_on VARCHAR(10),
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}agreement PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}agreement_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}agreement_court (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    step VARCHAR(32) NOT NULL,
    court VARCHAR(200) NOT NULL,
    happened_on VARCHAR(10) NOT NULL,
    document VARCHAR(64) NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}agreement_court PRIMARY KEY (place_id, case_number, number, sequence),
    CONSTRAINT fk_{prefix}agreement_court_place_id_case_number_number FOREIGN KEY(place_id, case_number, number) REFERENCES {prefix}agreement (place_id, case_number, number)
);

CREATE TABLE {schema}{prefix}agreement_signature (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    way VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}agreement_signature_way_known CHECK (way in ('signature', 'seal', 'fingerprint', 'e_signature')),
    signed_on VARCHAR(10) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    mandate INTEGER,
    entered_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}agreement_signature PRIMARY KEY (place_id, case_number, number, sequence),
    CONSTRAINT fk_{prefix}agreement_signature_place_id_case_number_number FOREIGN KEY(place_id, case_number, number) REFERENCES {prefix}agreement (place_id, case_number, number)
);

