//! Accounts that go and come back: what a vendor counts by its own account goes on.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::accounts::{account_remove, account_save, providers};
use cheku_commands::api::*;
use cheku_commands::sandbox::Options as SandboxOptions;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, check, demo};
use cheku_domain::Secret;

const VEHICLES: usize = 4;

/// The demo, each of its vehicles asked of one provider.
async fn asked_of(provider: &str) -> (tempfile::TempDir, App) {
    let home = tempfile::tempdir().unwrap();
    let app = App::open(Options {
        home: home.path().to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    });
    let options = SandboxOptions { vehicles: VEHICLES, ..SandboxOptions::default() };
    demo::start_with(&app, options).await.unwrap();
    let request = CheckRequest { provider: Some(provider.to_owned()), ..CheckRequest::default() };
    check::check_start(&app, request).await.unwrap();
    check::wait_for_end(&app).await.unwrap();
    (home, app)
}

async fn account(app: &App, provider: &str) -> Option<AccountView> {
    let all = providers(app, Nothing {}).await.unwrap();
    all.into_iter().find(|view| view.descriptor.id == provider)?.account
}

/// Takes the account away and enters it again, changed as `change` likes; how many calls
/// of it were charged before and after.
async fn again(provider: &str, change: impl FnOnce(&mut AccountForm)) -> (u32, u32) {
    let (_home, app) = asked_of(provider).await;
    let before = account(&app, provider).await.unwrap();
    let credentials = app.sandbox().unwrap().credentials(provider).unwrap();
    account_remove(&app, ProviderId { provider: provider.to_owned() }).await.unwrap();
    assert_eq!(account(&app, provider).await, None);
    let mut form = AccountForm {
        provider: provider.to_owned(),
        values: before.values,
        secret: credentials.secret.or(credentials.key).map(|text| Secret::new(&text)),
        ..AccountForm::default()
    };
    change(&mut form);
    account_save(&app, form).await.unwrap();
    (before.charged, account(&app, provider).await.unwrap().charged)
}

fn other_secret(form: &mut AccountForm) {
    form.secret = Some(Secret::new("0123456789abcdef0123456789abcdef"));
}

#[tokio::test(flavor = "multi_thread")]
async fn storeapis_count_goes_with_the_app_id_whatever_its_secret_and_address_are() {
    let (before, after) = again("storeapi", |form| {
        other_secret(form);
        form.values.insert("path".to_owned(), "/pyi/65/174".to_owned());
    })
    .await;
    assert!(before > 0);
    assert_eq!(after, before);
    let (_, after) = again("storeapi", |form| {
        form.values.insert("appid".to_owned(), "another".to_owned());
    })
    .await;
    assert_eq!(after, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn juhes_count_goes_with_the_key() {
    let (before, after) = again("juhe", |_| {}).await;
    assert!(before > 0);
    assert_eq!(after, before);
    assert_eq!(again("juhe", other_secret).await.1, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_garage_holds_a_digest_of_the_key_and_another_garage_another_one() {
    let (home, app) = asked_of("juhe").await;
    let (other_home, _other) = asked_of("juhe").await;
    let identity = |home: &tempfile::TempDir| {
        let file = rusqlite::Connection::open(home.path().join("demo/garage.sqlite")).unwrap();
        let sql = "SELECT identity FROM accounts WHERE provider = 'juhe'";
        file.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap()
    };
    let key = app.sandbox().unwrap().credentials("juhe").unwrap().key.unwrap();
    let kept = identity(&home);
    assert!(kept.len() == 64 && !kept.contains(&key));
    assert_ne!(kept, identity(&other_home), "the same key, another salt");
}
