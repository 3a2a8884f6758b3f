CREATE TABLE {schema}{prefix}case_happening (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    name VARCHAR(40) NOT NULL,
    happened_on VARCHAR(10) NOT NULL,
    document VARCHAR(64) NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    noted_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}case_happening PRIMARY KEY (place_id, case_number, name),
    CONSTRAINT fk_{prefix}case_happening_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}obligation (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    agreement INTEGER NOT NULL,
    duty TEXT NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}obligation_state_known CHECK (state in ('pending', 'due', 'evidence_in', 'overdue', 'breached', 'fulfilled', 'substituted', 'waived', 'cancelled')),
    in_force_on VARCHAR(10),
    unlocked_on VARCHAR(10),
    schedule TEXT NOT NULL,
    due_on VARCHAR(10),
    provisional BOOLEAN NOT NULL,
    paid_fen BIGINT NOT NULL,
    demanded_on VARCHAR(10),
    cure_until TEXT,
    counts_as_done BOOLEAN NOT NULL,
    replaced_by TEXT NOT NULL,
    is_late BOOLEAN NOT NULL,
    CONSTRAINT pk_{prefix}obligation PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}obligation_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}performance (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    performed_on VARCHAR(10) NOT NULL,
    amount_fen BIGINT,
    evidence VARCHAR(64) NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on VARCHAR(10) NOT NULL,
    is_accepted BOOLEAN,
    reason TEXT NOT NULL,
    verified_by VARCHAR(120),
    verified_on VARCHAR(10),
    CONSTRAINT pk_{prefix}performance PRIMARY KEY (place_id, case_number, number, sequence),
    CONSTRAINT fk_{prefix}performance_place_id_case_number_number FOREIGN KEY(place_id, case_number, number) REFERENCES {prefix}obligation (place_id, case_number, number)
);

CREATE INDEX {schema}ix_{prefix}obligation_place_id_state_due_on ON {prefix}obligation (place_id, state, due_on);

