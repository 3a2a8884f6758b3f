CREATE TABLE {schema}{prefix}month_end (
    place_id BLOB NOT NULL,
    on_day VARCHAR(10) NOT NULL,
    account VARCHAR(40) NOT NULL,
    fund VARCHAR(40) NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_{prefix}month_end PRIMARY KEY (place_id, on_day, account, fund),
    CONSTRAINT fk_{prefix}month_end_place_id_account FOREIGN KEY(place_id, account) REFERENCES {prefix}account (place_id, code),
    CONSTRAINT fk_{prefix}month_end_place_id_fund FOREIGN KEY(place_id, fund) REFERENCES {prefix}fund (place_id, code)
);

CREATE TABLE {schema}{prefix}month_end_reach (
    place_id BLOB NOT NULL,
    on_day VARCHAR(10) NOT NULL,
    of_year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    CONSTRAINT pk_{prefix}month_end_reach PRIMARY KEY (place_id, on_day, of_year),
    CONSTRAINT fk_{prefix}month_end_reach_place_id_of_year FOREIGN KEY(place_id, of_year) REFERENCES {prefix}voucher_counter (place_id, year)
);


-- Every index begins with place_id, and SQLite, unless told, takes ten rows for any first column: it would read all
-- postings of a place to find those of one dwelling. These are rough figures of a large place; ANALYZE replaces them.
ANALYZE {schema}sqlite_master;

INSERT INTO {schema}sqlite_stat1 (tbl, idx, stat)
SELECT tbl_name, name, '1000000 100000 1 1' FROM {schema}sqlite_master
WHERE type = 'index' AND tbl_name = '{prefix}entry' AND name <> 'ix_{prefix}entry_place_id_effective_on';

INSERT INTO {schema}sqlite_stat1 (tbl, idx, stat) VALUES
('{prefix}entry', '{prefix}entry', '1000000 100000 1'),
('{prefix}entry', 'ix_{prefix}entry_place_id_effective_on', '1000000 100000 300 1'),
('{prefix}posting', '{prefix}posting', '2500000 250000 3 1'),
('{prefix}posting', 'ix_{prefix}posting_place_id_dwelling_id', '2500000 250000 50 2 1'),
('{prefix}posting', 'ix_{prefix}posting_place_id_account', '2500000 250000 5000 2 1'),
('{prefix}balance', '{prefix}balance', '1000 100 2 1'),
('{prefix}dwelling_balance', '{prefix}dwelling_balance', '200000 20000 3 2 1');
