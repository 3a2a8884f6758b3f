CREATE TABLE {schema}{prefix}journal_transaction (
    place_id BLOB NOT NULL,
    transaction_key BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    CONSTRAINT pk_{prefix}journal_transaction PRIMARY KEY (place_id, transaction_key)
);

CREATE TABLE {schema}{prefix}payment_alias (
    place_id BLOB NOT NULL,
    alias_id BLOB NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}payment_alias_kind_known CHECK (kind in ('payer', 'account', 'text')),
    said TEXT NOT NULL,
    dwelling_id BLOB NOT NULL,
    party_id BLOB NOT NULL,
    payment_id BLOB NOT NULL,
    reason TEXT NOT NULL,
    learned_by VARCHAR(120) NOT NULL,
    learned_at VARCHAR(27) NOT NULL,
    forgotten_by VARCHAR(120),
    forgotten_at VARCHAR(27),
    CONSTRAINT pk_{prefix}payment_alias PRIMARY KEY (place_id, alias_id),
    CONSTRAINT fk_{prefix}payment_alias_place_id_payment_id FOREIGN KEY(place_id, payment_id) REFERENCES {prefix}payment (place_id, payment_id)
);

