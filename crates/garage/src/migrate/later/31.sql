-- Version 31: vehicles that left (停用、已售、报废) are out of lists and sums as removed ones are, and stay to be looked at
-- (`table::left`). `left_on` is a day.
ALTER TABLE vehicles ADD COLUMN left_as TEXT CHECK (left_as IN ('suspended', 'sold', 'scrapped'));
ALTER TABLE vehicles ADD COLUMN left_on TEXT;
CREATE INDEX vehicles_left ON vehicles (left_as) WHERE left_as IS NOT NULL;

-- A summary tells what its vehicle's violations come to, whether that is in the lists or not.
UPDATE vehicle_summaries AS s SET violations = r.violations, unhandled = r.unhandled, unpaid = r.unpaid,
        fines_due_fen = r.fines_due_fen, fines_unknown = r.fines_unknown, points_waiting = r.points_waiting,
        points_unknown = r.points_unknown
    FROM (SELECT v.id, count(*) AS violations,
              count(*) FILTER (WHERE y.state = 4) AS unhandled,
              count(*) FILTER (WHERE y.state <> 2) AS unpaid,
              coalesce(sum(y.fine_fen) FILTER (WHERE y.state <> 2), 0) AS fines_due_fen,
              count(*) FILTER (WHERE y.state <> 2 AND y.fine_fen IS NULL) AS fines_unknown,
              coalesce(sum(y.points) FILTER (WHERE y.state = 4), 0) AS points_waiting,
              count(*) FILTER (WHERE y.state = 4 AND y.points IS NULL) AS points_unknown
          FROM vehicles v JOIN violations y ON y.vehicle = v.number
          WHERE v.removed = 1 AND y.gone_since IS NULL GROUP BY v.id) r
    WHERE r.id = s.vehicle;
