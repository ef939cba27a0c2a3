use super::*;

fn formatted(text: &str) -> String {
    format(text, SchemaKind::Journey).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[track_caller]
fn becomes(before: &str, after: &str) {
    assert_eq!(formatted(before), after);
    assert_eq!(formatted(after), after);
}

#[test]
fn keys_of_structures_are_put_in_order_and_those_of_users_are_not() {
    becomes(
        "stages: []\nx-own: 1\nevidence:\n  b: {grade: anecdote, kind: log}\n  a: {kind: log}\ntitle: T\nunknown: 2\njourney: j\n",
        "journey: j\ntitle: T\nevidence:\n  b: {kind: log, grade: anecdote}\n  a: {kind: log}\nstages: []\nx-own: 1\nunknown: 2\n",
    );
}

#[test]
fn a_key_takes_its_comments_along() {
    becomes(
        "# yaml-language-server: $schema=x\n# licence\ntitle: T # beside\n\n# of the id\njourney: j\n# at the end\n",
        "# yaml-language-server: $schema=x\n# licence\n\n# of the id\njourney: j\ntitle: T # beside\n# at the end\n",
    );
    becomes(
        "# head\n\n# of the title\ntitle: T\njourney: j\n",
        "# head\n\n# of the title\njourney: j\ntitle: T\n",
    );
}

#[test]
fn the_head_of_a_file_stays_at_its_head() {
    becomes(
        "\n# masa: ignore-file[JM907] why\n\n# more\n\ntitle: T\njourney: j\n",
        "# masa: ignore-file[JM907] why\n\n# more\n\njourney: j\ntitle: T\n",
    );
}

#[test]
fn a_comment_for_masa_goes_above_what_becomes_too_long_for_its_line() {
    let long = "word ".repeat(20);
    let long = long.trim();
    becomes(
        &format!("expectations:\n- {{name: {long}, channel: phone}} # masa: ignore[JM705] why\n- b\n"),
        &format!("expectations:\n  # masa: ignore[JM705] why\n  - name: {long}\n    channel: phone\n  - b\n"),
    );
    let kept = format!("stages:\n  - effort: {{a: {long}, b: c}} # masa: ignore[JM705]\n");
    becomes(&kept, &kept);
}

#[test]
fn a_comment_for_masa_inside_of_brackets_keeps_its_line() {
    becomes(
        "stages:\n- {channel: phone, name: x, # masa: ignore[JM403] a\n     live_wait: 9m} # masa: ignore[JM705] b\n",
        "stages:\n  - {channel: phone, name: x, # masa: ignore[JM403] a\n    live_wait: 9m} # masa: ignore[JM705] b\n",
    );
    let kept = "need:\n  short # masa: ignore[JM705]\nscope:\n  {a: b} # masa: ignore[JM705]\n";
    becomes(kept, kept);
}

#[test]
fn a_comment_for_masa_stays_with_what_follows() {
    becomes(
        "stages:\n-\n  # masa: ignore[JM705]\n  channel: phone\n  name: x\n- a\n  # masa: ignore[JM403]\n- b\n",
        "stages:\n  # masa: ignore[JM705]\n  - name: x\n    channel: phone\n  - a\n  # masa: ignore[JM403]\n  - b\n",
    );
    let kept = "stages:\n  - touchpoints: []\n    # masa: ignore[JM705]\n    name: x\n";
    becomes(kept, kept);
    // What governs nothing at the end of the file goes on doing so.
    becomes("scope: {}\nneed:\n  # masa: ignore[JM705]\n", "need:\nscope: {}\n# masa: ignore[JM705]\n");
}

#[test]
fn a_comment_for_masa_before_a_dash_or_behind_it_goes_above_the_item() {
    let tidy = "stages:\n  # masa: ignore[JM705]\n  - name: x\n    channel: phone\n";
    becomes("stages:\n# masa: ignore[JM705]\n-\n  channel: phone\n  name: x\n", tidy);
    becomes("stages:\n-\n  # masa: ignore[JM705]\n  channel: phone\n  name: x\n", tidy);
    becomes(
        "stages:\n# masa: ignore[JM705]\n- &s # c\n  channel: phone\n  name: x\n",
        "stages:\n  # masa: ignore[JM705]\n  - &s # c\n    name: x\n    channel: phone\n",
    );
    becomes(
        "expectations:\n-\n  # masa: ignore[JM705]\n  {a: b}\n-\n  # masa: ignore[JM403]\n  c\n",
        "expectations:\n  # masa: ignore[JM705]\n  - {a: b}\n  # masa: ignore[JM403]\n  - c\n",
    );
}

#[test]
fn a_value_on_a_line_of_its_own_stays_there_with_a_comment_for_masa() {
    let block = "need:\n  |- # masa: ignore[JM705]\n  text\n";
    becomes(block, block);
    let brackets = "scope:\n  # masa: ignore[JM705]\n  {starts: a,\n  ends: b}\n";
    becomes(brackets, brackets);
    becomes("? need\n: text # masa: ignore[JM705]\n", "need:\n  text # masa: ignore[JM705]\n");
}

#[test]
fn the_first_key_stays_first_where_a_comment_for_masa_is_about_it() {
    for kept in [
        "title: T # masa: ignore[JM907]\njourney: j\n",
        "title: T\njourney: j # masa: ignore[JM907]\n",
        "# masa: ignore-file[JM101]\n# masa: ignore[JM907]\ntitle: T\njourney: j\n",
        "title: T\n# masa: ignore[JM907]\njourney: j\n",
        // In force it would accept what it does not accept here.
        "title: T\n# masa: ignore-file[JM907]\njourney: j\n",
        "scope: { # masa: ignore[JM705]\n  a: b}\njourney: j\n",
        "stages:\n  - channel: phone # masa: ignore[JM504]\n    name: x\n",
        "stages:\n  - channel: phone\n    name: x # masa: ignore[JM504]\n",
    ] {
        becomes(kept, kept);
    }
    becomes(
        "title: T # masa: ignore[JM907]\nstages: []\nneed: n\njourney: j\n",
        "title: T # masa: ignore[JM907]\njourney: j\nneed: n\nstages: []\n",
    );
    // No finding is shown at the first key of what has a key itself.
    becomes(
        "scope:\n  ends: b # masa: ignore[JM705]\n  starts: a\n",
        "scope:\n  starts: a\n  ends: b # masa: ignore[JM705]\n",
    );
}

#[test]
fn comments_stay_with_what_they_are_about() {
    becomes(
        "journey: j\nexpectations:\n- a\n\n\n# before b\n- b # beside b\n# before stages\nstages: # beside stages\n    # before the first\n    - name: s # beside s\n      # at the end of s\n    # at the end of stages\n# at the end\n",
        "journey: j\nexpectations:\n  - a\n\n  # before b\n  - b # beside b\n# before stages\nstages: # beside stages\n  # before the first\n  - name: s # beside s\n    # at the end of s\n  # at the end of stages\n# at the end\n",
    );
    becomes(
        "expectations: # a\n  # b\n  [ # c\n    x, # d\n    # e\n    y\n    # f\n  ] # g\nneed: # h\n  # i\n  text # j\ntrigger:\n  # k\n",
        "need: # h\n  # i\n  text # j\ntrigger:\n  # k\nexpectations: # a\n  # c\n  # b\n  - x # d\n  # e\n  - y\n  # g\n  # f\n",
    );
}

#[test]
fn comments_in_a_column_stay_in_it() {
    becomes(
        "evidence:\n    a:\n        kind:  log       # one\n        grade: anecdote  # two\n",
        "evidence:\n  a:\n    kind: log        # one\n    grade: anecdote  # two\n",
    );
}

#[test]
fn an_alias_never_comes_before_its_anchor() {
    let kept = "stages: &all [{name: s}]\nx-again: *all\ntitle: &t T\njourney: *t\n";
    becomes(kept, kept);
    becomes(
        "stages: [{touchpoints: &l [], name: s}, {touchpoints: *l}]\njourney: j\n",
        "journey: j\nstages: [{name: s, touchpoints: &l []}, {touchpoints: *l}]\n",
    );
    // The second anchor of one name hides the first.
    let kept = "stages: []\ntitle: &a x\nneed: &a y\ntrigger: *a\njourney: j\n";
    becomes(kept, kept);
}

#[test]
fn scalars_are_left_as_they_were_written() {
    becomes(
        "journey:   'j'\ntitle: \"T\\\n    x  \n\n  y\"\nneed:\n    plain\n    text\nx-a: !!str 12\nx-b: &b\nx-c: ~\nx-d: !!seq\n- *b\n",
        "journey: 'j'\ntitle: \"T\\\n  x\n\n  y\"\nneed: plain\n  text\nx-a: !!str 12\nx-b: &b\nx-c: ~\nx-d: !!seq\n  - *b\n",
    );
}

#[test]
fn blocks_keep_every_blank() {
    becomes(
        "need: |  # why\n      a \n        b\n\n\ntrigger: >+\n\n c\n\n\n# about the id\njourney: j\nx-a: |2-\n   d\nx-b:\n  - |1\n    e\n",
        "# about the id\njourney: j\nneed: |  # why\n  a \n    b\n\ntrigger: >+\n\n  c\n\n\nx-a: |2-\n   d\nx-b:\n  - |2\n     e\n",
    );
    // Without a line break at the end, the text has none.
    let value = |text: &str| {
        let parsed = Text::read(text).unwrap();
        let root = parsed.parsed.tree.root().unwrap();
        let (_, value) = parsed.parsed.tree.get(&parsed.source, root, "need").unwrap();
        parsed.parsed.tree.scalar(&parsed.source, value).unwrap().to_owned()
    };
    for text in [
        "need: |\n  a",
        "need: >+\n  a",
        "need: |\n    a\n  ",
        "need: |+\n  a\n ",
        "need: |\n",
        "need: |+ # c\n\n",
    ] {
        assert_eq!(value(&formatted(text)), value(text), "{text:?}");
    }
}

#[test]
fn brackets_stay_where_they_fit() {
    let words = ["some words"; 9].join(", ");
    becomes(
        &format!("scope: {{ ends:b ,starts : [ a,b ] , excludes: [ ] }}\nexpectations: [{words}]\ngoals: [\n  {{statement: s}} ]\npersona:\n  [a, b]\n"),
        &format!(
            "persona: [a, b]\nexpectations:\n{}goals:\n  - {{statement: s}}\nscope: {{ends:b, starts: [a, b], excludes: []}}\n",
            "  - some words\n".repeat(9)
        ).replace("{ends:b, starts: [a, b], excludes: []}", "{starts: [a, b], excludes: [], ends:b}"),
    );
}

#[test]
fn blank_lines_are_kept_one_at_a_time_and_not_at_a_beginning() {
    becomes(
        "\n\njourney: j\n\n\n\ntitle: T\nstages:\n\n  - name: a\n\n\n  -\n\n    name: b\n\n\n",
        "journey: j\n\ntitle: T\nstages:\n  - name: a\n\n  - name: b\n",
    );
}

#[test]
fn line_ends_and_marks_of_other_systems_go() {
    becomes(
        "\u{feff}journey: j # c\r\nneed: |\r\n  a\r\n\r\n  b\r\n",
        "journey: j # c\nneed: |\n  a\n\n  b\n",
    );
    becomes("journey: j\rneed: \"a\r  b\"", "journey: j\nneed: \"a\n  b\"\n");
}

#[test]
fn what_begins_and_ends_a_document() {
    becomes(
        "%YAML 1.2\n# one\n--- # two\n# three\njourney: j\n...\n# four\n",
        "%YAML 1.2\n# one\n--- # two\n# three\njourney: j\n# four\n",
    );
    becomes("--- {title: T, journey: j}\n", "---\njourney: j\ntitle: T\n");
    becomes("{}", "{}\n");
}

#[test]
fn keys_of_every_kind() {
    becomes(
        "? journey\n: j\n\"x-a\" : 1\nx-b: &b c\n*b : 2\n'x-d':\n- - 1\n  - &e f: 2\n-\n  - [a: 1, ? b : 2, \"c\":3, d]\n",
        "journey: j\n\"x-a\": 1\nx-b: &b c\n*b : 2\n'x-d':\n  - - 1\n    - &e f: 2\n  - - [{a: 1}, {b: 2}, {\"c\": 3}, d]\n",
    );
    for unknown in ["{a: 1}: 2\n", "? |\n  a\n: 2\n", "? a\n# c\n: 2\n", ": 1\n"] {
        assert!(matches!(format(unknown, SchemaKind::Journey), Err(Unformatted::Unknown(_))), "{unknown}");
    }
    for unreadable in ["a: b: c\n", "a: 1\n---\nb: 2\n"] {
        assert_eq!(format(unreadable, SchemaKind::Journey), Err(Unformatted::Unreadable));
    }
    for other in ["", "# only\n", "[1]\n", "text\n"] {
        assert_eq!(format(other, SchemaKind::Journey), Err(Unformatted::NoMapping));
    }
}

#[test]
fn a_long_text_below_its_key_stays_there() {
    let long = "word ".repeat(25);
    let text = format!("need:\n  {}\ntrigger: {}\n", long.trim(), long.trim());
    becomes(&text, &text);
    becomes("need:\n    short\n", "need: short\n");
}
