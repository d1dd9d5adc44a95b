-- Kept numbers of concerned vehicles that differ from the rows, either way round.
WITH said AS (
    SELECT y.vehicle, y.fine_fen, y.points, y.standing AS code, y.news, d.name AS driver, c.text AS city,
        CASE y.stage WHEN 0 THEN 'still_there' WHEN 1 THEN 'unclaimed' WHEN 2 THEN 'untold' WHEN 3 THEN 'told'
            WHEN 4 THEN 'handled' WHEN 5 THEN 'paid' WHEN 6 THEN 'dropped' WHEN 7 THEN 'verified_gone'
            ELSE 'verified' END AS stage,
        coalesce(strftime('%Y-%m', y.time, 'unixepoch'), '') AS month,
        CASE y.standing WHEN 0 THEN 'handled_unpaid' WHEN 1 THEN 'no_longer_returned' WHEN 2 THEN 'paid'
            WHEN 3 THEN 'removed' ELSE 'unhandled' END AS standing
    FROM violations y JOIN driver_names d ON d.id = y.driver JOIN texts c ON c.id = y.city
), returned AS (
    SELECT * FROM said WHERE standing NOT IN ('removed', 'no_longer_returned')
), counted AS (
    SELECT 'driver' AS dimension, driver AS key, count(DISTINCT vehicle) AS vehicles
    FROM returned GROUP BY driver
    UNION ALL SELECT 'city', city, count(DISTINCT vehicle) FROM returned GROUP BY city
    UNION ALL SELECT 'month', month, count(DISTINCT vehicle) FROM returned GROUP BY month
    UNION ALL SELECT 'stage', stage, count(DISTINCT vehicle) FROM returned GROUP BY stage
    UNION ALL SELECT 'new', '', count(DISTINCT vehicle) FROM said WHERE standing <> 'removed' AND news = 1 HAVING count(*) > 0
    UNION ALL SELECT 'fleet', '', count(*) FROM vehicles WHERE removed = 0 HAVING count(*) > 0
), kept AS (
    SELECT dimension, key, vehicles FROM concerned WHERE vehicles <> 0
)
SELECT count(*) FROM (
    SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
    UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
)
