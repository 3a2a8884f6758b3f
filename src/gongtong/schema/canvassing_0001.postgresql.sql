CREATE TABLE {schema}{prefix}canvass (
    place_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    title VARCHAR(120) NOT NULL,
    households TEXT NOT NULL,
    opened_by VARCHAR(120) NOT NULL,
    opened_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}canvass PRIMARY KEY (place_id, code),
    CONSTRAINT fk_{prefix}canvass_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}canvass_visit (
    place_id UUID NOT NULL,
    campaign VARCHAR(40) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    outcome VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}canvass_visit_outcome_known CHECK (outcome in ('talked', 'absent', 'refused')),
    visited_on DATE NOT NULL,
    canvassers TEXT NOT NULL,
    opinion VARCHAR(32),
    asked_action VARCHAR(500) NOT NULL,
    may_publish VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}canvass_visit_may_publish_known CHECK (may_publish in ('yes', 'no', 'not_asked')),
    read_back BOOLEAN NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}canvass_visit PRIMARY KEY (place_id, campaign, building, unit, room, attempt),
    CONSTRAINT fk_{prefix}canvass_visit_place_id_campaign FOREIGN KEY(place_id, campaign) REFERENCES {schema}{prefix}canvass (place_id, code)
);

