CREATE TABLE {schema}{prefix}arrears_letter (
    place_id BLOB NOT NULL,
    letter_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    dwelling_id BLOB NOT NULL,
    written_on VARCHAR(10) NOT NULL,
    due_fen BIGINT NOT NULL,
    digest BLOB NOT NULL,
    delivery TEXT NOT NULL,
    sent_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}arrears_letter PRIMARY KEY (place_id, letter_id),
    CONSTRAINT uq_{prefix}arrears_letter_place_id_year_number UNIQUE (place_id, year, number)
);

CREATE TABLE {schema}{prefix}instalment_plan (
    place_id BLOB NOT NULL,
    plan_id BLOB NOT NULL,
    dwelling_id BLOB NOT NULL,
    agreed_on VARCHAR(10) NOT NULL,
    charge_ids TEXT NOT NULL,
    parts TEXT NOT NULL,
    grace_days INTEGER NOT NULL,
    rest_due_at_once BOOLEAN NOT NULL,
    household_signed_by TEXT NOT NULL,
    signed_by VARCHAR(120) NOT NULL,
    documents TEXT NOT NULL,
    CONSTRAINT pk_{prefix}instalment_plan PRIMARY KEY (place_id, plan_id)
);

CREATE TABLE {schema}{prefix}moved_credit (
    place_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    received_by BLOB NOT NULL,
    from_dwelling_id BLOB NOT NULL,
    to_dwelling_id BLOB NOT NULL,
    CONSTRAINT pk_{prefix}moved_credit PRIMARY KEY (place_id, entry_id),
    CONSTRAINT fk_{prefix}moved_credit_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {prefix}entry (place_id, entry_id)
);

CREATE TABLE {schema}{prefix}allocation (
    place_id BLOB NOT NULL,
    allocation_id BLOB NOT NULL,
    charge_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    dwelling_id BLOB NOT NULL,
    fund VARCHAR(40) NOT NULL,
    amount_fen BIGINT NOT NULL,
    effective_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}allocation PRIMARY KEY (place_id, allocation_id),
    CONSTRAINT ck_{prefix}allocation_amount_not_zero CHECK (amount_fen <> 0),
    CONSTRAINT fk_{prefix}allocation_place_id_charge_id FOREIGN KEY(place_id, charge_id) REFERENCES {prefix}charge (place_id, charge_id),
    CONSTRAINT fk_{prefix}allocation_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {prefix}entry (place_id, entry_id)
);

CREATE TABLE {schema}{prefix}correction (
    place_id BLOB NOT NULL,
    correction_id BLOB NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}correction_kind_known CHECK (kind in ('credit_note', 'waiver', 'refund')),
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}correction_state_known CHECK (state in ('asked', 'approved', 'paid', 'booked', 'refused')),
    dwelling_id BLOB NOT NULL,
    fund VARCHAR(40) NOT NULL,
    charge_id BLOB,
    amount_fen BIGINT NOT NULL,
    reason TEXT NOT NULL,
    decision TEXT NOT NULL,
    documents TEXT NOT NULL,
    asked_by VARCHAR(120) NOT NULL,
    asked_at VARCHAR(27) NOT NULL,
    decided_by VARCHAR(120),
    account VARCHAR(40),
    paid_by VARCHAR(120),
    paid_on VARCHAR(10),
    entry_id BLOB,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}correction PRIMARY KEY (place_id, correction_id),
    CONSTRAINT ck_{prefix}correction_amount_is_positive CHECK (amount_fen > 0),
    CONSTRAINT fk_{prefix}correction_place_id_charge_id FOREIGN KEY(place_id, charge_id) REFERENCES {prefix}charge (place_id, charge_id),
    CONSTRAINT fk_{prefix}correction_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {prefix}entry (place_id, entry_id)
);

CREATE INDEX {schema}ix_{prefix}arrears_letter_place_id_dwelling_id ON {prefix}arrears_letter (place_id, dwelling_id);

CREATE INDEX {schema}ix_{prefix}instalment_plan_place_id_dwelling_id ON {prefix}instalment_plan (place_id, dwelling_id);

CREATE INDEX {schema}ix_{prefix}moved_credit_place_id_received_by ON {prefix}moved_credit (place_id, received_by);

CREATE INDEX {schema}ix_{prefix}allocation_place_id_charge_id ON {prefix}allocation (place_id, charge_id);

CREATE INDEX {schema}ix_{prefix}allocation_place_id_dwelling_id ON {prefix}allocation (place_id, dwelling_id);

CREATE INDEX {schema}ix_{prefix}correction_place_id_dwelling_id ON {prefix}correction (place_id, dwelling_id);

