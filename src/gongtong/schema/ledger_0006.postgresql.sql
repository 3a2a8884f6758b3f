CREATE TABLE {schema}{prefix}count_signature (
    place_id UUID NOT NULL,
    year INTEGER NOT NULL,
    month INTEGER NOT NULL,
    number INTEGER NOT NULL,
    side VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}count_signature_side_known CHECK (side in ('cashier', 'bookkeeper')),
    figures TEXT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    signed_by VARCHAR(120) NOT NULL,
    signed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_{prefix}count_signature PRIMARY KEY (place_id, year, month, number),
    CONSTRAINT fk_{prefix}count_signature_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}cash_line (
    place_id UUID NOT NULL,
    line_id UUID NOT NULL,
    position INTEGER NOT NULL,
    account VARCHAR(40) NOT NULL,
    noted_on DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    counterparty VARCHAR(200) NOT NULL,
    said VARCHAR(400) NOT NULL,
    reference VARCHAR(200) NOT NULL,
    voucher VARCHAR(200) NOT NULL,
    spending_id UUID,
    document TEXT,
    counters UUID,
    reason VARCHAR(200) NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    noted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_{prefix}cash_line PRIMARY KEY (place_id, line_id),
    CONSTRAINT uq_{prefix}cash_line_place_id_position UNIQUE (place_id, position),
    CONSTRAINT uq_{prefix}cash_line_place_id_counters UNIQUE (place_id, counters),
    CONSTRAINT fk_{prefix}cash_line_place_id_counters FOREIGN KEY(place_id, counters) REFERENCES {schema}{prefix}cash_line (place_id, line_id),
    CONSTRAINT fk_{prefix}cash_line_place_id_account FOREIGN KEY(place_id, account) REFERENCES {schema}{prefix}account (place_id, code),
    CONSTRAINT ck_{prefix}cash_line_amount_not_zero CHECK (amount_fen <> 0)
);

CREATE TABLE {schema}{prefix}receipt (
    place_id UUID NOT NULL,
    receipt_id UUID NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    dwelling_id UUID NOT NULL,
    payer VARCHAR(200) NOT NULL,
    amount_fen BIGINT NOT NULL,
    received_on DATE NOT NULL,
    said VARCHAR(200) NOT NULL,
    account VARCHAR(40) NOT NULL,
    fund VARCHAR(40) NOT NULL,
    printed TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    cash_line_id UUID NOT NULL,
    issued_by VARCHAR(120) NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}receipt_state_known CHECK (state in ('issued', 'booked', 'voided')),
    entry_id UUID,
    voided_by VARCHAR(120) NOT NULL,
    void_reason VARCHAR(200) NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}receipt PRIMARY KEY (place_id, receipt_id),
    CONSTRAINT uq_{prefix}receipt_place_id_year_number UNIQUE (place_id, year, number),
    CONSTRAINT uq_{prefix}receipt_place_id_cash_line_id UNIQUE (place_id, cash_line_id),
    CONSTRAINT uq_{prefix}receipt_place_id_entry_id UNIQUE (place_id, entry_id),
    CONSTRAINT fk_{prefix}receipt_place_id_cash_line_id FOREIGN KEY(place_id, cash_line_id) REFERENCES {schema}{prefix}cash_line (place_id, line_id),
    CONSTRAINT fk_{prefix}receipt_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {schema}{prefix}entry (place_id, entry_id),
    CONSTRAINT ck_{prefix}receipt_amount_positive CHECK (amount_fen > 0)
);

CREATE INDEX ix_{prefix}cash_line_place_id_account_noted_on ON {schema}{prefix}cash_line (place_id, account, noted_on);

CREATE INDEX ix_{prefix}receipt_place_id_state_received_on ON {schema}{prefix}receipt (place_id, state, received_on);

