CREATE TABLE {schema}{prefix}patrol_period (
    place_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    law TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    promise VARCHAR(64) NOT NULL,
    seed VARCHAR(64),
    promised_by VARCHAR(120) NOT NULL,
    promised_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}patrol_period PRIMARY KEY (place_id, code),
    CONSTRAINT fk_{prefix}patrol_period_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}patrol_walk (
    place_id UUID NOT NULL,
    period VARCHAR(40) NOT NULL,
    day DATE NOT NULL,
    starts TEXT NOT NULL,
    reason VARCHAR(500) NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    noted_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}patrol_walk PRIMARY KEY (place_id, period, day),
    CONSTRAINT fk_{prefix}patrol_walk_place_id_period FOREIGN KEY(place_id, period) REFERENCES {schema}{prefix}patrol_period (place_id, code)
);

