CREATE TABLE {schema}{prefix}shift_swap (
    place_id UUID NOT NULL,
    number INTEGER NOT NULL,
    roster VARCHAR(40) NOT NULL,
    shift VARCHAR(60) NOT NULL,
    giver VARCHAR(40) NOT NULL,
    taker VARCHAR(40) NOT NULL,
    state VARCHAR(40) NOT NULL CONSTRAINT ck_{prefix}shift_swap_state_known CHECK (state in ('offered', 'accepted', 'declined', 'withdrawn')),
    offered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    answered_at TIMESTAMP WITH TIME ZONE,
    reason VARCHAR(400) NOT NULL,
    offered_by VARCHAR(120) NOT NULL,
    answered_by VARCHAR(120),
    CONSTRAINT pk_{prefix}shift_swap PRIMARY KEY (place_id, number),
    CONSTRAINT fk_{prefix}shift_swap_place_id_roster FOREIGN KEY(place_id, roster) REFERENCES {schema}{prefix}roster (place_id, code)
);

