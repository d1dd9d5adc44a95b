//! Stories of the garage, each through a real file.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod altered;
mod answers;
mod batches;
mod care;
mod cases;
mod cut_off;
mod doctor;
mod drivers;
mod due_dates;
mod erase;
mod last_check;
mod left;
mod lists;
mod money;
mod opening;
mod ownership;
mod receipts;
mod restore;
mod salvage;
mod scene;
mod searches;
mod two_of_one_plate;
mod unread;
mod upgrade;
mod vehicles;
