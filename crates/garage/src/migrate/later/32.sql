-- Version 32: what calls come to, kept as they change (`table::call_sums`), so that neither the whole ledger nor a
-- month is read for its sums. One row for each day in China, provider, kind, charge and price; `cost_fen` -1 = not
-- known. Calls under way are not in it: they are few, and looked up.
CREATE TABLE call_sums (
    day INTEGER NOT NULL,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    effective TEXT NOT NULL,
    unreadable INTEGER NOT NULL CHECK (unreadable IN (0, 1)),
    cost_fen INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (day, provider, kind, effective, unreadable, cost_fen)
) STRICT, WITHOUT ROWID;
INSERT INTO call_sums
    SELECT (asked_at + 28800000) / 86400000, provider, kind, effective, state = 'unreadable', coalesce(cost_fen, -1),
        count(*)
    FROM calls WHERE state <> 'asked' OR effective <> 'unknown' GROUP BY 1, 2, 3, 4, 5, 6;

CREATE TRIGGER call_summed_in AFTER INSERT ON calls WHEN NEW.state <> 'asked' OR NEW.effective <> 'unknown' BEGIN
    INSERT INTO call_sums VALUES ((NEW.asked_at + 28800000) / 86400000, NEW.provider, NEW.kind, NEW.effective,
        NEW.state = 'unreadable', coalesce(NEW.cost_fen, -1), 1)
        ON CONFLICT DO UPDATE SET calls = calls + 1;
END;
CREATE TRIGGER call_summed_anew AFTER UPDATE OF asked_at, provider, kind, state, charge, person_charge, cost_fen ON calls
        WHEN NEW.state <> 'asked' OR NEW.effective <> 'unknown' BEGIN
    INSERT INTO call_sums VALUES ((NEW.asked_at + 28800000) / 86400000, NEW.provider, NEW.kind, NEW.effective,
        NEW.state = 'unreadable', coalesce(NEW.cost_fen, -1), 1)
        ON CONFLICT DO UPDATE SET calls = calls + 1;
END;
CREATE TRIGGER call_summed_over AFTER UPDATE OF asked_at, provider, kind, state, charge, person_charge, cost_fen ON calls
        WHEN OLD.state <> 'asked' OR OLD.effective <> 'unknown' BEGIN
    UPDATE call_sums SET calls = calls - 1
        WHERE day = (OLD.asked_at + 28800000) / 86400000 AND provider = OLD.provider AND kind = OLD.kind
            AND effective = OLD.effective AND unreadable = (OLD.state = 'unreadable')
            AND cost_fen = coalesce(OLD.cost_fen, -1);
END;
CREATE TRIGGER call_summed_out AFTER DELETE ON calls WHEN OLD.state <> 'asked' OR OLD.effective <> 'unknown' BEGIN
    UPDATE call_sums SET calls = calls - 1
        WHERE day = (OLD.asked_at + 28800000) / 86400000 AND provider = OLD.provider AND kind = OLD.kind
            AND effective = OLD.effective AND unreadable = (OLD.state = 'unreadable')
            AND cost_fen = coalesce(OLD.cost_fen, -1);
END;
