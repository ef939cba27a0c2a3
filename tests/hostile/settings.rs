//! Settings, comments and baselines that somebody else wrote.

use crate::harness::{Folder, HEAD, MAP, codes, with_touchpoints};

fn with_settings(settings: impl AsRef<[u8]>) -> Folder {
    Folder::with_map(HEAD).with("masa.toml", settings)
}

#[test]
fn settings_by_the_thousand() {
    let rules: String = (0..10_000).map(|n| format!("rule-{n} = \"off\"\n")).collect();
    let options: String = (0..5_000).map(|n| format!("a{n} = 1, ")).collect();
    let globs: String = (0..500).map(|n| format!("\"**/**/**/a{n}/**\", ")).collect();
    let overrides: String = (0..200)
        .map(|n| format!("[[overrides]]\nfiles = [\"**/**/**/a{n}/**\"]\nrules = {{JM403 = \"off\"}}\n"))
        .collect();
    for settings in [
        format!("[rules]\n{rules}"),
        format!("[rules]\nJM403 = {{options = {{{}}}}}\n", options.trim_end_matches(", ")),
        format!("[[overrides]]\nfiles = [{globs}]\nrules = {{}}\n"),
        overrides,
        "[[overrides]]\n".repeat(10_000),
        format!("[theme.colors]\n{}", (0..5_000).map(|n| format!("c{n} = \"red\"\n")).collect::<String>()),
    ] {
        let (code, found) = with_settings(settings).codes();
        assert_eq!(code, 1);
        assert!(found.len() < 1_500, "{}", found.len());
    }
}

#[test]
fn patterns_that_want_too_much() {
    for pattern in [
        format!("{}{}", "{a,".repeat(20_000), "}".repeat(20_000)),
        format!("{}{}", "{a".repeat(200), "}".repeat(200)),
        "?".repeat(100_000),
        "**/".repeat(20_000),
        "*a".repeat(200),
        "{a,b}".repeat(90),
        "[".to_owned(),
        "[z-a]".to_owned(),
        "{a".to_owned(),
        "\\\\".to_owned(),
        "\\u001b[2J\\u202e".to_owned(),
        "../../etc/**".to_owned(),
        String::new(),
    ] {
        let settings = format!("[[overrides]]\nfiles = [\"{pattern}\"]\nrules = {{JM403 = \"off\"}}\n");
        with_settings(settings).codes();
    }
}

#[test]
fn settings_of_the_wrong_kind() {
    for settings in [
        "lang = nan",
        "scale = inf",
        "scale = -99999999999999999999",
        "scale = 1e400",
        "preset = nan",
        "preview = 1979-05-27",
        "rules = 1",
        "rules = []",
        "overrides = {}",
        "overrides = [1, [], {}]",
        "[overrides]\nfiles = 1",
        "theme = 1",
        "theme = {name = 1, fonts = 1, colors = 1}",
        "theme = {colors = {paper = \"red\\\"/><svg onload=x>\", ink = \"url(http://x)\"}, name = \"../../x\"}",
        "\u{feff}lang = 'he'",
        "lang = 'he'\r\rlang = 'he'",
        "\0",
        "lang = '\u{1b}[2J'",
        "\"\\u001b[2J\\u202e\" = 1",
        "[rules.\"\\u001b[2J\\u009b\"]\nlevel = 'off'",
        "channels = [\"\\u001b[2J\", \"\\U000E0041\", \"a\\nb\", \"\\u007f\"]",
        "rules.JM701.options.max = 1e300",
        "rules.JM1.options.max = nan",
        "rules.all.options.max = -inf",
        "rules.JM701.options = {max = 9223372036854775807}",
        "rules.JM701.options = {max = [\"a\"]}",
        "rules.JM701 = {level = \"off\", level = \"info\"}",
        "rules.JM701 = \"OFF\"",
        "rules.JM701 = {options = []}",
        "rules.JM9999 = \"off\"",
        "rules.JM001 = \"off\"",
        "rules.\"\" = \"off\"",
    ] {
        let folder = with_settings(settings);
        folder.codes();
        folder.run(&["config", "show"]);
        folder.run(&["config", "show", "--format", "json"]);
    }
    for settings in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}{}", "[".repeat(1_000), "]".repeat(1_000)),
        format!("a = {}", "{a = ".repeat(50_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
        format!("[{}a]\n", "a.".repeat(100_000)),
        format!("#{}", "x".repeat(4_000_000)),
        "x".repeat(1_000_000),
    ] {
        with_settings(settings).codes();
    }
}

#[test]
fn floods_of_comments() {
    let touchpoints = "      - {name: t, channel: zz}\n".repeat(500);
    let map = with_touchpoints(&touchpoints);
    for text in [
        format!("{HEAD}{}", "# masa: ignore[x]\n".repeat(40_000)),
        format!("{HEAD}{}", "# masa: ignore[\n".repeat(40_000)),
        format!("{HEAD}{}", "# masa: ignore[JM401]\n".repeat(30_000)),
        format!("{}{map}", "# masa: ignore[JM402]\n".repeat(20_000)),
        format!("{}{map}", "# masa: ignore-file[JM402]\n".repeat(20_000)),
        format!("{HEAD}# masa: ignore[{}]\n", "JM401,".repeat(100_000)),
        format!("{HEAD}# {}\n", "masa: ignore[".repeat(60_000)),
        with_touchpoints(&"      - {name: t, channel: zz} # masa: ignore[JM402]\n".repeat(2_000)),
    ] {
        let (_, found) = codes(text);
        assert!(found.len() < 1_500, "{}", found.len());
    }
}

