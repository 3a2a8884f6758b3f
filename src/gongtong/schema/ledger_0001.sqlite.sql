CREATE TABLE {schema}{prefix}account (
    place_id BLOB NOT NULL,
    code VARCHAR(40) NOT NULL,
    zh VARCHAR(100) NOT NULL,
    en VARCHAR(100) NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}account_kind_known CHECK (kind in ('asset', 'liability', 'net_assets', 'income', 'expense')),
    per_dwelling BOOLEAN NOT NULL,
    holds_money BOOLEAN NOT NULL,
    may_be_negative BOOLEAN NOT NULL,
    clears_through VARCHAR(40),
    closed_on VARCHAR(10),
    CONSTRAINT pk_{prefix}account PRIMARY KEY (place_id, code),
    CONSTRAINT fk_{prefix}account_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}books (
    place_id BLOB NOT NULL,
    opened_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}books PRIMARY KEY (place_id),
    CONSTRAINT fk_{prefix}books_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}entry (
    place_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}entry_kind_known CHECK (kind in ('opening', 'manual', 'assessment', 'waiver', 'receipt', 'reassignment', 'payment', 'refund', 'spending', 'transfer', 'cost_sharing', 'late_charge', 'credit_note', 'trust_money', 'distribution', 'imported', 'adjustment', 'closing', 'reversal')),
    effective_on VARCHAR(10) NOT NULL,
    booked_at VARCHAR(27) NOT NULL,
    booked_by VARCHAR(120) NOT NULL,
    narration VARCHAR(500) NOT NULL,
    documents TEXT,
    reverses BLOB,
    CONSTRAINT pk_{prefix}entry PRIMARY KEY (place_id, entry_id),
    CONSTRAINT uq_{prefix}entry_place_id_year_number UNIQUE (place_id, year, number),
    CONSTRAINT uq_{prefix}entry_place_id_reverses UNIQUE (place_id, reverses),
    CONSTRAINT fk_{prefix}entry_place_id_reverses FOREIGN KEY(place_id, reverses) REFERENCES {prefix}entry (place_id, entry_id),
    CONSTRAINT fk_{prefix}entry_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}fund (
    place_id BLOB NOT NULL,
    code VARCHAR(40) NOT NULL,
    zh VARCHAR(100) NOT NULL,
    en VARCHAR(100) NOT NULL,
    currency VARCHAR(3) NOT NULL,
    restricted BOOLEAN NOT NULL,
    closed_on VARCHAR(10),
    CONSTRAINT pk_{prefix}fund PRIMARY KEY (place_id, code),
    CONSTRAINT fk_{prefix}fund_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}period (
    place_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    month INTEGER NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}period_state_known CHECK (state in ('open', 'closing', 'closed', 'reopening')),
    changed_by VARCHAR(120) NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}period PRIMARY KEY (place_id, year, month),
    CONSTRAINT fk_{prefix}period_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}spending (
    place_id BLOB NOT NULL,
    spending_id BLOB NOT NULL,
    fund VARCHAR(40) NOT NULL,
    expense_account VARCHAR(40) NOT NULL,
    amount_fen BIGINT NOT NULL,
    purpose VARCHAR(200) NOT NULL,
    payee VARCHAR(200) NOT NULL,
    applicant VARCHAR(120) NOT NULL,
    requested_on VARCHAR(10) NOT NULL,
    decision VARCHAR(200) NOT NULL,
    documents TEXT,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}spending_state_known CHECK (state in ('requested', 'approved', 'paid', 'booked', 'rejected', 'withdrawn')),
    cashier VARCHAR(120),
    paid_from VARCHAR(40),
    paid_on VARCHAR(10),
    reference VARCHAR(200),
    booked_by VARCHAR(120) NOT NULL,
    entry_id BLOB,
    ended_by VARCHAR(120) NOT NULL,
    ended_because VARCHAR(200) NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}spending PRIMARY KEY (place_id, spending_id),
    CONSTRAINT uq_{prefix}spending_place_id_paid_from_reference UNIQUE (place_id, paid_from, reference),
    CONSTRAINT fk_{prefix}spending_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id),
    CONSTRAINT ck_{prefix}spending_amount_positive CHECK (amount_fen > 0)
);

