CREATE TRIGGER {schema}{prefix}event_no_update BEFORE UPDATE ON {prefix}event
BEGIN
    SELECT RAISE(ABORT, '{prefix}event is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}event_no_delete BEFORE DELETE ON {prefix}event
BEGIN
    SELECT RAISE(ABORT, '{prefix}event is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}event_no_replace BEFORE INSERT ON {prefix}event
WHEN EXISTS (SELECT 1 FROM {prefix}event AS kept WHERE kept.place_id = NEW.place_id AND kept.sequence = NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, '{prefix}event is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}entry_no_update BEFORE UPDATE ON {prefix}entry
BEGIN
    SELECT RAISE(ABORT, '{prefix}entry is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}entry_no_delete BEFORE DELETE ON {prefix}entry
BEGIN
    SELECT RAISE(ABORT, '{prefix}entry is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}entry_no_replace BEFORE INSERT ON {prefix}entry
WHEN EXISTS (SELECT 1 FROM {prefix}entry AS kept WHERE kept.place_id = NEW.place_id AND kept.entry_id = NEW.entry_id)
    OR EXISTS (SELECT 1 FROM {prefix}entry AS kept WHERE kept.place_id = NEW.place_id AND kept.year = NEW.year AND kept.number = NEW.number)
    OR EXISTS (SELECT 1 FROM {prefix}entry AS kept WHERE kept.place_id = NEW.place_id AND kept.reverses = NEW.reverses)
BEGIN
    SELECT RAISE(ABORT, '{prefix}entry is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}posting_no_update BEFORE UPDATE ON {prefix}posting
BEGIN
    SELECT RAISE(ABORT, '{prefix}posting is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}posting_no_delete BEFORE DELETE ON {prefix}posting
BEGIN
    SELECT RAISE(ABORT, '{prefix}posting is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}posting_no_replace BEFORE INSERT ON {prefix}posting
WHEN EXISTS (SELECT 1 FROM {prefix}posting AS kept WHERE kept.place_id = NEW.place_id AND kept.entry_id = NEW.entry_id AND kept.line = NEW.line)
BEGIN
    SELECT RAISE(ABORT, '{prefix}posting is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}charge_no_update BEFORE UPDATE ON {prefix}charge
BEGIN
    SELECT RAISE(ABORT, '{prefix}charge is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}charge_no_delete BEFORE DELETE ON {prefix}charge
BEGIN
    SELECT RAISE(ABORT, '{prefix}charge is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}charge_no_replace BEFORE INSERT ON {prefix}charge
WHEN EXISTS (SELECT 1 FROM {prefix}charge AS kept WHERE kept.place_id = NEW.place_id AND kept.charge_id = NEW.charge_id)
    OR EXISTS (SELECT 1 FROM {prefix}charge AS kept WHERE kept.place_id = NEW.place_id AND kept.entry_id = NEW.entry_id AND kept.dwelling_id = NEW.dwelling_id AND kept.code = NEW.code AND kept.period_start = NEW.period_start)
BEGIN
    SELECT RAISE(ABORT, '{prefix}charge is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}allocation_no_update BEFORE UPDATE ON {prefix}allocation
BEGIN
    SELECT RAISE(ABORT, '{prefix}allocation is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}allocation_no_delete BEFORE DELETE ON {prefix}allocation
BEGIN
    SELECT RAISE(ABORT, '{prefix}allocation is hardened: what is written there is neither changed nor deleted');
END;

CREATE TRIGGER {schema}{prefix}allocation_no_replace BEFORE INSERT ON {prefix}allocation
WHEN EXISTS (SELECT 1 FROM {prefix}allocation AS kept WHERE kept.place_id = NEW.place_id AND kept.allocation_id = NEW.allocation_id)
BEGIN
    SELECT RAISE(ABORT, '{prefix}allocation is hardened: what is written there is neither changed nor deleted');
END;
