CREATE TABLE {schema}{prefix}journal_transaction (
    place_id UUID NOT NULL,
    transaction_key BYTEA NOT NULL,
    entry_id UUID NOT NULL,
    CONSTRAINT pk_{prefix}journal_transaction PRIMARY KEY (place_id, transaction_key)
);

CREATE TABLE {schema}{prefix}payment_alias (
    place_id UUID NOT NULL,
    alias_id UUID NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}payment_alias_kind_known CHECK (kind in ('payer', 'account', 'text')),
    said TEXT NOT NULL,
    dwelling_id UUID NOT NULL,
    party_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    reason TEXT NOT NULL,
    learned_by VARCHAR(120) NOT NULL,
    learned_at TIMESTAMP WITH TIME ZONE NOT NULL,
    forgotten_by VARCHAR(120),
    forgotten_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_{prefix}payment_alias PRIMARY KEY (place_id, alias_id),
    CONSTRAINT fk_{prefix}payment_alias_place_id_payment_id FOREIGN KEY(place_id, payment_id) REFERENCES {schema}{prefix}payment (place_id, payment_id)
);

