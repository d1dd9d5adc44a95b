//! Bytes to text: the charset that the answer names, and what vendors do instead.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// Decodes an answer. The charset comes from the `Content-Type` header, else from an
/// xml declaration, else it is UTF-8; a byte order mark wins over both and is taken
/// off. Bytes that are no UTF-8 although nothing else was said are read as GB18030
/// where that fits without a fault: older Chinese servers send it unannounced.
pub(crate) fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    let named = content_type.and_then(charset_parameter).or_else(|| xml_declaration(bytes));
    let encoding = named.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8);
    let (text, used, faulty) = encoding.decode(bytes);
    if faulty && used == UTF_8 {
        let (chinese, _, also_faulty) = GB18030.decode(bytes);
        if !also_faulty {
            return chinese.into_owned();
        }
    }
    text.trim_start_matches('\u{feff}').to_owned()
}

/// `text/html; charset="GBK"` → `GBK`.
fn charset_parameter(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| value.to_owned())
    })
}

/// `<?xml version="1.0" encoding="GBK"?>` → `GBK`. The declaration is ASCII in every
/// charset that a vendor could mean here.
fn xml_declaration(bytes: &[u8]) -> Option<String> {
    let start = bytes.trim_ascii_start();
    let end = start.windows(2).take(200).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&start[..end]).ok()?.strip_prefix("<?xml")?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;

    #[test]
    fn the_header_names_the_charset() {
        let (gbk, ..) = GBK.encode("返回成功");
        for header in
            ["text/html; charset=GBK", "application/json;charset=\"gb2312\"", "a/b; x=y; CHARSET=gb18030"]
        {
            assert_eq!(decode(&gbk, Some(header)), "返回成功", "{header}");
        }
    }

    #[test]
    fn an_xml_declaration_names_it_where_the_header_does_not() {
        let (gbk, ..) = GBK.encode("<?xml version='1.0' encoding='gbk' ?><a>违章</a>");
        assert!(decode(&gbk, Some("text/xml")).contains("违章"));
    }

    #[test]
    fn unannounced_gbk_is_read_and_one_broken_byte_does_not_lose_an_answer() {
        let (gbk, ..) = GBK.encode("查无数据");
        assert_eq!(decode(&gbk, None), "查无数据");
        assert_eq!(decode(b"ok \xff end", None), "ok \u{fffd} end");
    }

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(decode("\u{feff}{}".as_bytes(), Some("application/json; charset=utf-8")), "{}");
        assert_eq!(decode(b"\xff\xfe{\0}\0", None), "{}");
        assert_eq!(decode("\u{feff}\u{feff}{}".as_bytes(), None), "{}");
    }
}
