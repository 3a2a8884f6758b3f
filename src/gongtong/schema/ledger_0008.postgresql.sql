CREATE TABLE {schema}{prefix}month_end (
    place_id UUID NOT NULL,
    on_day DATE NOT NULL,
    account VARCHAR(40) NOT NULL,
    fund VARCHAR(40) NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}month_end PRIMARY KEY (place_id, on_day, account, fund),
    CONSTRAINT fk_{prefix}month_end_place_id_account FOREIGN KEY(place_id, account) REFERENCES {schema}{prefix}account (place_id, code),
    CONSTRAINT fk_{prefix}month_end_place_id_fund FOREIGN KEY(place_id, fund) REFERENCES {schema}{prefix}fund (place_id, code)
);

CREATE TABLE {schema}{prefix}month_end_reach (
    place_id UUID NOT NULL,
    on_day DATE NOT NULL,
    of_year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}month_end_reach PRIMARY KEY (place_id, on_day, of_year),
    CONSTRAINT fk_{prefix}month_end_reach_place_id_of_year FOREIGN KEY(place_id, of_year) REFERENCES {schema}{prefix}voucher_counter (place_id, year)
);

