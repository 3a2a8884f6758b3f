CREATE FUNCTION {schema}{prefix}refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_TABLE_NAME || ' is hardened: what is written there is neither changed nor deleted';
END;
$$;

CREATE TRIGGER {prefix}event_no_update BEFORE UPDATE ON {schema}{prefix}event
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}event_no_delete BEFORE DELETE ON {schema}{prefix}event
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}event_no_truncate BEFORE TRUNCATE ON {schema}{prefix}event
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}{prefix}refuse_change();

ALTER TABLE {schema}{prefix}event ENABLE ALWAYS TRIGGER {prefix}event_no_update;

ALTER TABLE {schema}{prefix}event ENABLE ALWAYS TRIGGER {prefix}event_no_delete;

ALTER TABLE {schema}{prefix}event ENABLE ALWAYS TRIGGER {prefix}event_no_truncate;

CREATE TRIGGER {prefix}entry_no_update BEFORE UPDATE ON {schema}{prefix}entry
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}entry_no_delete BEFORE DELETE ON {schema}{prefix}entry
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}entry_no_truncate BEFORE TRUNCATE ON {schema}{prefix}entry
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}{prefix}refuse_change();

ALTER TABLE {schema}{prefix}entry ENABLE ALWAYS TRIGGER {prefix}entry_no_update;

ALTER TABLE {schema}{prefix}entry ENABLE ALWAYS TRIGGER {prefix}entry_no_delete;

ALTER TABLE {schema}{prefix}entry ENABLE ALWAYS TRIGGER {prefix}entry_no_truncate;

CREATE TRIGGER {prefix}posting_no_update BEFORE UPDATE ON {schema}{prefix}posting
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}posting_no_delete BEFORE DELETE ON {schema}{prefix}posting
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}posting_no_truncate BEFORE TRUNCATE ON {schema}{prefix}posting
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}{prefix}refuse_change();

ALTER TABLE {schema}{prefix}posting ENABLE ALWAYS TRIGGER {prefix}posting_no_update;

ALTER TABLE {schema}{prefix}posting ENABLE ALWAYS TRIGGER {prefix}posting_no_delete;

ALTER TABLE {schema}{prefix}posting ENABLE ALWAYS TRIGGER {prefix}posting_no_truncate;

CREATE TRIGGER {prefix}charge_no_update BEFORE UPDATE ON {schema}{prefix}charge
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}charge_no_delete BEFORE DELETE ON {schema}{prefix}charge
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}charge_no_truncate BEFORE TRUNCATE ON {schema}{prefix}charge
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}{prefix}refuse_change();

ALTER TABLE {schema}{prefix}charge ENABLE ALWAYS TRIGGER {prefix}charge_no_update;

ALTER TABLE {schema}{prefix}charge ENABLE ALWAYS TRIGGER {prefix}charge_no_delete;

ALTER TABLE {schema}{prefix}charge ENABLE ALWAYS TRIGGER {prefix}charge_no_truncate;

CREATE TRIGGER {prefix}allocation_no_update BEFORE UPDATE ON {schema}{prefix}allocation
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}allocation_no_delete BEFORE DELETE ON {schema}{prefix}allocation
    FOR EACH ROW EXECUTE FUNCTION {schema}{prefix}refuse_change();

CREATE TRIGGER {prefix}allocation_no_truncate BEFORE TRUNCATE ON {schema}{prefix}allocation
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}{prefix}refuse_change();

ALTER TABLE {schema}{prefix}allocation ENABLE ALWAYS TRIGGER {prefix}allocation_no_update;

ALTER TABLE {schema}{prefix}allocation ENABLE ALWAYS TRIGGER {prefix}allocation_no_delete;

ALTER TABLE {schema}{prefix}allocation ENABLE ALWAYS TRIGGER {prefix}allocation_no_truncate;
