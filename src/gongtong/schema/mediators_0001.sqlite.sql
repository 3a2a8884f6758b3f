CREATE TABLE {schema}{prefix}mediator (
    place_id BLOB NOT NULL,
    person VARCHAR(120) NOT NULL,
    name VARCHAR(80) NOT NULL,
    basis VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}mediator_basis_known CHECK (basis in ('committee_member', 'engaged', 'invited', 'specially_invited')),
    since_day VARCHAR(10) NOT NULL,
    until_day VARCHAR(10),
    suitability TEXT NOT NULL,
    ties TEXT NOT NULL,
    removed_on VARCHAR(10),
    version INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}mediator PRIMARY KEY (place_id, person),
    CONSTRAINT fk_{prefix}mediator_place_id FOREIGN KEY(place_id) REFERENCES {prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}case_mediator (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    seat INTEGER NOT NULL,
    person VARCHAR(120) NOT NULL,
    named_by VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_mediator_named_by_known CHECK (named_by in ('committee', 'parties')),
    named_on VARCHAR(10) NOT NULL,
    ended_on VARCHAR(10),
    ended_because VARCHAR(40) CONSTRAINT ck_{prefix}case_mediator_ended_because_known CHECK (ended_because in ('party_objects', 'conflict', 'misconduct', 'unavailable')),
    words TEXT NOT NULL,
    CONSTRAINT pk_{prefix}case_mediator PRIMARY KEY (place_id, case_number, seat),
    CONSTRAINT fk_{prefix}case_mediator_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number),
    CONSTRAINT fk_{prefix}case_mediator_place_id_person FOREIGN KEY(place_id, person) REFERENCES {prefix}mediator (place_id, person)
);

CREATE TABLE {schema}{prefix}mediator_complaint (
    place_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    person VARCHAR(120) NOT NULL,
    party VARCHAR(32) NOT NULL,
    ground VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}mediator_complaint_ground_known CHECK (ground in ('took_sides', 'insulted', 'took_benefits', 'leaked_secrets')),
    words TEXT NOT NULL,
    made_on VARCHAR(10) NOT NULL,
    outcome VARCHAR(40) CONSTRAINT ck_{prefix}mediator_complaint_outcome_known CHECK (outcome in ('unfounded', 'criticised', 'ordered_to_correct', 'removed')),
    decided_by VARCHAR(80),
    decided_on VARCHAR(10),
    CONSTRAINT pk_{prefix}mediator_complaint PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}mediator_complaint_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number),
    CONSTRAINT fk_{prefix}mediator_complaint_place_id_person FOREIGN KEY(place_id, person) REFERENCES {prefix}mediator (place_id, person)
);

CREATE TABLE {schema}{prefix}mediator_answer (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    seat INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    sequence INTEGER NOT NULL,
    accepts BOOLEAN NOT NULL,
    said_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}mediator_answer PRIMARY KEY (place_id, case_number, seat, sequence),
    CONSTRAINT fk_{prefix}mediator_answer_place_id_case_number_seat FOREIGN KEY(place_id, case_number, seat) REFERENCES {prefix}case_mediator (place_id, case_number, seat)
);

CREATE TABLE {schema}{prefix}mediator_conflict (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    seat INTEGER NOT NULL,
    "conflict" INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}mediator_conflict_kind_known CHECK (kind in ('works_for_party', 'relative_of_party', 'owner_in_dispute', 'earlier_role', 'other')),
    party VARCHAR(32) NOT NULL,
    words TEXT NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    noted_on VARCHAR(10) NOT NULL,
    disclosed_on VARCHAR(10),
    CONSTRAINT pk_{prefix}mediator_conflict PRIMARY KEY (place_id, case_number, seat, "conflict"),
    CONSTRAINT fk_{prefix}mediator_conflict_place_id_case_number_seat FOREIGN KEY(place_id, case_number, seat) REFERENCES {prefix}case_mediator (place_id, case_number, seat)
);

CREATE TABLE {schema}{prefix}conflict_waiver (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    seat INTEGER NOT NULL,
    "conflict" INTEGER NOT NULL,
    party VARCHAR(32) NOT NULL,
    waived_on VARCHAR(10) NOT NULL,
    CONSTRAINT pk_{prefix}conflict_waiver PRIMARY KEY (place_id, case_number, seat, "conflict", party),
    CONSTRAINT fk_{prefix}conflict_waiver_place_id_case_number_seat_conflict FOREIGN KEY(place_id, case_number, seat, "conflict") REFERENCES {prefix}mediator_conflict (place_id, case_number, seat, "conflict")
);

