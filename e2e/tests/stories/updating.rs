//! A newer version, from the first word of it to the new program in its place; and what is wrong with one, said,
//! with nothing changed.

#[path = "../../../crates/update/tests/kit/mod.rs"]
#[allow(dead_code, reason = "not every story needs all of it")]
mod publishing;

use crate::kit::{looked_at, picture, small_fleet, told, until_gone};
use cheku_e2e::{Home, Outcome, Window};
use publishing::{Key, Publisher};
use serde_json::json;
use std::path::{Path, PathBuf};

const NAME: &str = "Cheku_99.0.0_amd64.AppImage";
const OLD: &[u8] = b"the program as it is";
const NEW: &[u8] = b"the program as it will be";

struct Scene {
    home: Home,
    window: Window,
    key: Key,
    publisher: Publisher,
    program: PathBuf,
}

impl Scene {
    /// The page that tells of versions, in a garage of six vehicles.
    async fn open() -> Outcome<Scene> {
        let (home, key) = (Home::empty()?, Key::new());
        let publisher = Publisher::offers("99.0.0", NAME, NEW, &key.signs(NAME, NEW)).await;
        let program = home.is_updated_from(&publisher.address, &key.public(), OLD)?;
        let window = small_fleet(&home).await?;
        window.go("settings?section=about").await?;
        Ok(Scene { home, window, key, publisher, program })
    }

    fn runs(&self, program: &[u8]) -> Outcome<bool> {
        Ok(std::fs::read(&self.program)? == program)
    }

    /// Brings an installer along on the desk, with a signature, and chooses it.
    async fn brings(&self, name: &str, signed: &str) -> Outcome {
        let file = self.home.desk(name);
        std::fs::write(&file, NEW)?;
        std::fs::write(signature_of(&file), signed)?;
        self.home.will_choose(&file)?;
        self.window.click("update-file").await
    }
}

fn signature_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".sig");
    name.into()
}

#[tokio::test]
async fn a_newer_version_is_found_fetched_and_put_in_place_and_the_garage_stays() -> Outcome {
    let scene = Scene::open().await?;
    let window = &scene.window;
    window.click("update-look").await?;
    window.id("update-fetch").await?;
    looked_at(window, "update-found", async || window.id("update-fetch").await.map(|_| ())).await?;
    window.until_reads("update-notes", "更快。").await?;

    window.click("update-fetch").await?;
    window.id("update-install").await?;
    picture(window, "update-ready").await?;
    assert!(scene.runs(OLD)?, "a person says when");
    window.click("update-install").await?;
    told(window, "99.0.0 已装好，下次打开时生效。").await?;
    until_gone(window, "update-install").await?;
    assert!(scene.runs(NEW)?);
    window.click("update-look").await?;
    window.text("已是最新版本。").await?;
    let garage = window.ask("vehicles", json!({ "limit": 10 })).await?;
    assert_eq!(garage["total"], 6);
    scene.window.close().await
}

#[tokio::test]
async fn what_is_wrong_with_a_newer_version_is_said_and_nothing_changes() -> Outcome {
    let scene = Scene::open().await?;
    let window = &scene.window;
    window.click("update-look").await?;
    window.id("update-fetch").await?;

    scene.publisher.sends(NEW.len() / 2);
    window.click("update-fetch").await?;
    told(window, "下载中断，不完整的文件已删除").await?;

    scene.publisher.says(1 << 60);
    window.click("update-fetch").await?;
    told(window, "磁盘已满，文件未能保存").await?;

    let other = Key::new();
    scene.brings(NAME, &other.signs(NAME, NEW)).await?;
    told(window, "安装包的签名不符，没有运行").await?;
    picture(window, "update-untrusted").await?;

    let older = "Cheku_0.0.1_amd64.AppImage";
    scene.brings(older, &scene.key.signs(older, NEW)).await?;
    told(window, "安装包的版本（0.0.1）比打开过数据文件的版本旧").await?;

    window.id("update-fetch").await?;
    assert!(scene.runs(OLD)?, "the program is as it was, and what was found can still be fetched");
    assert_eq!(window.ask("vehicles", json!({ "limit": 10 })).await?["total"], 6);
    scene.window.close().await
}
