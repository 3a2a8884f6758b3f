CREATE TABLE {schema}{prefix}rating_scheme (
    place_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    adopted_by VARCHAR(120) NOT NULL,
    adopted_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}rating_scheme PRIMARY KEY (place_id, version),
    CONSTRAINT fk_{prefix}rating_scheme_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}rating_entry (
    place_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    company VARCHAR(40) NOT NULL,
    criterion VARCHAR(40) NOT NULL,
    version INTEGER NOT NULL,
    points INTEGER NOT NULL,
    happened_on VARCHAR(10) NOT NULL,
    words TEXT NOT NULL,
    evidence VARCHAR(64) NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on VARCHAR(10) NOT NULL,
    reply_by VARCHAR(10) NOT NULL,
    valid_months INTEGER NOT NULL,
    reply TEXT,
    published_on VARCHAR(10),
    withdrawn_on VARCHAR(10),
    withdrawn_because TEXT NOT NULL,
    CONSTRAINT pk_{prefix}rating_entry PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}rating_entry_place_id_version FOREIGN KEY(place_id, version) REFERENCES {prefix}rating_scheme (place_id, version)
);

