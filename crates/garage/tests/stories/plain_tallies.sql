-- Kept tallies that differ from the rows, either way round.
WITH keyed AS (
    SELECT 'fleet' AS dimension, '' AS key, standing, fine_fen, points FROM violations WHERE standing <> 'removed'
    UNION ALL SELECT 'driver', coalesce(driver, ''), standing, fine_fen, points FROM violations WHERE standing <> 'removed'
    UNION ALL SELECT 'city', coalesce(city, ''), standing, fine_fen, points FROM violations WHERE standing <> 'removed'
    UNION ALL SELECT 'month', coalesce(month, ''), standing, fine_fen, points FROM violations WHERE standing <> 'removed'
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