CREATE TABLE {schema}{prefix}voucher_counter (
    place_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}voucher_counter PRIMARY KEY (place_id, year),
    CONSTRAINT fk_{prefix}voucher_counter_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
)
 WITHOUT ROWID;

CREATE TABLE {schema}{prefix}balance (
    place_id BLOB NOT NULL,
    account VARCHAR(40) NOT NULL,
    fund VARCHAR(40) NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}balance PRIMARY KEY (place_id, account, fund),
    CONSTRAINT ck_{prefix}balance_amount_in_range CHECK (amount_fen BETWEEN -9000000000000000000 AND 9000000000000000000),
    CONSTRAINT fk_{prefix}balance_place_id_account FOREIGN KEY(place_id, account) REFERENCES {prefix}account (place_id, code),
    CONSTRAINT fk_{prefix}balance_place_id_fund FOREIGN KEY(place_id, fund) REFERENCES {prefix}fund (place_id, code)
)
 WITHOUT ROWID;

CREATE TABLE {schema}{prefix}charge (
    place_id BLOB NOT NULL,
    charge_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    dwelling_id BLOB NOT NULL,
    code VARCHAR(40) NOT NULL,
    period_start VARCHAR(10) NOT NULL,
    period_end VARCHAR(10) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    zh VARCHAR(100) NOT NULL,
    amount_fen BIGINT NOT NULL,
    fund VARCHAR(40) NOT NULL,
    income_account VARCHAR(40) NOT NULL,
    explanation_zh TEXT NOT NULL,
    due_on VARCHAR(10) NOT NULL,
    payer VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}charge_payer_known CHECK (payer in ('owner', 'occupant', 'developer')),
    CONSTRAINT pk_{prefix}charge PRIMARY KEY (place_id, charge_id),
    CONSTRAINT uq_{prefix}charge_once UNIQUE (place_id, entry_id, dwelling_id, code, period_start),
    CONSTRAINT ck_{prefix}charge_amount_is_positive CHECK (amount_fen > 0),
    CONSTRAINT fk_{prefix}charge_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {prefix}entry (place_id, entry_id)
);

CREATE TABLE {schema}{prefix}dwelling_balance (
    place_id BLOB NOT NULL,
    dwelling_id BLOB NOT NULL,
    account VARCHAR(40) NOT NULL,
    fund VARCHAR(40) NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}dwelling_balance PRIMARY KEY (place_id, dwelling_id, account, fund),
    CONSTRAINT ck_{prefix}dwelling_balance_amount_in_range CHECK (amount_fen BETWEEN -9000000000000000000 AND 9000000000000000000),
    CONSTRAINT fk_{prefix}dwelling_balance_place_id_account FOREIGN KEY(place_id, account) REFERENCES {prefix}account (place_id, code),
    CONSTRAINT fk_{prefix}dwelling_balance_place_id_fund FOREIGN KEY(place_id, fund) REFERENCES {prefix}fund (place_id, code)
)
 WITHOUT ROWID;

CREATE TABLE {schema}{prefix}payment (
    place_id BLOB NOT NULL,
    payment_id BLOB NOT NULL,
    channel VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}payment_channel_known CHECK (channel in ('wechat', 'alipay', 'bank')),
    transaction_id VARCHAR(80) NOT NULL,
    paid_at VARCHAR(27) NOT NULL,
    payer TEXT NOT NULL,
    payer_account TEXT NOT NULL,
    said TEXT NOT NULL,
    direction VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}payment_direction_known CHECK (direction in ('in', 'out', 'neutral')),
    amount_fen BIGINT NOT NULL,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}payment_state_known CHECK (state in ('matched', 'in_suspense', 'settled', 'expense', 'refunded', 'not_booked')),
    fund VARCHAR(40) NOT NULL,
    dwelling_id BLOB,
    matched_by VARCHAR(40) CONSTRAINT ck_{prefix}payment_matched_by_known CHECK (matched_by in ('whole_label', 'part_of_label', 'owner_name', 'alias')),
    flags TEXT NOT NULL,
    suspended_for VARCHAR(40) CONSTRAINT ck_{prefix}payment_suspended_for_known CHECK (suspended_for in ('unknown_dwelling', 'several_dwellings', 'several_owners', 'unknown_payer', 'no_fee_word', 'not_the_fee', 'unread_text', 'not_a_fee', 'several_aliases', 'refund_of_unknown')),
    other VARCHAR(40) CONSTRAINT ck_{prefix}payment_other_known CHECK (other in ('other_income', 'expense', 'refund', 'neutral', 'unsettled')),
    candidates TEXT NOT NULL,
    entry_id BLOB,
    CONSTRAINT pk_{prefix}payment PRIMARY KEY (place_id, payment_id),
    CONSTRAINT uq_{prefix}payment_place_id_channel_transaction_id UNIQUE (place_id, channel, transaction_id),
    CONSTRAINT fk_{prefix}payment_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {prefix}entry (place_id, entry_id)
);

