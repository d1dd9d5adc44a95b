//! A licence plate on paper, in the colours of the road (GA 36-2018); the same
//! rule as the window's.

use maud::{Markup, html};

/// The ground's colour by the plate type's code; the special characters decide first.
fn kind(plate: &str, plate_type: &str) -> &'static str {
    if plate.contains(['使', '领', '港', '澳']) {
        return "black";
    }
    if plate.ends_with('警') {
        return "white";
    }
    match plate_type {
        "02" | "08" => "blue",
        "01" | "07" | "15" | "16" | "17" => "yellow",
        "52" => "green",
        "51" => "yellow-green",
        "03" | "04" | "05" | "06" | "26" | "27" => "black",
        "23" | "24" => "white",
        _ => "neutral",
    }
}

/// "苏E·12345" on its ground. The dot is drawn by the style, so that copying
/// gives the plate's own characters.
pub(crate) fn plate(plate: &str, plate_type: &str, large: bool) -> Markup {
    let head: String = plate.chars().take(2).collect();
    let tail: String = plate.chars().skip(2).collect();
    let classes = format!("plate {}{}", kind(plate, plate_type), if large { " large" } else { "" });
    html! { span class=(classes) { span.head { (head) } (tail) } }
}

#[cfg(test)]
mod tests {
    use super::{kind, plate};

    #[test]
    fn plates_have_the_colours_of_the_road() {
        for (number, code, ground) in [
            ("苏E12345", "02", "blue"),
            ("苏E1234挂", "15", "yellow"),
            ("苏ED12345", "52", "green"),
            ("苏E12345D", "51", "yellow-green"),
            ("粤Z1234港", "26", "black"),
            ("苏E1234警", "23", "white"),
            ("苏E12345", "99", "neutral"),
        ] {
            assert_eq!(kind(number, code), ground, "{number}");
        }
        let drawn = plate("苏E12345", "02", true).into_string();
        assert_eq!(drawn, r#"<span class="plate blue large"><span class="head">苏E</span>12345</span>"#);
    }
}
