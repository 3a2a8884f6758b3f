CREATE TABLE {schema}{prefix}appointment (
    place_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    office VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}appointment_office_known CHECK (office in ('chair', 'member', 'keeper_of_money', 'keeper_of_books', 'supervisor', 'applicant')),
    starts_on DATE NOT NULL,
    ends_on DATE,
    mandate TEXT NOT NULL,
    ended_by TEXT,
    relative_ids TEXT NOT NULL,
    CONSTRAINT pk_{prefix}appointment PRIMARY KEY (place_id, id),
    CONSTRAINT ck_{prefix}appointment_ends_after_start CHECK (ends_on > starts_on),
    CONSTRAINT fk_{prefix}appointment_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}dwelling (
    place_id UUID NOT NULL,
    id UUID NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}dwelling PRIMARY KEY (place_id, id),
    CONSTRAINT uq_{prefix}dwelling_place_id_building_unit_room UNIQUE (place_id, building, unit, room),
    CONSTRAINT fk_{prefix}dwelling_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}house_rule (
    place_id UUID NOT NULL,
    rule_id VARCHAR(120) NOT NULL,
    text_number INTEGER NOT NULL,
    point TEXT NOT NULL,
    value TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    decision TEXT NOT NULL,
    recorded_on DATE NOT NULL,
    rank INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}house_rule PRIMARY KEY (place_id, rule_id, text_number),
    CONSTRAINT fk_{prefix}house_rule_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}party (
    place_id UUID NOT NULL,
    id UUID NOT NULL,
    CONSTRAINT pk_{prefix}party PRIMARY KEY (place_id, id),
    CONSTRAINT fk_{prefix}party_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}dwelling_line (
    place_id UUID NOT NULL,
    dwelling_id UUID NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    party_id UUID NOT NULL,
    status VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}dwelling_line_status_known CHECK (status in ('owner_occupied', 'let', 'vacant', 'unsold', 'sold_undelivered')),
    part_use VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}dwelling_line_part_use_known CHECK (part_use in ('home', 'parking')),
    area_cm2 BIGINT NOT NULL,
    area_evidence VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}dwelling_line_area_evidence_known CHECK (area_evidence in ('register', 'survey', 'contract')),
    note TEXT NOT NULL,
    CONSTRAINT pk_{prefix}dwelling_line PRIMARY KEY (place_id, dwelling_id, valid_from),
    CONSTRAINT fk_{prefix}dwelling_line_place_id_dwelling_id FOREIGN KEY(place_id, dwelling_id) REFERENCES {schema}{prefix}dwelling (place_id, id),
    CONSTRAINT fk_{prefix}dwelling_line_place_id_party_id FOREIGN KEY(place_id, party_id) REFERENCES {schema}{prefix}party (place_id, id),
    CONSTRAINT ck_{prefix}dwelling_line_ends_after_start CHECK (valid_until > valid_from),
    CONSTRAINT ck_{prefix}dwelling_line_area_is_positive CHECK (area_cm2 > 0)
);

CREATE TABLE {schema}{prefix}party_member (
    place_id UUID NOT NULL,
    party_id UUID NOT NULL,
    position INTEGER NOT NULL,
    owner_id UUID NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    CONSTRAINT pk_{prefix}party_member PRIMARY KEY (place_id, party_id, position),
    CONSTRAINT fk_{prefix}party_member_place_id_party_id FOREIGN KEY(place_id, party_id) REFERENCES {schema}{prefix}party (place_id, id)
);

