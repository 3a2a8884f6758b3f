CREATE TABLE {schema}{prefix}incident (
    place_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}incident_kind_known CHECK (kind in ('lost_person', 'injury', 'fire', 'crime', 'quarrel', 'facility', 'other')),
    at VARCHAR(27) NOT NULL,
    reported_by VARCHAR(40) NOT NULL,
    whereabouts VARCHAR(200) NOT NULL,
    what VARCHAR(1000) NOT NULL,
    person VARCHAR(1000) NOT NULL,
    photos TEXT NOT NULL,
    shift VARCHAR(60) NOT NULL,
    outcome VARCHAR(40) CONSTRAINT ck_{prefix}incident_outcome_known CHECK (outcome in ('family_found', 'settled', 'taken_over', 'nothing_there')),
    ended_at VARCHAR(27),
    end_words VARCHAR(1000) NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}incident PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}incident_place_id_reported_by FOREIGN KEY(place_id, reported_by) REFERENCES {prefix}volunteer (place_id, code)
);

CREATE TABLE {schema}{prefix}incident_hand_over (
    place_id BLOB NOT NULL,
    incident INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    receiver VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}incident_hand_over_receiver_known CHECK (receiver in ('police', 'fire_brigade', 'ambulance', 'grid', 'committee', 'family')),
    at VARCHAR(27) NOT NULL,
    taken_by VARCHAR(100) NOT NULL,
    words VARCHAR(1000) NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}incident_hand_over PRIMARY KEY (place_id, incident, ordinal),
    CONSTRAINT fk_{prefix}incident_hand_over_place_id_incident FOREIGN KEY(place_id, incident) REFERENCES {prefix}incident (place_id, number)
);

