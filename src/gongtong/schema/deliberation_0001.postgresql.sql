CREATE TABLE {schema}{prefix}opinion_file (
    place_id UUID NOT NULL,
    digest BYTEA NOT NULL,
    name VARCHAR(200) NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_{prefix}opinion_file PRIMARY KEY (place_id, digest),
    CONSTRAINT fk_{prefix}opinion_file_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}opinion (
    place_id UUID NOT NULL,
    number VARCHAR(32) NOT NULL,
    file_digest BYTEA NOT NULL,
    visited_on DATE NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    recorded_by VARCHAR(64) NOT NULL,
    text TEXT NOT NULL,
    suggestion TEXT NOT NULL,
    clarity VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}opinion_clarity_known CHECK (clarity in ('clear', 'weak', 'tied', 'no_word')),
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}opinion_state_known CHECK (state in ('suggested', 'confirmed')),
    category VARCHAR(40) NOT NULL,
    confirmed_by VARCHAR(120),
    confirmed_at TIMESTAMP WITH TIME ZONE,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}opinion PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}opinion_place_id_file_digest FOREIGN KEY(place_id, file_digest) REFERENCES {schema}{prefix}opinion_file (place_id, digest),
    CONSTRAINT fk_{prefix}opinion_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE INDEX ix_{prefix}opinion_place_id_category_state ON {schema}{prefix}opinion (place_id, category, state);

