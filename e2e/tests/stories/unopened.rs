//! Starts that come to no window.

use cheku_e2e::{Home, Outcome, press_close, shown_windows, wait_until};
use std::io::Read;
use std::process::{Child, Command, Stdio};

fn start(words: impl FnOnce(&mut Command)) -> Outcome<Child> {
    let mut command = Command::new(std::env::var("CHEKU_APP")?);
    words(&mut command);
    Ok(command.stderr(Stdio::piped()).spawn()?)
}

fn said(mut child: Child) -> Outcome<String> {
    let mut said = String::new();
    child.stderr.take().ok_or("no stderr")?.read_to_string(&mut said)?;
    Ok(said)
}

#[tokio::test]
async fn a_home_that_cannot_be_made_is_said_in_a_dialog_of_the_system() -> Outcome {
    let home = Home::empty()?;
    let in_the_way = home.desk("a file");
    std::fs::write(&in_the_way, "no folder")?;
    let mut child = start(|command| {
        command.arg("--home").arg(in_the_way.join("home"));
    })?;
    wait_until("the dialog", async || Ok((shown_windows()? == 1).then_some(()))).await?;
    assert!(child.try_wait()?.is_none(), "it waits for the person");
    let end = wait_until("the end", async || {
        press_close()?;
        Ok(child.try_wait()?)
    })
    .await?;
    assert_eq!(end.code(), Some(1));
    let said = said(child)?;
    assert!(said.contains("不能写入") && said.contains("cannot be written"), "{said}");
    assert!(said.contains("a file"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_portable_folder_that_cannot_be_written_is_named() -> Outcome {
    let stick = Home::empty()?;
    let program = stick.desk("cheku");
    std::fs::copy(std::env::var("CHEKU_APP")?, &program)?;
    std::fs::write(stick.desk("portable"), "")?;
    // Whoever runs this may be allowed to write everywhere: a file in the folder's place is in
    // everybody's way.
    std::fs::write(stick.desk("data"), "no folder")?;
    let mut child = Command::new(&program).stderr(Stdio::piped()).spawn()?;
    wait_until("the dialog", async || Ok((shown_windows()? == 1).then_some(()))).await?;
    let end = wait_until("the end", async || {
        press_close()?;
        Ok(child.try_wait()?)
    })
    .await?;
    assert_eq!(end.code(), Some(1));
    let said = said(child)?;
    assert!(said.contains("便携版") && said.contains("portable copy"), "{said}");
    assert!(said.contains(&*stick.desk("data").to_string_lossy()), "{said}");
    Ok(())
}

#[cfg(not(windows))]
#[tokio::test]
async fn without_a_display_the_terminal_says_so() -> Outcome {
    let home = Home::empty()?;
    let mut child = start(|command| {
        command.arg("--home").arg(home.path()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    })?;
    let end = wait_until("the end", async || Ok(child.try_wait()?)).await?;
    assert_eq!(end.code(), Some(1));
    let said = said(child)?;
    assert!(said.contains("没有可用的显示器") && said.contains("cheku-cli"), "{said}");
    Ok(())
}