CREATE TABLE {schema}{prefix}posting (
    place_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    line INTEGER NOT NULL,
    account VARCHAR(40) NOT NULL,
    fund VARCHAR(40) NOT NULL,
    dwelling_id BLOB,
    amount_fen BIGINT NOT NULL,
    memo VARCHAR(500) NOT NULL,
    CONSTRAINT pk_{prefix}posting PRIMARY KEY (place_id, entry_id, line),
    CONSTRAINT ck_{prefix}posting_amount_not_zero CHECK (amount_fen <> 0),
    CONSTRAINT fk_{prefix}posting_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {prefix}entry (place_id, entry_id),
    CONSTRAINT fk_{prefix}posting_place_id_account FOREIGN KEY(place_id, account) REFERENCES {prefix}account (place_id, code),
    CONSTRAINT fk_{prefix}posting_place_id_fund FOREIGN KEY(place_id, fund) REFERENCES {prefix}fund (place_id, code)
);

CREATE TABLE {schema}{prefix}spending_approval (
    place_id BLOB NOT NULL,
    spending_id BLOB NOT NULL,
    approver VARCHAR(120) NOT NULL,
    approved_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}spending_approval PRIMARY KEY (place_id, spending_id, approver),
    CONSTRAINT fk_{prefix}spending_approval_place_id_spending_id FOREIGN KEY(place_id, spending_id) REFERENCES {prefix}spending (place_id, spending_id)
);

CREATE TABLE {schema}{prefix}settlement (
    place_id BLOB NOT NULL,
    payment_id BLOB NOT NULL,
    settled_as VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}settlement_settled_as_known CHECK (settled_as in ('dwelling', 'other_income', 'refund')),
    dwelling_id BLOB,
    reason TEXT NOT NULL,
    settled_by VARCHAR(120) NOT NULL,
    settled_at VARCHAR(27) NOT NULL,
    entry_id BLOB NOT NULL,
    CONSTRAINT pk_{prefix}settlement PRIMARY KEY (place_id, payment_id),
    CONSTRAINT fk_{prefix}settlement_place_id_payment_id FOREIGN KEY(place_id, payment_id) REFERENCES {prefix}payment (place_id, payment_id),
    CONSTRAINT fk_{prefix}settlement_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {prefix}entry (place_id, entry_id)
);

CREATE INDEX {schema}ix_{prefix}entry_place_id_effective_on ON {prefix}entry (place_id, effective_on);

CREATE INDEX {schema}ix_{prefix}spending_place_id_state ON {prefix}spending (place_id, state);

CREATE INDEX {schema}ix_{prefix}charge_place_id_dwelling_id ON {prefix}charge (place_id, dwelling_id);

CREATE INDEX {schema}ix_{prefix}payment_place_id_dwelling_id ON {prefix}payment (place_id, dwelling_id);

CREATE INDEX {schema}ix_{prefix}payment_place_id_state ON {prefix}payment (place_id, state);

CREATE INDEX {schema}ix_{prefix}posting_place_id_account ON {prefix}posting (place_id, account);

CREATE INDEX {schema}ix_{prefix}posting_place_id_dwelling_id ON {prefix}posting (place_id, dwelling_id);

