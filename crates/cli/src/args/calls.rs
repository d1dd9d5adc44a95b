//! The ledger.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The ledger.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub struct CallsArgs {
    /// Every call, not the sums alone
    #[arg(long)]
    pub list: bool,
    /// A month by provider, day and price, to be held against the vendor's bill
    #[arg(long, value_name = "YYYY-MM", conflicts_with = "list")]
    pub statement: Option<String>,
    /// Write the statement to this .xlsx or .csv, too
    #[arg(long, value_name = "FILE", requires = "statement")]
    pub export: Option<PathBuf>,
    /// Replace a file that stands there
    #[arg(long, requires = "export")]
    pub force: bool,
    /// What else.
    #[command(subcommand)]
    pub command: Option<CallsCommand>,
}

/// What a person can do to the ledger.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum CallsCommand {
    /// Enter what you found out about a doubtful call · 填写待核对调用的核对结果
    Settle {
        /// The call's ID
        id: String,
        /// Was it charged?
        #[arg(long, value_enum)]
        charged: YesNo,
    },
    /// A call with its answer as it came · 一次调用和返回原文
    Show {
        /// The call's ID
        id: String,
    },
    /// Read kept answers again that could not be read; sends nothing · 重新识别已保存的返回，不发出请求、不计费
    Reread {
        /// Only this provider's
        #[arg(long, value_name = "ID")]
        provider: Option<String>,
    },
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the word says it")]
pub enum YesNo {
    Yes,
    No,
}
