CREATE TABLE {schema}{prefix}place (
    place_id UUID NOT NULL,
    code VARCHAR(64) NOT NULL,
    name_zh VARCHAR(200) NOT NULL,
    name_en VARCHAR(200) NOT NULL,
    area VARCHAR(12) NOT NULL,
    event_count BIGINT NOT NULL,
    head BYTEA NOT NULL,
    CONSTRAINT pk_{prefix}place PRIMARY KEY (place_id),
    CONSTRAINT uq_{prefix}place_code UNIQUE (code)
);

CREATE TABLE {schema}{prefix}command (
    place_id UUID NOT NULL,
    command_key VARCHAR(200) NOT NULL,
    command VARCHAR(80) NOT NULL,
    payload_digest BYTEA NOT NULL,
    result TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_{prefix}command PRIMARY KEY (place_id, command_key),
    CONSTRAINT fk_{prefix}command_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}event (
    place_id UUID NOT NULL,
    sequence BIGINT NOT NULL,
    kind VARCHAR(80) NOT NULL,
    body TEXT NOT NULL,
    actor VARCHAR(120) NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    command_key VARCHAR(200) NOT NULL,
    provisions TEXT NOT NULL,
    previous BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    CONSTRAINT pk_{prefix}event PRIMARY KEY (place_id, sequence),
    CONSTRAINT fk_{prefix}event_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}outbox_cursor (
    place_id UUID NOT NULL,
    consumer VARCHAR(80) NOT NULL,
    sequence BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}outbox_cursor PRIMARY KEY (place_id, consumer),
    CONSTRAINT fk_{prefix}outbox_cursor_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

