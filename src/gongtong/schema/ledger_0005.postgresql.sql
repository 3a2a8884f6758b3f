CREATE TABLE {schema}{prefix}budget (
    place_id UUID NOT NULL,
    year INTEGER NOT NULL,
    version INTEGER NOT NULL,
    mandate_title VARCHAR(200) NOT NULL,
    mandate_number VARCHAR(200) NOT NULL,
    mandate_on DATE NOT NULL,
    adopted_on DATE NOT NULL,
    adopted_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}budget PRIMARY KEY (place_id, year, version),
    CONSTRAINT fk_{prefix}budget_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}delegation (
    place_id UUID NOT NULL,
    delegation_id UUID NOT NULL,
    delegate VARCHAR(120) NOT NULL,
    principal VARCHAR(120) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    mandate_title VARCHAR(200) NOT NULL,
    mandate_number VARCHAR(200) NOT NULL,
    mandate_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}delegation PRIMARY KEY (place_id, delegation_id),
    CONSTRAINT fk_{prefix}delegation_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}disclosure (
    place_id UUID NOT NULL,
    disclosure_id UUID NOT NULL,
    subject VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}disclosure_subject_known CHECK (subject in ('funds', 'common_income', 'fees', 'shared_utilities', 'income_and_spending', 'budget', 'arrears', 'audit')),
    label VARCHAR(80) NOT NULL,
    document_name VARCHAR(200) NOT NULL,
    document_digest VARCHAR(64) NOT NULL,
    shown_at VARCHAR(200) NOT NULL,
    shown_from DATE NOT NULL,
    shown_through DATE NOT NULL,
    fields TEXT NOT NULL,
    privacy VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}disclosure_privacy_known CHECK (privacy in ('nothing_personal', 'counts_only', 'pseudonyms', 'consented')),
    signed_by TEXT NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    noted_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}disclosure PRIMARY KEY (place_id, disclosure_id),
    CONSTRAINT fk_{prefix}disclosure_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}disclosure_missed (
    place_id UUID NOT NULL,
    subject VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}disclosure_missed_subject_known CHECK (subject in ('funds', 'common_income', 'fees', 'shared_utilities', 'income_and_spending', 'budget', 'arrears', 'audit')),
    label VARCHAR(80) NOT NULL,
    due_on DATE NOT NULL,
    noted_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}disclosure_missed PRIMARY KEY (place_id, subject, label),
    CONSTRAINT fk_{prefix}disclosure_missed_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}disclosure_occasion (
    place_id UUID NOT NULL,
    subject VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}disclosure_occasion_subject_known CHECK (subject in ('funds', 'common_income', 'fees', 'shared_utilities', 'income_and_spending', 'budget', 'arrears', 'audit')),
    label VARCHAR(80) NOT NULL,
    happened_on DATE NOT NULL,
    noted_by VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}disclosure_occasion PRIMARY KEY (place_id, subject, label),
    CONSTRAINT fk_{prefix}disclosure_occasion_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}same_person (
    place_id UUID NOT NULL,
    account VARCHAR(120) NOT NULL,
    person VARCHAR(120) NOT NULL,
    CONSTRAINT pk_{prefix}same_person PRIMARY KEY (place_id, account),
    CONSTRAINT fk_{prefix}same_person_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}spending_decision (
    place_id UUID NOT NULL,
    decision_id VARCHAR(120) NOT NULL,
    title VARCHAR(400) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    fund VARCHAR(40) NOT NULL,
    purpose VARCHAR(200) NOT NULL,
    most_fen BIGINT NOT NULL,
    payee VARCHAR(200) NOT NULL,
    decided_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}spending_decision PRIMARY KEY (place_id, decision_id),
    CONSTRAINT fk_{prefix}spending_decision_place_id FOREIGN KEY(place_id) REFERENCES {schema}{prefix}place (place_id)
);

CREATE TABLE {schema}{prefix}budget_line (
    place_id UUID NOT NULL,
    year INTEGER NOT NULL,
    version INTEGER NOT NULL,
    fund VARCHAR(40) NOT NULL,
    expense_account VARCHAR(40) NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}budget_line PRIMARY KEY (place_id, year, version, fund, expense_account),
    CONSTRAINT fk_{prefix}budget_line_place_id_year_version FOREIGN KEY(place_id, year, version) REFERENCES {schema}{prefix}budget (place_id, year, version),
    CONSTRAINT ck_{prefix}budget_line_amount_not_negative CHECK (amount_fen >= 0)
);

CREATE TABLE {schema}{prefix}spending_control (
    place_id UUID NOT NULL,
    spending_id UUID NOT NULL,
    decision_id VARCHAR(120),
    emergency VARCHAR(40) CONSTRAINT ck_{prefix}spending_control_emergency_known CHECK (emergency in ('burst_pipe', 'lift_stuck', 'fire_risk', 'electrical_fault', 'gas_leak', 'falling_parts', 'flooding', 'blocked_drain', 'other_danger')),
    ratify_by DATE,
    ratified_on DATE,
    missed_on DATE,
    approved_terms BYTEA,
    CONSTRAINT pk_{prefix}spending_control PRIMARY KEY (place_id, spending_id),
    CONSTRAINT fk_{prefix}spending_control_place_id_spending_id FOREIGN KEY(place_id, spending_id) REFERENCES {schema}{prefix}spending (place_id, spending_id),
    CONSTRAINT fk_{prefix}spending_control_place_id_decision_id FOREIGN KEY(place_id, decision_id) REFERENCES {schema}{prefix}spending_decision (place_id, decision_id)
);

CREATE TABLE {schema}{prefix}spending_consent (
    place_id UUID NOT NULL,
    spending_id UUID NOT NULL,
    step VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}spending_consent_step_known CHECK (step in ('request', 'approve', 'supervise', 'reject', 'withdraw', 'pay', 'book', 'ratify')),
    person VARCHAR(120) NOT NULL,
    given_on DATE NOT NULL,
    CONSTRAINT pk_{prefix}spending_consent PRIMARY KEY (place_id, spending_id, step, person),
    CONSTRAINT fk_{prefix}spending_consent_place_id_spending_id FOREIGN KEY(place_id, spending_id) REFERENCES {schema}{prefix}spending_control (place_id, spending_id)
);

CREATE INDEX ix_{prefix}disclosure_place_id_subject_label ON {schema}{prefix}disclosure (place_id, subject, label);

CREATE INDEX ix_{prefix}spending_control_place_id_decision_id ON {schema}{prefix}spending_control (place_id, decision_id);

