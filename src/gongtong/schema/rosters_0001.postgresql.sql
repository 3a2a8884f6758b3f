CREATE TABLE {schema}{prefix}roster (
    place_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    facts TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    CONSTRAINT pk_{prefix}roster PRIMARY KEY (place_id, code),
    CONSTRAINT fk_{prefix}roster_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}roster_version (
    place_id UUID NOT NULL,
    roster VARCHAR(40) NOT NULL,
    version INTEGER NOT NULL,
    teams TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    reason VARCHAR(500) NOT NULL,
    put_up_by VARCHAR(120) NOT NULL,
    put_up_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}roster_version PRIMARY KEY (place_id, roster, version),
    CONSTRAINT fk_{prefix}roster_version_place_id_roster FOREIGN KEY(place_id, roster) REFERENCES {schema}{prefix}roster (place_id, code)
);

