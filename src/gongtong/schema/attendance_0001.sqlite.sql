CREATE TABLE {schema}{prefix}attendance_mark (
    place_id BLOB NOT NULL,
    roster VARCHAR(40) NOT NULL,
    shift VARCHAR(60) NOT NULL,
    volunteer VARCHAR(40) NOT NULL,
    kind VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}attendance_mark_kind_known CHECK (kind in ('came', 'went')),
    at VARCHAR(27) NOT NULL,
    means VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}attendance_mark_means_known CHECK (means in ('scanned', 'paper', 'leader')),
    noted_by VARCHAR(120) NOT NULL,
    noted_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_{prefix}attendance_mark PRIMARY KEY (place_id, roster, shift, volunteer, kind, at, means),
    CONSTRAINT fk_{prefix}attendance_mark_place_id_roster FOREIGN KEY(place_id, roster) REFERENCES {prefix}roster (place_id, code),
    CONSTRAINT fk_{prefix}attendance_mark_place_id_volunteer FOREIGN KEY(place_id, volunteer) REFERENCES {prefix}volunteer (place_id, code)
);

CREATE TABLE {schema}{prefix}closed_shift (
    place_id BLOB NOT NULL,
    roster VARCHAR(40) NOT NULL,
    shift VARCHAR(60) NOT NULL,
    people TEXT NOT NULL,
    stray_marks INTEGER NOT NULL,
    closed_by VARCHAR(120) NOT NULL,
    closed_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_{prefix}closed_shift PRIMARY KEY (place_id, roster, shift),
    CONSTRAINT fk_{prefix}closed_shift_place_id_roster FOREIGN KEY(place_id, roster) REFERENCES {prefix}roster (place_id, code)
);

