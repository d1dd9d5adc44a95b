-- Version 39: among rows of one act, place, code or stage, those of one vehicle stand together. By what they owe, as before,
-- each new row went to a random place of the first three indexes; a batch's answers come more or less by vehicle, and go to
-- their ends. With the time behind it, a list of one stage by time is sorted without a look at its rows.
DROP INDEX violations_act;
CREATE INDEX violations_act ON violations (act, removed, vehicle, standing, fine_fen, points);
DROP INDEX violations_place;
CREATE INDEX violations_place ON violations (place, removed, vehicle, standing, fine_fen, points);
DROP INDEX violations_code;
CREATE INDEX violations_code ON violations (code, removed, vehicle, standing, fine_fen, points) WHERE code IS NOT NULL;
DROP INDEX violations_stage;
CREATE INDEX violations_stage ON violations (stage, removed, due, standing, vehicle, time);
