CREATE TABLE {schema}{prefix}case_paper (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_paper_kind_known CHECK (kind in ('application', 'registration', 'rights_notice', 'identity', 'power_of_attorney', 'investigation', 'evidence', 'minutes', 'agreement', 'oral_agreement', 'receipt', 'visit', 'confirmation', 'closing_report', 'note', 'cover')),
    document VARCHAR(64) NOT NULL,
    pages INTEGER NOT NULL,
    dated DATE NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}case_paper PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}case_paper_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {schema}{prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_remedies (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    parties TEXT NOT NULL,
    told_on DATE NOT NULL,
    how VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_remedies_how_known CHECK (how in ('in_person', 'on_paper', 'by_phone', 'online', 'at_meeting')),
    entered_by VARCHAR(120) NOT NULL,
    entered_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}case_remedies PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}case_remedies_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {schema}{prefix}case (place_id, number)
);

CREATE TABLE {schema}{prefix}case_visit (
    place_id UUID NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    visited_on DATE NOT NULL,
    finding VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}case_visit_finding_known CHECK (finding in ('performed', 'in_performance', 'disputed_again')),
    survey_offered BOOLEAN NOT NULL,
    words TEXT NOT NULL,
    entered_by VARCHAR(120) NOT NULL,
    entered_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}case_visit PRIMARY KEY (place_id, case_number, number),
    CONSTRAINT fk_{prefix}case_visit_place_id_case_number FOREIGN KEY(place_id, case_number) REFERENCES {schema}{prefix}case (place_id, number)
);

