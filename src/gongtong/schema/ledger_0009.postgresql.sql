CREATE FUNCTION {schema}{prefix}begin_posting(
    p_place UUID,
    p_key TEXT,
    p_sequence BIGINT,
    p_digest BYTEA,
    p_untouching TEXT[],
    OUT event_count BIGINT,
    OUT head BYTEA,
    OUT code TEXT,
    OUT name_zh TEXT,
    OUT area TEXT,
    OUT name_en TEXT,
    OUT command TEXT,
    OUT payload_digest BYTEA,
    OUT result TEXT,
    OUT still_holds BOOLEAN,
    OUT years INTEGER[],
    OUT numbers INTEGER[]
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT p.event_count, p.head, p.code, p.name_zh, p.area, p.name_en
        INTO event_count, head, code, name_zh, area, name_en
        FROM {schema}{prefix}place p WHERE p.place_id = p_place FOR UPDATE;
    -- each statement from here on sees what others committed while the first one waited
    SELECT c.command, c.payload_digest, c.result INTO command, payload_digest, result
        FROM {schema}{prefix}command c WHERE c.place_id = p_place AND c.command_key = p_key;
    SELECT array_agg(v.year), array_agg(v.last_number) INTO years, numbers
        FROM {schema}{prefix}voucher_counter v WHERE v.place_id = p_place;
    still_holds := event_count = p_sequence AND head = p_digest;
    IF event_count > p_sequence AND event_count - p_sequence <= 1000 THEN
        still_holds := EXISTS (
            SELECT FROM {schema}{prefix}event e
            WHERE e.place_id = p_place AND e.sequence = p_sequence AND e.digest = p_digest
        ) AND NOT EXISTS (
            SELECT FROM {schema}{prefix}event e
            WHERE e.place_id = p_place AND e.sequence > p_sequence AND e.kind <> ALL (p_untouching)
        );
    END IF;
END $$;

CREATE FUNCTION {schema}{prefix}write_entries(
    p_place UUID,
    p_stem TEXT,
    p_tail INTEGER,
    p_numbers INTEGER[],
    p_now TIMESTAMP WITH TIME ZONE,
    p_actor TEXT,
    p_years INTEGER[],
    p_lasts INTEGER[],
    p_drafts JSON
) RETURNS VOID LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    INSERT INTO {schema}{prefix}entry
        (place_id, entry_id, year, number, kind, effective_on, booked_at, booked_by, narration, documents, reverses)
    SELECT p_place, (p_stem || lpad(to_hex(p_tail + e.i), 6, '0'))::UUID, extract(year FROM d.effective_on),
        p_numbers[e.i::INTEGER], d.kind, d.effective_on, p_now, p_actor, d.narration, nullif(d.documents::TEXT, '[]'), d.reverses
    FROM json_array_elements(p_drafts) WITH ORDINALITY AS e(body, i),
        json_to_record(e.body) AS d(kind TEXT, effective_on DATE, narration TEXT, documents JSON, reverses UUID);
    WITH line AS (
        INSERT INTO {schema}{prefix}posting
            (place_id, entry_id, line, account, fund, dwelling_id, amount_fen, memo)
        SELECT p_place, (p_stem || lpad(to_hex(p_tail + e.i), 6, '0'))::UUID, p.line,
            p.account, p.fund, p.dwelling_id, p.amount_fen, p.memo
        FROM json_array_elements(p_drafts) WITH ORDINALITY AS e(body, i),
            ROWS FROM (json_to_recordset(e.body -> 'postings')
                AS (account TEXT, fund TEXT, dwelling_id UUID, amount_fen BIGINT, memo TEXT))
                WITH ORDINALITY AS p(account, fund, dwelling_id, amount_fen, memo, line)
        RETURNING account, fund, dwelling_id, amount_fen
    ), held AS (
        INSERT INTO {schema}{prefix}balance AS b (place_id, account, fund, amount_fen)
        SELECT p_place, line.account, line.fund, sum(line.amount_fen)
        FROM line GROUP BY line.account, line.fund
        ON CONFLICT (place_id, account, fund) DO UPDATE SET amount_fen = b.amount_fen + excluded.amount_fen
    )
    INSERT INTO {schema}{prefix}dwelling_balance AS b (place_id, dwelling_id, account, fund, amount_fen)
    SELECT p_place, line.dwelling_id, line.account, line.fund, sum(line.amount_fen)
    FROM line WHERE line.dwelling_id IS NOT NULL GROUP BY line.dwelling_id, line.account, line.fund
    ON CONFLICT (place_id, dwelling_id, account, fund) DO UPDATE SET amount_fen = b.amount_fen + excluded.amount_fen;
    INSERT INTO {schema}{prefix}voucher_counter (place_id, year, last_number)
    SELECT p_place, y.year, y.number FROM unnest(p_years, p_lasts) AS y(year, number)
    ON CONFLICT (place_id, year) DO UPDATE SET last_number = excluded.last_number;
END $$;

CREATE FUNCTION {schema}{prefix}end_posting(
    p_place UUID,
    p_stem TEXT,
    p_tail INTEGER,
    p_numbers INTEGER[],
    p_now TIMESTAMP WITH TIME ZONE,
    p_actor TEXT,
    p_years INTEGER[],
    p_lasts INTEGER[],
    p_part TEXT,
    p_seen BIGINT,
    p_kind TEXT,
    p_body TEXT,
    p_key TEXT,
    p_provisions TEXT,
    p_previous BYTEA,
    p_digest BYTEA,
    p_command TEXT,
    p_asked BYTEA,
    p_result TEXT
) RETURNS TEXT LANGUAGE plpgsql AS $$
BEGIN
    -- whoever changed the place meanwhile was waited for, and the condition is asked again of what he left
    UPDATE {schema}{prefix}place SET event_count = p_seen + 1, head = p_digest
        WHERE place_id = p_place AND event_count = p_seen AND head = p_previous;
    IF NOT FOUND THEN
        RETURN '40001 the head of the place has moved';
    END IF;
    INSERT INTO {schema}{prefix}command
        (place_id, command_key, command, payload_digest, result, recorded_at)
        VALUES (p_place, p_key, p_command, p_asked, p_result, p_now);
    PERFORM {schema}{prefix}write_entries(
        p_place, p_stem, p_tail, p_numbers, p_now, p_actor, p_years, p_lasts, p_body::JSON -> p_part);
    INSERT INTO {schema}{prefix}event
        (place_id, sequence, kind, body, actor, recorded_at, command_key, provisions, previous, digest)
        VALUES (p_place, p_seen + 1, p_kind, p_body, p_actor, p_now, p_key, p_provisions, p_previous, p_digest);
    RETURN NULL;
-- what was written is taken back, and the transaction of the host can go on
EXCEPTION WHEN query_canceled OR OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
