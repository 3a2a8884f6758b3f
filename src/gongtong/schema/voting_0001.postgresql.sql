CREATE TABLE {schema}{prefix}election (
    place_id UUID NOT NULL,
    election_id UUID NOT NULL,
    title VARCHAR(200) NOT NULL,
    contest TEXT NOT NULL,
    rules TEXT NOT NULL,
    electorate_on DATE NOT NULL,
    electorate_digest BYTEA NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}election_state_known CHECK (state in ('open', 'counted')),
    result TEXT,
    counted_at TIMESTAMP WITH TIME ZONE,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}election PRIMARY KEY (place_id, election_id),
    CONSTRAINT fk_{prefix}election_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}ballot_file (
    place_id UUID NOT NULL,
    election_id UUID NOT NULL,
    digest BYTEA NOT NULL,
    channel VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}ballot_file_channel_known CHECK (channel in ('paper', 'online')),
    file VARCHAR(200) NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    received_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}ballot_file PRIMARY KEY (place_id, election_id, digest),
    CONSTRAINT uq_{prefix}ballot_file_place_id_election_id_channel_file UNIQUE (place_id, election_id, channel, file),
    CONSTRAINT fk_{prefix}ballot_file_place_id_election_id FOREIGN KEY(place_id, election_id) REFERENCES {schema}{prefix}election (place_id, election_id)
);

CREATE TABLE {schema}{prefix}electorate_part (
    place_id UUID NOT NULL,
    election_id UUID NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    voter_id UUID NOT NULL,
    area_cm2 BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}electorate_part PRIMARY KEY (place_id, election_id, building, unit, room),
    CONSTRAINT fk_{prefix}electorate_part_place_id_election_id FOREIGN KEY(place_id, election_id) REFERENCES {schema}{prefix}election (place_id, election_id)
);

CREATE TABLE {schema}{prefix}ballot (
    place_id UUID NOT NULL,
    election_id UUID NOT NULL,
    file_digest BYTEA NOT NULL,
    line INTEGER NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    cast_at TIMESTAMP WITH TIME ZONE NOT NULL,
    choices TEXT NOT NULL,
    CONSTRAINT pk_{prefix}ballot PRIMARY KEY (place_id, election_id, file_digest, line),
    CONSTRAINT fk_{prefix}ballot_place_id_election_id_file_digest FOREIGN KEY(place_id, election_id, file_digest) REFERENCES {schema}{prefix}ballot_file (place_id, election_id, digest)
);

