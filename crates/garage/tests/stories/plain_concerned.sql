-- Kept numbers of concerned vehicles that differ from the rows, either way round.
WITH returned AS (
    SELECT * FROM violations WHERE standing NOT IN ('removed', 'no_longer_returned')
), counted AS (
    SELECT 'driver' AS dimension, coalesce(driver, '') AS key, count(DISTINCT vehicle) AS vehicles
    FROM returned GROUP BY coalesce(driver, '')
    UNION ALL SELECT 'city', coalesce(city, ''), count(DISTINCT vehicle) FROM returned GROUP BY coalesce(city, '')
    UNION ALL SELECT 'month', coalesce(month, ''), count(DISTINCT vehicle) FROM returned GROUP BY coalesce(month, '')
    UNION ALL SELECT 'fleet', '', count(*) FROM vehicles WHERE removed = 0 HAVING count(*) > 0
), kept AS (
    SELECT dimension, key, vehicles FROM concerned WHERE vehicles <> 0
)
SELECT count(*) FROM (
    SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
    UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
)
