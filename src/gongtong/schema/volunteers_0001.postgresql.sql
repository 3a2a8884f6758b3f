CREATE TABLE {schema}{prefix}volunteer (
    place_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    name VARCHAR(60) NOT NULL,
    born DATE NOT NULL,
    gender VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}volunteer_gender_known CHECK (gender in ('woman', 'man', 'not_said')),
    team VARCHAR(60) NOT NULL,
    bands TEXT NOT NULL,
    skills TEXT NOT NULL,
    most_per_week INTEGER NOT NULL,
    agreed_on DATE NOT NULL,
    may_publish BOOLEAN NOT NULL,
    risks_told_on DATE,
    insured_until DATE,
    guardian_agreed BOOLEAN NOT NULL,
    left_on DATE,
    entered_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}volunteer PRIMARY KEY (place_id, code),
    CONSTRAINT fk_{prefix}volunteer_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

