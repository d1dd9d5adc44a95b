//! One table, one file: its row, its reads and its writes. A long
//! table has its list or its import in a file of its own beside it.

pub(crate) mod accounts;
pub(crate) mod answers;
pub(crate) mod assignments;
pub(crate) mod batch_owner;
pub(crate) mod batches;
pub(crate) mod call_list;
pub(crate) mod calls;
pub(crate) mod cities;
pub(crate) mod claims;
pub(crate) mod doubtful;
pub(crate) mod drivers;
pub(crate) mod filters;
pub(crate) mod former_accounts;
pub(crate) mod found;
pub(crate) mod import;
pub(crate) mod items;
pub(crate) mod locks;
pub(crate) mod marks;
pub(crate) mod settings;
pub(crate) mod sources;
pub(crate) mod spend;
pub(crate) mod standing;
pub(crate) mod statement;
pub(crate) mod summaries;
pub(crate) mod texts;
pub(crate) mod vehicle_list;
pub(crate) mod vehicles;
pub(crate) mod violation_filter;
pub(crate) mod violation_list;
pub(crate) mod violation_order;
pub(crate) mod violation_query;
pub(crate) mod violation_row;
pub(crate) mod violation_search;
pub(crate) mod violations;
pub(crate) mod who_drove;
