//! What is shown, as a file that other programs read.

use crate::kit::{garage_shows, sheet, small_fleet};
use cheku_e2e::{Home, Outcome, wait_until};

#[tokio::test]
async fn what_is_shown_is_exported_and_read_back_with_other_libraries() -> Outcome {
    let home = Home::empty()?;
    let window = small_fleet(&home).await?;
    window.fill("search", "苏E").await?;
    garage_shows(&window, 3).await?;
    // By plate, turned round: the file keeps the order of the screen.
    window.go("garage?q=苏E&sort=plate&desc=true").await?;
    garage_shows(&window, 3).await?;
    let shown: Vec<String> = window.rows().await?.into_iter().map(|mut row| row.swap_remove(1)).collect();
    assert_eq!(shown, ["苏ED29539", "苏E5X91C", "苏E35335"]);

    let file = home.desk("车库.xlsx");
    home.will_choose(&file)?;
    window.click("garage-export").await?;
    let rows = sheet(&file).await?;
    let plates = rows[0].iter().position(|heading| heading == "车牌号").ok_or("no heading for plates")?;
    let written: Vec<&str> = rows[1..].iter().map(|row| row[plates].as_str()).collect();
    assert_eq!(written, shown);

    let file = home.desk("车库.csv");
    home.will_choose(&file)?;
    window.click("garage-export").await?;
    let text = wait_until("the exported text", async || {
        let text = std::fs::read_to_string(&file)?;
        Ok((text.lines().count() == 4).then_some(text))
    })
    .await?;
    let text = text.strip_prefix('\u{feff}').ok_or("Excel needs the mark at the beginning")?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let written: Vec<&str> = rows.iter().map(|row| &row[plates]).collect();
    assert_eq!(written, shown);
    window.close().await
}
