CREATE TABLE {schema}{prefix}commitment_campaign (
    place_id UUID NOT NULL,
    number VARCHAR(32) NOT NULL,
    what TEXT NOT NULL,
    until DATE NOT NULL,
    asked_by VARCHAR(120) NOT NULL,
    rests_on VARCHAR(80) NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}commitment_campaign PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}commitment_campaign_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}commitment (
    place_id UUID NOT NULL,
    campaign VARCHAR(32) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    version INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    answer VARCHAR(40) CONSTRAINT ck_{prefix}commitment_answer_known CHECK (answer in ('agrees', 'refuses', 'undecided')),
    asked_on DATE,
    answered_on DATE,
    evidence_digest BYTEA,
    evidence_by VARCHAR(120),
    verified_by VARCHAR(120),
    verified_on DATE,
    handed_to VARCHAR(80),
    CONSTRAINT pk_{prefix}commitment PRIMARY KEY (place_id, campaign, building, unit, room),
    CONSTRAINT fk_{prefix}commitment_place_id_campaign FOREIGN KEY(place_id, campaign) REFERENCES {schema}{prefix}commitment_campaign (place_id, number)
);

CREATE TABLE {schema}{prefix}commitment_visit (
    place_id UUID NOT NULL,
    campaign VARCHAR(32) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    visit INTEGER NOT NULL,
    visited_on DATE NOT NULL,
    visitors TEXT NOT NULL,
    answer VARCHAR(40) CONSTRAINT ck_{prefix}commitment_visit_answer_known CHECK (answer in ('agrees', 'refuses', 'undecided')),
    CONSTRAINT pk_{prefix}commitment_visit PRIMARY KEY (place_id, campaign, building, unit, room, visit),
    CONSTRAINT fk_{prefix}commitment_visit_commitment FOREIGN KEY(place_id, campaign, building, unit, room) REFERENCES {schema}{prefix}commitment (place_id, campaign, building, unit, room)
);

