CREATE TABLE {schema}{prefix}escalation (
    place_id BLOB NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    from_level VARCHAR(40) NOT NULL,
    to_level VARCHAR(40) NOT NULL,
    sent_by VARCHAR(120) NOT NULL,
    sent_on VARCHAR(10) NOT NULL,
    due_on VARCHAR(10) NOT NULL,
    is_provisional BOOLEAN NOT NULL,
    answer VARCHAR(40) CONSTRAINT ck_{prefix}escalation_answer_known CHECK (answer in ('instruction', 'dealt_with', 'not_our_task')),
    words TEXT NOT NULL,
    body VARCHAR(200) NOT NULL,
    answered_on VARCHAR(10),
    CONSTRAINT pk_{prefix}escalation PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}escalation_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {prefix}case (place_id, number)
);

