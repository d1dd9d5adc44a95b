//! `cities`: the kept list, or a new one.

use crate::args::CitiesArgs;
use crate::exit::Exit;
use crate::face::Face;
use crate::json;
use crate::lang::Lang;
use crate::table::{self, minute, words};
use cheku_commands::accounts::{cities, cities_refresh};
use cheku_commands::api::{CityList, CityRow, ProviderId};
use cheku_commands::{App, CommandError, ErrorCode};
use cheku_domain::Need;
use indicatif::{ProgressBar, ProgressDrawTarget};
use std::time::Duration;

/// What a new list changed.
struct Changes {
    added: u32,
    vanished: u32,
}

/// Shows the cities that were asked for.
pub async fn run(app: &App, face: &Face, wanted: CitiesArgs) -> Result<Exit, CommandError> {
    let provider = match wanted.provider {
        Some(provider) => provider,
        None => {
            by_city().ok_or_else(|| CommandError::new(ErrorCode::ProviderUnknown, "none works by city"))?
        }
    };
    let request = ProviderId { provider: provider.clone() };
    let (list, changes) = if wanted.refresh {
        let fetched = fetch(app, face, request).await?;
        (fetched.list, Some(Changes { added: fetched.added, vanished: fetched.vanished }))
    } else {
        (cities(app, request).await?, None)
    };
    let part = wanted.search.to_lowercase();
    let shown: Vec<&CityRow> = list
        .cities
        .iter()
        .filter(|city| wanted.province.as_deref().is_none_or(|province| is_of(city, province)))
        .filter(|city| format!("{} {}", city.name, city.code).to_lowercase().contains(&part))
        .collect();
    let document = json::Cities {
        provider: &provider,
        fetched_at: list.fetched_at,
        added: changes.as_ref().map(|changes| changes.added),
        vanished: changes.as_ref().map(|changes| changes.vanished),
        total: shown.len(),
        cities: shown.iter().map(|city| entry(city)).collect(),
    };
    face.result(&document, || readable(face, &list, changes.as_ref(), &shown));
    Ok(Exit::Done)
}

fn by_city() -> Option<String> {
    let needs = |descriptor: &&cheku_domain::provider::Descriptor| descriptor.needs_city;
    cheku_commands::descriptors().into_iter().find(needs).map(|descriptor| descriptor.id.to_owned())
}

/// "江苏" is also meant by "江苏省".
fn is_of(city: &CityRow, province: &str) -> bool {
    let province = province.trim();
    !city.province.is_empty() && province.starts_with(&city.province)
        || !province.is_empty() && city.province.starts_with(province)
}

/// One question; how long the vendor takes for it nobody knows, so time is what can be shown.
async fn fetch(
    app: &App,
    face: &Face,
    request: ProviderId,
) -> Result<cheku_commands::api::CityRefresh, CommandError> {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    bar.set_message(face.say("正在获取城市列表（不收费）", "Fetching the cities (free)").to_owned());
    if let Ok(style) = indicatif::ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    let fetched = cities_refresh(app, request).await;
    bar.finish_and_clear();
    fetched
}

fn entry<'a>(city: &'a CityRow) -> json::City<'a> {
    json::City {
        province: &city.province,
        name: &city.name,
        code: &city.code,
        engine: need_word(city.engine),
        frame: need_word(city.frame),
        vanished_at: city.vanished_at,
    }
}

fn need_word(need: Need) -> String {
    match need {
        Need::Nothing => "nothing".to_owned(),
        Need::Whole => "whole".to_owned(),
        Need::Last(characters) => format!("last:{characters}"),
    }
}

fn need_said(face: &Face, need: Need) -> String {
    match (need, face.lang) {
        (Need::Nothing, _) => "—".to_owned(),
        (Need::Whole, _) => face.say("全部", "whole").to_owned(),
        (Need::Last(characters), Lang::Zh) => format!("后 {characters} 位"),
        (Need::Last(characters), Lang::En) => format!("last {characters}"),
    }
}

fn readable(face: &Face, list: &CityList, changes: Option<&Changes>, shown: &[&CityRow]) -> String {
    let Some(fetched_at) = list.fetched_at else {
        return face
            .say(
                "尚无城市列表。用 cities --refresh 获取（不收费）。",
                "No list was fetched yet. Fetch it with cities --refresh (free).",
            )
            .to_owned();
    };
    let columns = [
        words(face.say("省", "Province")),
        words(face.say("城市", "City")),
        words(face.say("城市代码", "City code")),
        words(face.say("发动机号", "Engine number")),
        words(face.say("车架号", "VIN")),
        words(face.say("状态", "Listed")),
    ];
    let row = |city: &&CityRow| {
        let gone = |at| match face.lang {
            Lang::Zh => format!("{} 起已移除", minute(at)),
            Lang::En => format!("gone since {}", minute(at)),
        };
        vec![
            city.province.clone(),
            city.name.clone(),
            city.code.clone(),
            need_said(face, city.engine),
            need_said(face, city.frame),
            city.vanished_at.map_or_else(String::new, gone),
        ]
    };
    let rows = table::table(&columns, shown.iter().map(row).collect(), None);
    let (count, when) = (shown.len(), minute(fetched_at));
    let sum = match face.lang {
        Lang::Zh => format!("{count} 个城市，{when} 获取"),
        Lang::En => format!("{count} cities, fetched {when}"),
    };
    let changed = changes.map_or_else(String::new, |Changes { added, vanished }| match face.lang {
        Lang::Zh => format!("；新增 {added} 个，移除 {vanished} 个"),
        Lang::En => format!("; {added} new, {vanished} gone"),
    });
    format!("{rows}\n{sum}{changed}{}", face.say("。", "."))
}
