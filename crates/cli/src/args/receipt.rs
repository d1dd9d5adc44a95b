//! Receipts of violations.

use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// What to do with receipts.
#[derive(Debug, ClapArgs)]
pub struct ReceiptArgs {
    /// What.
    #[command(subcommand)]
    pub command: ReceiptCommand,
}

/// What can be done with receipts.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum ReceiptCommand {
    /// Attach pictures or PDFs that prove a payment · 为一条违章添加缴款凭证（图片或 PDF）
    Add {
        /// The violation's ID, as violations --json tells it
        #[arg(id = "violation", value_name = "VIOLATION")]
        id: String,
        /// The receipts
        #[arg(id = "receipts", value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// List the receipts of a violation · 列出一条违章的凭证
    List {
        /// The violation's ID, as violations --json tells it
        #[arg(id = "violation", value_name = "VIOLATION")]
        id: String,
    },
    /// Copy a receipt to a file · 将一份凭证另存为文件
    Save {
        /// The receipt's ID, as receipt list tells it
        #[arg(id = "receipt", value_name = "RECEIPT")]
        id: String,
        /// Where to
        file: PathBuf,
        /// Replace a file that stands there
        #[arg(long)]
        force: bool,
    },
}
