//! Text that is no text, or wants to be more than text.

use crate::harness::{Folder, HEAD, MAP, codes, one, with_touchpoints};

#[test]
fn encodings() {
    one(b"journey: x\ntitle: \xff\xfe\n", "JM005");
    one(b"journey: x\ntitle: a\0b\n", "JM005");
    one(b"\xff\xfej\0o\0", "JM005");
    one(b"journey: caf\xe9\n", "JM005");
    one(b"", "JM008");
    one(b"# only a comment\n", "JM008");
}

#[test]
fn references_open_nothing() {
    let (code, found) = codes(
        "journey: x\ntitle: X\npersona: ../../etc/passwd\ncurrent: /etc/passwd\nparent: \"C:\\\\x\"\nstages: []\n",
    );
    assert_eq!(code, 1);
    assert_eq!(found.iter().filter(|code| *code == "JM011").count(), 3, "{found:?}");
}

/// A map with a text in every place that takes one.
fn everywhere(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    format!(
        "journey: x\ntitle: {text}\nlevel: need\nneed: {text}\ntrigger: {text}\nlang: he\nowner: {text}\n\
         x-own: {text}\npersona: {text}\nstages:\n  - name: {text}\n    phase: before\n    touchpoints:\n      \
         - {{id: a, name: {text}, channel: {text}, emotion: -1, pains: [{text}], quote: {text}, thinking: {text}, \
         moment_of_truth: {{valence: negative, at_risk: {text}}}}}\n      \
         - {{id: b, name: {text}, emotion: {{score: 1, words: [{text}], evidence: [{text}]}}}}\n\
         opportunities:\n  - {{statement: {text}, addresses: [a, {text}]}}\n\
         # masa: ignore[JM403] {text}\n"
    )
}

#[test]
fn texts_that_want_to_act() {
    for text in [
        "\u{1b}[2J\u{1b}[31mpwn\u{1b}]0;t\u{7}\u{1b}]8;;http://evil\u{1b}\\\u{1b}]52;c;AAAA\u{7}\u{9b}31m\u{7f}",
        "\u{202e}gnp.exe\u{2066}\u{61c}\u{200e}\u{200f}\u{200b}\u{2028}\u{2029}\u{feff}\u{e0041}",
        "x\r\n::stop-commands::t\n%0A::add-mask::y, a:b",
        "\"/><script>alert(1)</script> ]]> &#x0; <!ENTITY x> \u{fffe}\u{b} --> & '",
        "<img src=x onerror=alert(1)> [x](javascript:1) \\| | `a|b` \\` @all\n\n# head\n| a | b |\n|---|",
        "=HYPERLINK(\"http://x\")",
        "+1",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "＝1;\"2\"",
        "red\"/><svg onload=alert(1)> url(http://x) };@import",
        "👩🏽\u{200d}💻 🇮🇱 日本語 שָׁלוֹם",
        "!!python/object/apply:os.system",
    ] {
        Folder::with_map(everywhere(text)).everything();
    }
}

#[test]
fn marks_upon_marks() {
    let zalgo = format!("a{}", "\u{301}".repeat(5_000));
    let folder = Folder::with_map(everywhere(&zalgo));
    for format in ["human", "markdown"] {
        folder.check(format);
    }
    folder.run(&["show", MAP]);
}

#[test]
fn values_of_another_yaml() {
    for value in ["no", "on", "0o17", "017", "12:30:00", "0x1F", "1_000", "~", "", "-", ".5", "+1", "-0.0"] {
        let lines = format!("      - {{name: t, channel: none, emotion: {value}, wait: {value}}}\n");
        Folder::with_map(with_touchpoints(&lines)).check("json");
        codes(HEAD.replace("journey: x", &format!("journey: {value}")));
    }
    for value in ["1e400", "-1e400", ".inf", "-.inf", ".nan", ".NaN"] {
        let lines = format!("      - {{name: t, channel: none, emotion: {value}}}\n");
        let (code, found) = codes(with_touchpoints(&lines));
        assert_eq!(code, 1, "{value}");
        assert!(found.iter().any(|code| ["JM009", "JM011"].contains(&code.as_str())), "{value}: {found:?}");
    }
    for tag in ["!!python/object/apply:os.system ['id']", "!include ../../etc/passwd", "!!binary aGVsbG8="] {
        assert!(codes(format!("{HEAD}x-a: {tag}\n")).1.contains(&"JM002".to_owned()), "{tag}");
    }
}

#[test]
fn line_ends_and_marks_move_nothing() {
    let map = with_touchpoints(
        "      - {name: שלום 👩🏽\u{200d}💻, chanel: web, emotion: 9} # masa: ignore[x]\n      - {nam: é}\n",
    );
    let places = |text: &str| {
        let run = Folder::with_map(text).check("concise");
        assert_eq!(run.code, 1);
        run.stdout
    };
    let expected = places(&map);
    assert!(expected.lines().count() > 3, "{expected}");
    for twin in [map.replace('\n', "\r\n"), map.replace('\n', "\r"), format!("\u{feff}{map}")] {
        assert_eq!(places(&twin), expected);
    }
}

#[test]
fn fixes_beside_hostile_characters() {
    for text in [
        "\u{feff}{Journey: x, 'Title': \"שלום\", stages: [{Name: 👩🏽\u{200d}💻, touchpoints: [{name: é, Chanel: phone, live-wait: 3min, pains: כאב, emotion: '-1'}]}]}".to_owned(),
        "Journey: x\r\nTitle:\tX\r\nStages:\t[]\r\n# masa: ignore[JM705]".to_owned(),
        "? Journey\n: x\n? [a, b]\n: 1\n? Title\n: X\nstages: []\n".to_owned(),
        "journey: x\ntitle: |\n  # masa: ignore[JM705]\n  text\nstages: []\n".to_owned(),
        "stages: [ # masa: ignore[JM705]\n {name: s, # masa: ignore[JM705]\n  touchpoints: [] # masa: ignore[JM705]\n }]\njourney: x\n".to_owned(),
        with_touchpoints("      - &a {name: t, chanel: web, live-wait: 3min, emotion: \"-1\", pains: &b slow, gains: *b}\n      - *a\n"),
        with_touchpoints("      - name: t\n        pains: |\n          slow\n           very\n        gains: slow and\n          very slow\n        needs: \"a, b]\"\n"),
    ] {
        Folder::with_map(text).everything();
    }
}
