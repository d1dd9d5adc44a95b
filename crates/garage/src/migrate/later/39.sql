-- Version 39: among rows of one act, place or code, those of one vehicle stand together. By what they owe, as before, each
-- new row went to a random place of these indexes; a batch's answers come more or less by vehicle, and go to their ends.
DROP INDEX violations_act;
CREATE INDEX violations_act ON violations (act, removed, vehicle, standing, fine_fen, points);
DROP INDEX violations_place;
CREATE INDEX violations_place ON violations (place, removed, vehicle, standing, fine_fen, points);
DROP INDEX violations_code;
CREATE INDEX violations_code ON violations (code, removed, vehicle, standing, fine_fen, points) WHERE code IS NOT NULL;
