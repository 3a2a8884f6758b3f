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

CREATE TABLE {schema}{prefix}book_match (
    place_id UUID NOT NULL,
    match_id UUID NOT NULL,
    account VARCHAR(40) NOT NULL,
    against VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}book_match_against_known CHECK (against in ('cash_book', 'statement')),
    paired_by VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}book_match_paired_by_known CHECK (paired_by in ('cancelled', 'exact', 'reference', 'days', 'by_hand')),
    other_lines TEXT NOT NULL,
    ledger_lines TEXT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    made_by VARCHAR(120) NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    undone_by VARCHAR(120) NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    undone_because VARCHAR(200) NOT NULL,
    CONSTRAINT pk_{prefix}book_match PRIMARY KEY (place_id, match_id),
    CONSTRAINT fk_{prefix}book_match_place_id_account FOREIGN KEY(place_id, account) REFERENCES {schema}{prefix}account (place_id, code)
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

CREATE TABLE {schema}{prefix}item_word (
    place_id UUID NOT NULL,
    word_id UUID NOT NULL,
    account VARCHAR(40) NOT NULL,
    against VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}item_word_against_known CHECK (against in ('cash_book', 'statement')),
    side VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}item_word_side_known CHECK (side in ('other', 'ledger')),
    line_id VARCHAR(80) NOT NULL,
    reason VARCHAR(200) NOT NULL,
    said_by VARCHAR(120) NOT NULL,
    said_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_{prefix}item_word PRIMARY KEY (place_id, word_id),
    CONSTRAINT fk_{prefix}item_word_place_id_account FOREIGN KEY(place_id, account) REFERENCES {schema}{prefix}account (place_id, code)
);

CREATE TABLE {schema}{prefix}statement (
    place_id UUID NOT NULL,
    statement_id UUID NOT NULL,
    account VARCHAR(40) NOT NULL,
    bank_account VARCHAR(120) NOT NULL,
    currency VARCHAR(3) NOT NULL,
    from_day DATE NOT NULL,
    through_day DATE NOT NULL,
    opening_fen BIGINT,
    closing_fen BIGINT,
    file TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    kept_by VARCHAR(120) NOT NULL,
    kept_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_{prefix}statement PRIMARY KEY (place_id, statement_id),
    CONSTRAINT fk_{prefix}statement_place_id_account FOREIGN KEY(place_id, account) REFERENCES {schema}{prefix}account (place_id, code)
);

CREATE TABLE {schema}{prefix}book_match_line (
    place_id UUID NOT NULL,
    against VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}book_match_line_against_known CHECK (against in ('cash_book', 'statement')),
    side VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}book_match_line_side_known CHECK (side in ('other', 'ledger')),
    line_id VARCHAR(80) NOT NULL,
    match_id UUID NOT NULL,
    CONSTRAINT pk_{prefix}book_match_line PRIMARY KEY (place_id, against, side, line_id),
    CONSTRAINT fk_{prefix}book_match_line_place_id_match_id FOREIGN KEY(place_id, match_id) REFERENCES {schema}{prefix}book_match (place_id, match_id)
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

CREATE TABLE {schema}{prefix}statement_line (
    place_id UUID NOT NULL,
    line_id UUID NOT NULL,
    statement_id UUID NOT NULL,
    account VARCHAR(40) NOT NULL,
    identity VARCHAR(80) NOT NULL,
    booked_on DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    counterparty TEXT NOT NULL,
    counterparty_account TEXT NOT NULL,
    said TEXT NOT NULL,
    reference TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    transaction_id TEXT NOT NULL,
    is_opening BOOLEAN NOT NULL,
    CONSTRAINT pk_{prefix}statement_line PRIMARY KEY (place_id, line_id),
    CONSTRAINT uq_{prefix}statement_line_place_id_account_identity UNIQUE (place_id, account, identity),
    CONSTRAINT fk_{prefix}statement_line_place_id_statement_id FOREIGN KEY(place_id, statement_id) REFERENCES {schema}{prefix}statement (place_id, statement_id),
    CONSTRAINT ck_{prefix}statement_line_amount_not_zero CHECK (amount_fen <> 0)
);

CREATE INDEX ix_{prefix}book_match_place_id_account_against ON {schema}{prefix}book_match (place_id, account, against);

CREATE INDEX ix_{prefix}cash_line_place_id_account_noted_on ON {schema}{prefix}cash_line (place_id, account, noted_on);

CREATE INDEX ix_{prefix}statement_place_id_account ON {schema}{prefix}statement (place_id, account);

CREATE INDEX ix_{prefix}book_match_line_place_id_match_id ON {schema}{prefix}book_match_line (place_id, match_id);

CREATE INDEX ix_{prefix}receipt_place_id_state_received_on ON {schema}{prefix}receipt (place_id, state, received_on);

CREATE INDEX ix_{prefix}statement_line_place_id_account_booked_on ON {schema}{prefix}statement_line (place_id, account, booked_on);

