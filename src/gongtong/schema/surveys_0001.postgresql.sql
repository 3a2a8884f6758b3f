CREATE TABLE {schema}{prefix}survey (
    place_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    round VARCHAR(40) NOT NULL,
    question_set VARCHAR(40) NOT NULL,
    version INTEGER NOT NULL,
    digest VARCHAR(64) NOT NULL,
    questions TEXT NOT NULL,
    households TEXT NOT NULL,
    opened_by VARCHAR(120) NOT NULL,
    opened_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}survey PRIMARY KEY (place_id, code, round),
    CONSTRAINT fk_{prefix}survey_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}survey_answer (
    place_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    round VARCHAR(40) NOT NULL,
    building INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    room INTEGER NOT NULL,
    question VARCHAR(40) NOT NULL,
    choice INTEGER NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}survey_answer PRIMARY KEY (place_id, code, round, building, unit, room, question),
    CONSTRAINT fk_{prefix}survey_answer_place_id_code_round FOREIGN KEY(place_id, code, round) REFERENCES {schema}{prefix}survey (place_id, code, round)
);

