-- Vehicles whose kept figures differ from their rows.
SELECT count(*) FROM vehicle_summaries s LEFT JOIN (
    SELECT (SELECT id FROM vehicles WHERE number = violations.vehicle) AS vehicle,
        count(*) AS violations,
        count(*) FILTER (WHERE state = 4) AS unhandled,
        count(*) FILTER (WHERE state <> 2) AS unpaid,
        coalesce(sum(fine_fen) FILTER (WHERE state <> 2), 0) AS fines_due_fen,
        count(*) FILTER (WHERE state <> 2 AND fine_fen IS NULL) AS fines_unknown,
        coalesce(sum(points) FILTER (WHERE state = 4), 0) AS points_waiting,
        count(*) FILTER (WHERE state = 4 AND points IS NULL) AS points_unknown
    FROM violations WHERE gone_since IS NULL GROUP BY 1
) r ON r.vehicle = s.vehicle LEFT JOIN (
    SELECT (SELECT id FROM vehicles WHERE number = violations.vehicle) AS vehicle, count(*) AS new_count
    FROM violations WHERE standing <> 3 AND news = 1 GROUP BY 1
) n ON n.vehicle = s.vehicle
WHERE (s.violations, s.unhandled, s.unpaid, s.fines_due_fen, s.fines_unknown, s.points_waiting, s.points_unknown,
    s.new_count)
    IS NOT (coalesce(r.violations, 0), coalesce(r.unhandled, 0), coalesce(r.unpaid, 0), coalesce(r.fines_due_fen, 0),
        coalesce(r.fines_unknown, 0), coalesce(r.points_waiting, 0), coalesce(r.points_unknown, 0),
        coalesce(n.new_count, 0))