#[test]
fn comments_in_every_position() {
    let list: String = (100..200).map(|code| format!("JM{code},")).collect();
    for comment in [
        "# masa: ignore[JM402]",
        "# masa: ignore[JM402",
        "# masa: ignore[[JM402]]",
        "# masa: ignore[]",
        "# masa: ignore[,,]",
        "#masa:ignore[JM402]",
        "#### MASA: IGNORE [JM402]",
        "# masa ignore JM402",
        "# masa-ignore[JM402",
        "# masa: ignore[שלום, JM402, 👩🏽\u{200d}💻] למה",
        "# masa: ignore[# masa: ignore[JM402]]",
        "# masa:",
        "# masa: ignore",
        "# masa: \u{1b}[2J\u{202e}",
        "# masa: ignore[\u{9b}31m]",
        "# masa: ignore-file[JM402] \u{202e}",
        &format!("# masa: ignore[{list}]"),
    ] {
        let text = format!(
            "{comment}\njourney: x {comment}\ntitle: |\n  {comment}\n  text\nlevel: need\nstages: [ {comment}\n  {{name: s, {comment}\n   \
             {comment}\n   touchpoints: [{{name: t, channel: zz}} {comment}\n   ]}} {comment}\n] {comment}\n{comment}"
        );
        for text in [text.replace('\n', "\r\n"), text] {
            let folder = Folder::with_map(text);
            folder.codes();
            folder.check("sarif");
            folder.run(&["check", "--diff", "--unsafe-fixes"]);
            folder.run_writing(&["check", "--fix", "--unsafe-fixes"]);
            folder.run(&["check", "--fix", "--unsafe-fixes"]);
        }
    }
}

#[test]
fn baselines_of_strangers() {
    let entry = |n: usize, more: &str| {
        format!("{{\"path\":\"{MAP}\",\"rule\":\"JM403\",\"at\":\"journey x: a{n}\"{more}}}")
    };
    let baseline = |entries: &[String]| {
        format!("{{\"format\":\"masa-baseline-v1\",\"findings\":[{}]}}", entries.join(","))
    };
    let many = |count, more| baseline(&(0..count).map(|n| entry(n, more)).collect::<Vec<_>>());
    let unknown: Vec<_> = (0..5_000).map(|n| entry(n, "").replace("JM403", &format!("zz{n}"))).collect();
    let cases: Vec<Vec<u8>> = vec![
        many(10_000, "").into(),
        many(40_000, "").into(),
        baseline(&unknown).into(),
        many(2, ",\"count\":-1").into(),
        many(2, ",\"count\":18446744073709551615").into(),
        many(3, ",\"count\":4294967295").into(),
        many(1, &format!(",\"count\":1{}", "0".repeat(400))).into(),
        many(1, ",\"count\":.nan").into(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"".to_vec(),
        b"{}".to_vec(),
        b"\x80\xff".to_vec(),
        b"{\"format\":\0}".to_vec(),
        "[".repeat(10_000).into(),
        " ".repeat(5_000_000).into(),
        b"x: &a [*a]".to_vec(),
        format!("\u{feff}{}", many(0, "")).into(),
        b"{\"format\":1,\"format\":[],\"findings\":{}}".to_vec(),
        baseline(&[
            r#"{"path":"\u001b[2J\u202e","rule":"\u001b[31m\u009b\n::error::x","at":"\u001b","\u001b":1}"#
                .to_owned(),
        ])
        .into(),
        baseline(&[r#"{"path":"\u001b[2J\u202e\n::error::x","rule":"JM403","at":"\u009b|=cmd"}"#.to_owned()])
            .into(),
        baseline(&["{\"path\":\"\u{9b}\u{202e}\",\"rule\":\"JM403\",\"at\":\"\u{fffe}\"}".to_owned()]).into(),
    ];
    for case in cases {
        let folder = with_settings("").with("masa-baseline.json", case);
        folder.check("json");
        folder.check("github");
        folder.run(&["baseline", "show"]);
        folder.run_writing(&["baseline", "prune"]);
        folder.run_writing(&["baseline", "write"]);
        folder.check("json");
    }
}

#[test]
fn a_baseline_that_was_written_can_be_read() {
    for name in [
        "a\u{9b}\u{7f}",
        "a\u{fffe}\u{2028}\u{85}",
        "a\u{1b}\n::error::x",
        "a\"b\\c'|`",
        "\u{e0041}👩🏽\u{200d}💻",
    ] {
        let name = format!("{name}.journey.yaml");
        let folder = with_settings("").with(&name, HEAD);
        let before = folder.codes().1.len();
        folder.run_writing(&["baseline", "write"]);
        assert!(before > 0 && folder.codes().1.is_empty(), "{name:?}");
    }
}
