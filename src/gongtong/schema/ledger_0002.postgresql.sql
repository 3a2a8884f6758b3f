CREATE TABLE {schema}{prefix}reservation (
    place_id UUID NOT NULL,
    reservation_id UUID NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}reservation_state_known CHECK (state in ('pending', 'posted', 'released', 'expired')),
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}reservation_kind_known CHECK (kind in ('opening', 'manual', 'assessment', 'waiver', 'receipt', 'reassignment', 'payment', 'refund', 'spending', 'transfer', 'cost_sharing', 'late_charge', 'credit_note', 'trust_money', 'distribution', 'imported', 'adjustment', 'closing', 'reversal')),
    effective_on DATE NOT NULL,
    expires_on DATE NOT NULL,
    narration VARCHAR(500) NOT NULL,
    documents TEXT,
    reserved_by VARCHAR(120) NOT NULL,
    reserved_at TIMESTAMP WITH TIME ZONE NOT NULL,
    resolved_by VARCHAR(120) NOT NULL,
    entry_id UUID,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}reservation PRIMARY KEY (place_id, reservation_id),
    CONSTRAINT uq_{prefix}reservation_place_id_entry_id UNIQUE (place_id, entry_id),
    CONSTRAINT fk_{prefix}reservation_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {schema}{prefix}entry (place_id, entry_id),
    CONSTRAINT fk_{prefix}reservation_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}reserved_posting (
    place_id UUID NOT NULL,
    reservation_id UUID NOT NULL,
    line INTEGER NOT NULL,
    account VARCHAR(40) NOT NULL,
    fund VARCHAR(40) NOT NULL,
    dwelling_id UUID,
    amount_fen BIGINT NOT NULL,
    memo VARCHAR(500) NOT NULL,
    CONSTRAINT pk_{prefix}reserved_posting PRIMARY KEY (place_id, reservation_id, line),
    CONSTRAINT fk_{prefix}reserved_posting_place_id_reservation_id FOREIGN KEY(place_id, reservation_id) REFERENCES {schema}{prefix}reservation (place_id, reservation_id),
    CONSTRAINT fk_{prefix}reserved_posting_place_id_account FOREIGN KEY(place_id, account) REFERENCES {schema}{prefix}account (place_id, code),
    CONSTRAINT fk_{prefix}reserved_posting_place_id_fund FOREIGN KEY(place_id, fund) REFERENCES {schema}{prefix}fund (place_id, code)
);

CREATE INDEX ix_{prefix}reservation_place_id_state ON {schema}{prefix}reservation (place_id, state);

