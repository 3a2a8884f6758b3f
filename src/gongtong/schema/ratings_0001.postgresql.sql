CREATE TABLE {schema}{prefix}rating_scheme (
    place_id UUID NOT NULL,
    version INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    adopted_by VARCHAR(120) NOT NULL,
    adopted_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}rating_scheme PRIMARY KEY (place_id, version),
    CONSTRAINT fk_{prefix}rating_scheme_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}rating_entry (
    place_id UUID NOT NULL,
    number INTEGER NOT NULL,
    company VARCHAR(40) NOT NULL,
    criterion VARCHAR(40) NOT NULL,
    version INTEGER NOT NULL,
    points INTEGER NOT NULL,
    happened_on DATE NOT NULL,
    words TEXT NOT NULL,
    evidence VARCHAR(64) NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on DATE NOT NULL,
    reply_by DATE NOT NULL,
    valid_months INTEGER NOT NULL,
    reply TEXT,
    published_on DATE,
    withdrawn_on DATE,
    withdrawn_because TEXT NOT NULL,
    CONSTRAINT pk_{prefix}rating_entry PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}rating_entry_place_id_version FOREIGN KEY(place_id, version) REFERENCES {schema}{prefix}rating_scheme (place_id, version)
);

