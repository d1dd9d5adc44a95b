-- Kept tallies that differ from the rows, either way round.
WITH said AS (
    SELECT y.vehicle, y.fine_fen, y.points, y.standing AS code, y.news, d.name AS driver, c.text AS city,
        CASE y.stage WHEN 0 THEN 'still_there' WHEN 1 THEN 'unclaimed' WHEN 2 THEN 'untold' WHEN 3 THEN 'told'
            WHEN 4 THEN 'handled' WHEN 5 THEN 'paid' WHEN 6 THEN 'dropped' WHEN 7 THEN 'verified_gone'
            ELSE 'verified' END AS stage,
        coalesce(strftime('%Y-%m', y.time, 'unixepoch'), '') AS month,
        CASE y.standing WHEN 0 THEN 'handled_unpaid' WHEN 1 THEN 'no_longer_returned' WHEN 2 THEN 'paid'
            WHEN 3 THEN 'removed' ELSE 'unhandled' END AS standing
    FROM violations y JOIN driver_names d ON d.id = y.driver JOIN texts c ON c.id = y.city
), keyed AS (
    SELECT 'fleet' AS dimension, '' AS key, standing, fine_fen, points FROM said WHERE standing <> 'removed'
    UNION ALL SELECT 'driver', driver, standing, fine_fen, points FROM said WHERE standing <> 'removed'
    UNION ALL SELECT 'city', city, standing, fine_fen, points FROM said WHERE standing <> 'removed'
    UNION ALL SELECT 'month', month, standing, fine_fen, points FROM said WHERE standing <> 'removed'
    UNION ALL SELECT 'stage', stage, standing, fine_fen, points FROM said WHERE standing <> 'removed'
    UNION ALL SELECT 'new', '', standing, fine_fen, points FROM said WHERE standing <> 'removed' AND news = 1
), counted AS (
    SELECT dimension, key, standing, count(*) AS rows, coalesce(sum(fine_fen), 0) AS fines_fen,
        count(*) FILTER (WHERE fine_fen IS NULL) AS fines_unknown, coalesce(sum(points), 0) AS points,
        count(*) FILTER (WHERE points IS NULL) AS points_unknown
    FROM keyed GROUP BY dimension, key, standing
), kept AS (
    SELECT dimension, key, standing, rows, fines_fen, fines_unknown, points, points_unknown FROM tallies
    WHERE (rows, fines_fen, fines_unknown, points, points_unknown) IS NOT (0, 0, 0, 0, 0)
)
SELECT count(*) FROM (
    SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
    UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
)
