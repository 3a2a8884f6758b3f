CREATE TABLE {schema}{prefix}arrears_letter (
    place_id UUID NOT NULL,
    letter_id UUID NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    dwelling_id UUID NOT NULL,
    written_on DATE NOT NULL,
    due_fen BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    delivery TEXT NOT NULL,
    sent_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}arrears_letter PRIMARY KEY (place_id, letter_id),
    CONSTRAINT uq_{prefix}arrears_letter_place_id_year_number UNIQUE (place_id, year, number)
);

CREATE TABLE {schema}{prefix}instalment_plan (
    place_id UUID NOT NULL,
    plan_id UUID NOT NULL,
    dwelling_id UUID NOT NULL,
    agreed_on DATE NOT NULL,
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
    place_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    received_by UUID NOT NULL,
    from_dwelling_id UUID NOT NULL,
    to_dwelling_id UUID NOT NULL,
    CONSTRAINT pk_{prefix}moved_credit PRIMARY KEY (place_id, entry_id),
    CONSTRAINT fk_{prefix}moved_credit_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {schema}{prefix}entry (place_id, entry_id)
);

CREATE TABLE {schema}{prefix}allocation (
    place_id UUID NOT NULL,
    allocation_id UUID NOT NULL,
    charge_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    dwelling_id UUID NOT NULL,
    fund VARCHAR(40) NOT NULL,
    amount_fen BIGINT NOT NULL,
    effective_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}allocation PRIMARY KEY (place_id, allocation_id),
    CONSTRAINT ck_{prefix}allocation_amount_not_zero CHECK (amount_fen <> 0),
    CONSTRAINT fk_{prefix}allocation_place_id_charge_id FOREIGN KEY(place_id, charge_id) REFERENCES {schema}{prefix}charge (place_id, charge_id),
    CONSTRAINT fk_{prefix}allocation_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {schema}{prefix}entry (place_id, entry_id)
);

CREATE TABLE {schema}{prefix}correction (
    place_id UUID NOT NULL,
    correction_id UUID NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}correction_kind_known CHECK (kind in ('credit_note', 'waiver', 'refund')),
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}correction_state_known CHECK (state in ('asked', 'approved', 'paid', 'booked', 'refused')),
    dwelling_id UUID NOT NULL,
    fund VARCHAR(40) NOT NULL,
    charge_id UUID,
    amount_fen BIGINT NOT NULL,
    reason TEXT NOT NULL,
    decision TEXT NOT NULL,
    documents TEXT NOT NULL,
    asked_by VARCHAR(120) NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_by VARCHAR(120),
    account VARCHAR(40),
    paid_by VARCHAR(120),
    paid_on DATE,
    entry_id UUID,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}correction PRIMARY KEY (place_id, correction_id),
    CONSTRAINT ck_{prefix}correction_amount_is_positive CHECK (amount_fen > 0),
    CONSTRAINT fk_{prefix}correction_place_id_charge_id FOREIGN KEY(place_id, charge_id) REFERENCES {schema}{prefix}charge (place_id, charge_id),
    CONSTRAINT fk_{prefix}correction_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {schema}{prefix}entry (place_id, entry_id)
);

CREATE INDEX ix_{prefix}arrears_letter_place_id_dwelling_id ON {schema}{prefix}arrears_letter (place_id, dwelling_id);

CREATE INDEX ix_{prefix}instalment_plan_place_id_dwelling_id ON {schema}{prefix}instalment_plan (place_id, dwelling_id);

CREATE INDEX ix_{prefix}moved_credit_place_id_received_by ON {schema}{prefix}moved_credit (place_id, received_by);

CREATE INDEX ix_{prefix}allocation_place_id_charge_id ON {schema}{prefix}allocation (place_id, charge_id);

CREATE INDEX ix_{prefix}allocation_place_id_dwelling_id ON {schema}{prefix}allocation (place_id, dwelling_id);

CREATE INDEX ix_{prefix}correction_place_id_dwelling_id ON {schema}{prefix}correction (place_id, dwelling_id);

