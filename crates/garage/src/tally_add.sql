-- Counts the row in: fleet, driver, city, month, then its vehicle's summary.
INSERT INTO tallies SELECT 'fleet', '', NEW.standing, 1, coalesce(NEW.fine_fen, 0), (NEW.fine_fen IS NULL), coalesce(NEW.points, 0), (NEW.points IS NULL)
WHERE NEW.standing <> 'removed'
ON CONFLICT DO UPDATE SET rows = rows + 1, fines_fen = fines_fen + excluded.fines_fen,
    fines_unknown = fines_unknown + excluded.fines_unknown, points = points + excluded.points,
    points_unknown = points_unknown + excluded.points_unknown;
INSERT INTO tallies SELECT 'driver', coalesce(NEW.driver, ''), NEW.standing, 1, coalesce(NEW.fine_fen, 0), (NEW.fine_fen IS NULL), coalesce(NEW.points, 0), (NEW.points IS NULL)
WHERE NEW.standing <> 'removed'
ON CONFLICT DO UPDATE SET rows = rows + 1, fines_fen = fines_fen + excluded.fines_fen,
    fines_unknown = fines_unknown + excluded.fines_unknown, points = points + excluded.points,
    points_unknown = points_unknown + excluded.points_unknown;
INSERT INTO tallies SELECT 'city', coalesce(NEW.city, ''), NEW.standing, 1, coalesce(NEW.fine_fen, 0), (NEW.fine_fen IS NULL), coalesce(NEW.points, 0), (NEW.points IS NULL)
WHERE NEW.standing <> 'removed'
ON CONFLICT DO UPDATE SET rows = rows + 1, fines_fen = fines_fen + excluded.fines_fen,
    fines_unknown = fines_unknown + excluded.fines_unknown, points = points + excluded.points,
    points_unknown = points_unknown + excluded.points_unknown;
INSERT INTO tallies SELECT 'month', coalesce(NEW.month, ''), NEW.standing, 1, coalesce(NEW.fine_fen, 0), (NEW.fine_fen IS NULL), coalesce(NEW.points, 0), (NEW.points IS NULL)
WHERE NEW.standing <> 'removed'
ON CONFLICT DO UPDATE SET rows = rows + 1, fines_fen = fines_fen + excluded.fines_fen,
    fines_unknown = fines_unknown + excluded.fines_unknown, points = points + excluded.points,
    points_unknown = points_unknown + excluded.points_unknown;
INSERT INTO concerned SELECT 'driver', coalesce(NEW.driver, ''), 1
WHERE NEW.standing NOT IN ('removed', 'no_longer_returned') AND NOT EXISTS (
    SELECT 1 FROM violations o WHERE o.vehicle = NEW.vehicle AND o.driver IS NEW.driver AND o.id <> NEW.id
    AND o.standing NOT IN ('removed', 'no_longer_returned'))
ON CONFLICT DO UPDATE SET vehicles = vehicles + 1;
INSERT INTO concerned SELECT 'city', coalesce(NEW.city, ''), 1
WHERE NEW.standing NOT IN ('removed', 'no_longer_returned') AND NOT EXISTS (
    SELECT 1 FROM violations o WHERE o.vehicle = NEW.vehicle AND o.city IS NEW.city AND o.id <> NEW.id
    AND o.standing NOT IN ('removed', 'no_longer_returned'))
ON CONFLICT DO UPDATE SET vehicles = vehicles + 1;
INSERT INTO concerned SELECT 'month', coalesce(NEW.month, ''), 1
WHERE NEW.standing NOT IN ('removed', 'no_longer_returned') AND NOT EXISTS (
    SELECT 1 FROM violations o WHERE o.vehicle = NEW.vehicle AND o.month IS NEW.month AND o.id <> NEW.id
    AND o.standing NOT IN ('removed', 'no_longer_returned'))
ON CONFLICT DO UPDATE SET vehicles = vehicles + 1;
UPDATE vehicle_summaries SET violations = violations + 1,
    unhandled = unhandled + (NEW.standing = 'unhandled'), unpaid = unpaid + (NEW.standing IN ('unhandled', 'handled_unpaid')),
    fines_due_fen = fines_due_fen + (NEW.standing IN ('unhandled', 'handled_unpaid')) * coalesce(NEW.fine_fen, 0),
    fines_unknown = fines_unknown + ((NEW.standing IN ('unhandled', 'handled_unpaid')) AND NEW.fine_fen IS NULL),
    points_waiting = points_waiting + (NEW.standing = 'unhandled') * coalesce(NEW.points, 0),
    points_unknown = points_unknown + ((NEW.standing = 'unhandled') AND NEW.points IS NULL)
WHERE vehicle = NEW.vehicle AND NEW.standing NOT IN ('removed', 'no_longer_returned');
