-- Takes the row out of everything that tally_add.sql counted it into.
UPDATE tallies SET rows = rows - 1, fines_fen = fines_fen - coalesce(OLD.fine_fen, 0),
    fines_unknown = fines_unknown - (OLD.fine_fen IS NULL), points = points - coalesce(OLD.points, 0), points_unknown = points_unknown - (OLD.points IS NULL)
WHERE dimension = 'fleet' AND key = '' AND standing = OLD.standing;
UPDATE tallies SET rows = rows - 1, fines_fen = fines_fen - coalesce(OLD.fine_fen, 0),
    fines_unknown = fines_unknown - (OLD.fine_fen IS NULL), points = points - coalesce(OLD.points, 0), points_unknown = points_unknown - (OLD.points IS NULL)
WHERE dimension = 'driver' AND key = coalesce(OLD.driver, '') AND standing = OLD.standing;
UPDATE tallies SET rows = rows - 1, fines_fen = fines_fen - coalesce(OLD.fine_fen, 0),
    fines_unknown = fines_unknown - (OLD.fine_fen IS NULL), points = points - coalesce(OLD.points, 0), points_unknown = points_unknown - (OLD.points IS NULL)
WHERE dimension = 'city' AND key = coalesce(OLD.city, '') AND standing = OLD.standing;
UPDATE tallies SET rows = rows - 1, fines_fen = fines_fen - coalesce(OLD.fine_fen, 0),
    fines_unknown = fines_unknown - (OLD.fine_fen IS NULL), points = points - coalesce(OLD.points, 0), points_unknown = points_unknown - (OLD.points IS NULL)
WHERE dimension = 'month' AND key = coalesce(OLD.month, '') AND standing = OLD.standing;
UPDATE concerned SET vehicles = vehicles - 1
WHERE dimension = 'driver' AND key = coalesce(OLD.driver, '') AND OLD.standing NOT IN ('removed', 'no_longer_returned') AND NOT EXISTS (
    SELECT 1 FROM violations o WHERE o.vehicle = OLD.vehicle AND o.driver IS OLD.driver AND o.id <> OLD.id
    AND o.standing NOT IN ('removed', 'no_longer_returned'));
UPDATE concerned SET vehicles = vehicles - 1
WHERE dimension = 'city' AND key = coalesce(OLD.city, '') AND OLD.standing NOT IN ('removed', 'no_longer_returned') AND NOT EXISTS (
    SELECT 1 FROM violations o WHERE o.vehicle = OLD.vehicle AND o.city IS OLD.city AND o.id <> OLD.id
    AND o.standing NOT IN ('removed', 'no_longer_returned'));
UPDATE concerned SET vehicles = vehicles - 1
WHERE dimension = 'month' AND key = coalesce(OLD.month, '') AND OLD.standing NOT IN ('removed', 'no_longer_returned') AND NOT EXISTS (
    SELECT 1 FROM violations o WHERE o.vehicle = OLD.vehicle AND o.month IS OLD.month AND o.id <> OLD.id
    AND o.standing NOT IN ('removed', 'no_longer_returned'));
UPDATE vehicle_summaries SET violations = violations - 1,
    unhandled = unhandled - (OLD.standing = 'unhandled'), unpaid = unpaid - (OLD.standing IN ('unhandled', 'handled_unpaid')),
    fines_due_fen = fines_due_fen - (OLD.standing IN ('unhandled', 'handled_unpaid')) * coalesce(OLD.fine_fen, 0),
    fines_unknown = fines_unknown - ((OLD.standing IN ('unhandled', 'handled_unpaid')) AND OLD.fine_fen IS NULL),
    points_waiting = points_waiting - (OLD.standing = 'unhandled') * coalesce(OLD.points, 0),
    points_unknown = points_unknown - ((OLD.standing = 'unhandled') AND OLD.points IS NULL)
WHERE vehicle = OLD.vehicle AND OLD.standing NOT IN ('removed', 'no_longer_returned');
