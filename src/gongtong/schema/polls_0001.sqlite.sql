CREATE TABLE {schema}{prefix}poll (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    title VARCHAR(200) NOT NULL,
    questions TEXT NOT NULL,
    secrecy VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_secrecy_known CHECK (secrecy in ('open', 'secret')),
    opens_at VARCHAR(27) NOT NULL,
    closes_at VARCHAR(27) NOT NULL,
    electorate_on VARCHAR(10) NOT NULL,
    body VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_body_known CHECK (body in ('owners', 'residents')),
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_state_known CHECK (state in ('draft', 'announced', 'roll_posted', 'open', 'extended', 'closed', 'counted', 'certified', 'published', 'annulled', 'repeated', 'withdrawn')),
    rules TEXT,
    roll_digest BLOB,
    root BLOB,
    result TEXT,
    ties TEXT,
    follows_id BLOB,
    follows_kind VARCHAR(40) CONSTRAINT ck_{prefix}poll_follows_kind_known CHECK (follows_kind in ('run_off', 'second_round', 'repeat')),
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}poll PRIMARY KEY (place_id, poll_id),
    CONSTRAINT fk_{prefix}poll_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}poll_mandate (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    mandate_id BLOB NOT NULL,
    label VARCHAR(100) NOT NULL,
    voter_id BLOB NOT NULL,
    holder VARCHAR(120) NOT NULL,
    holder_id BLOB,
    form VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_mandate_form_known CHECK (form in ('written', 'data_message', 'oral')),
    capacity VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_mandate_capacity_known CHECK (capacity in ('owner', 'guardian', 'proxy', 'tenant')),
    roles TEXT NOT NULL,
    instructions TEXT NOT NULL,
    recorded_at VARCHAR(27) NOT NULL,
    recorded_by VARCHAR(120) NOT NULL,
    revoked_at VARCHAR(27),
    revoked_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}poll_mandate PRIMARY KEY (place_id, poll_id, mandate_id),
    CONSTRAINT fk_{prefix}poll_mandate_place_id_poll_id FOREIGN KEY(place_id, poll_id) REFERENCES {prefix}poll (place_id, poll_id)
);

CREATE TABLE {schema}{prefix}poll_move (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    step VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_move_step_known CHECK (step in ('announce', 'post_roll', 'object', 'settle', 'open', 'mandate', 'note_deliveries', 'cast', 'extend', 'close', 'count', 'certify', 'publish', 'annul', 'follow', 'repeat', 'withdraw')),
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_move_state_known CHECK (state in ('draft', 'announced', 'roll_posted', 'open', 'extended', 'closed', 'counted', 'certified', 'published', 'annulled', 'repeated', 'withdrawn')),
    moved_at VARCHAR(27) NOT NULL,
    moved_by VARCHAR(120) NOT NULL,
    reason TEXT NOT NULL,
    decision TEXT,
    CONSTRAINT pk_{prefix}poll_move PRIMARY KEY (place_id, poll_id, number),
    CONSTRAINT fk_{prefix}poll_move_place_id_poll_id FOREIGN KEY(place_id, poll_id) REFERENCES {prefix}poll (place_id, poll_id)
);

CREATE TABLE {schema}{prefix}poll_objection (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    objection_id BLOB NOT NULL,
    about VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_objection_about_known CHECK (about in ('roll', 'count')),
    raised_at VARCHAR(27) NOT NULL,
    raised_by VARCHAR(2000) NOT NULL,
    grounds VARCHAR(2000) NOT NULL,
    label VARCHAR(100) NOT NULL,
    ruling_due_on VARCHAR(10),
    settled_at VARCHAR(27),
    settled_by VARCHAR(120) NOT NULL,
    is_upheld BOOLEAN,
    ruling TEXT NOT NULL,
    correction TEXT,
    is_late BOOLEAN NOT NULL,
    CONSTRAINT pk_{prefix}poll_objection PRIMARY KEY (place_id, poll_id, objection_id),
    CONSTRAINT fk_{prefix}poll_objection_place_id_poll_id FOREIGN KEY(place_id, poll_id) REFERENCES {prefix}poll (place_id, poll_id)
);

CREATE TABLE {schema}{prefix}poll_roll (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    label VARCHAR(100) NOT NULL,
    voter_id BLOB NOT NULL,
    area_cm2 BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}poll_roll PRIMARY KEY (place_id, poll_id, label),
    CONSTRAINT fk_{prefix}poll_roll_place_id_poll_id FOREIGN KEY(place_id, poll_id) REFERENCES {prefix}poll (place_id, poll_id)
);

CREATE TABLE {schema}{prefix}poll_secret_ballot (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    commitment BLOB NOT NULL,
    salt BLOB NOT NULL,
    answers TEXT NOT NULL,
    area_cm2 BIGINT,
    CONSTRAINT pk_{prefix}poll_secret_ballot PRIMARY KEY (place_id, poll_id, commitment),
    CONSTRAINT fk_{prefix}poll_secret_ballot_place_id_poll_id FOREIGN KEY(place_id, poll_id) REFERENCES {prefix}poll (place_id, poll_id)
)
 WITHOUT ROWID;

CREATE TABLE {schema}{prefix}poll_turnout (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    voter_id BLOB NOT NULL,
    channel VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_turnout_channel_known CHECK (channel in ('paper', 'online', 'door_to_door', 'meeting')),
    cast_at VARCHAR(27) NOT NULL,
    cast_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}poll_turnout PRIMARY KEY (place_id, poll_id, voter_id),
    CONSTRAINT fk_{prefix}poll_turnout_place_id_poll_id FOREIGN KEY(place_id, poll_id) REFERENCES {prefix}poll (place_id, poll_id)
);

CREATE TABLE {schema}{prefix}poll_ballot (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    commitment BLOB NOT NULL,
    label VARCHAR(100) NOT NULL,
    channel VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_ballot_channel_known CHECK (channel in ('paper', 'online', 'door_to_door', 'meeting')),
    cast_at VARCHAR(27) NOT NULL,
    cast_by VARCHAR(120) NOT NULL,
    salt BLOB NOT NULL,
    answers TEXT NOT NULL,
    CONSTRAINT pk_{prefix}poll_ballot PRIMARY KEY (place_id, poll_id, commitment),
    CONSTRAINT fk_{prefix}poll_ballot_place_id_poll_id_label FOREIGN KEY(place_id, poll_id, label) REFERENCES {prefix}poll_roll (place_id, poll_id, label)
);

CREATE TABLE {schema}{prefix}poll_delivery (
    place_id BLOB NOT NULL,
    poll_id BLOB NOT NULL,
    label VARCHAR(100) NOT NULL,
    channel VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}poll_delivery_channel_known CHECK (channel in ('paper', 'online', 'door_to_door', 'meeting')),
    delivered_at VARCHAR(27) NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}poll_delivery PRIMARY KEY (place_id, poll_id, label),
    CONSTRAINT fk_{prefix}poll_delivery_place_id_poll_id_label FOREIGN KEY(place_id, poll_id, label) REFERENCES {prefix}poll_roll (place_id, poll_id, label)
);

CREATE INDEX {schema}ix_{prefix}poll_roll_place_id_poll_id_voter_id ON {prefix}poll_roll (place_id, poll_id, voter_id);

