CREATE TABLE {schema}{prefix}service_entry (
    place_id UUID NOT NULL,
    number INTEGER NOT NULL,
    volunteer VARCHAR(40) NOT NULL,
    activity VARCHAR(100) NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE NOT NULL,
    evidence VARCHAR(64) NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}service_entry_state_known CHECK (state in ('recorded', 'confirmed', 'disputed', 'replaced')),
    recorded_by VARCHAR(120) NOT NULL,
    recorded_on DATE NOT NULL,
    confirmed_by VARCHAR(120),
    replaces INTEGER,
    reason VARCHAR(500) NOT NULL,
    CONSTRAINT pk_{prefix}service_entry PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}service_entry_place_id_volunteer FOREIGN KEY(place_id, volunteer) REFERENCES {schema}{prefix}volunteer (place_id, code)
);

CREATE INDEX ix_{prefix}service_entry_place_id_volunteer ON {schema}{prefix}service_entry (place_id, volunteer);

