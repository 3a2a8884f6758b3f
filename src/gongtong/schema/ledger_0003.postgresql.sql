CREATE TABLE {schema}{prefix}dwelling_fact (
    place_id UUID NOT NULL,
    fact_id UUID NOT NULL,
    dwelling_id UUID NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}dwelling_fact_kind_known CHECK (kind in ('liable', 'vacant', 'occupants', 'floor', 'cars', 'parking_spaces', 'exempt')),
    of_charge VARCHAR(40) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    value INTEGER NOT NULL,
    evidence TEXT,
    recorded_by VARCHAR(120) NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}dwelling_fact PRIMARY KEY (place_id, fact_id),
    CONSTRAINT ck_{prefix}dwelling_fact_ends_after_start CHECK (ends_on > starts_on)
);

CREATE TABLE {schema}{prefix}meter (
    place_id UUID NOT NULL,
    meter_id UUID NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}meter_kind_known CHECK (kind in ('electricity', 'water', 'hot_water', 'heat', 'gas')),
    name VARCHAR(100) NOT NULL,
    dwelling_id UUID,
    serial VARCHAR(60) NOT NULL,
    digits INTEGER NOT NULL,
    multiplier INTEGER NOT NULL,
    last_on DATE NOT NULL,
    last_value BIGINT NOT NULL,
    last_total BIGINT NOT NULL,
    actual_value BIGINT NOT NULL,
    actual_total BIGINT NOT NULL,
    billed_total BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}meter PRIMARY KEY (place_id, meter_id),
    CONSTRAINT uq_{prefix}meter_place_id_serial UNIQUE (place_id, serial)
);

CREATE TABLE {schema}{prefix}meter_reading (
    place_id UUID NOT NULL,
    meter_id UUID NOT NULL,
    read_on DATE NOT NULL,
    value BIGINT NOT NULL,
    source VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}meter_reading_source_known CHECK (source in ('actual', 'estimated', 'final')),
    total BIGINT NOT NULL,
    billed_total BIGINT NOT NULL,
    recorded_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}meter_reading PRIMARY KEY (place_id, meter_id, read_on),
    CONSTRAINT fk_{prefix}meter_reading_place_id_meter_id FOREIGN KEY(place_id, meter_id) REFERENCES {schema}{prefix}meter (place_id, meter_id),
    CONSTRAINT ck_{prefix}meter_reading_billed_is_not_negative CHECK (billed_total >= 0)
);

CREATE TABLE {schema}{prefix}shared_cost (
    place_id UUID NOT NULL,
    cost_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    zh VARCHAR(100) NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}shared_cost_kind_known CHECK (kind in ('own', 'in_trust')),
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    bill_name VARCHAR(200) NOT NULL,
    bill_digest VARCHAR(64) NOT NULL,
    bill_fen BIGINT NOT NULL,
    charged_fen BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}shared_cost PRIMARY KEY (place_id, cost_id),
    CONSTRAINT uq_{prefix}shared_cost_place_id_entry_id UNIQUE (place_id, entry_id),
    CONSTRAINT fk_{prefix}shared_cost_place_id_entry_id FOREIGN KEY(place_id, entry_id) REFERENCES {schema}{prefix}entry (place_id, entry_id),
    CONSTRAINT ck_{prefix}shared_cost_no_margin CHECK (charged_fen > 0 and charged_fen <= bill_fen)
);

CREATE INDEX ix_{prefix}dwelling_fact_place_id_dwelling_id ON {schema}{prefix}dwelling_fact (place_id, dwelling_id);

CREATE INDEX ix_{prefix}meter_place_id_dwelling_id ON {schema}{prefix}meter (place_id, dwelling_id);

CREATE INDEX ix_{prefix}shared_cost_place_id_code ON {schema}{prefix}shared_cost (place_id, code);

