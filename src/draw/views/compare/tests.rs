use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::{assert_sound, strays};
use crate::model::Journey;
use crate::workspace::{Workspace, load};

fn workspace(files: &[(&str, &str)]) -> Workspace {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(dir.path().join(format!("{name}.journey.yaml")), text).unwrap();
    }
    load(&[dir.path().to_path_buf()]).unwrap().remove(0)
}

fn example(lang: &str, first: &str, second: &str) -> ComparePicture {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(lang);
    let workspace = load(&[folder]).unwrap().remove(0);
    let id = |name: &str| if lang == "he" { format!("{name}-he") } else { name.to_owned() };
    let journey = |name: &str| -> &Journey { workspace.journey(&id(name)).unwrap() };
    picture(&workspace, journey(first), Some(journey(second)))
}

fn test_drive(lang: &str) -> ComparePicture {
    example(lang, "car-test-drive-desired", "car-test-drive-current")
}

/// The pages of a picture after looking at each: well-formed, sound numbers, texts in their boxes.
fn pages(picture: &ComparePicture, options: &Options) -> Vec<Drawing> {
    let pages = draw(picture, options, &mut TextEngine::new());
    assert!(!pages.is_empty());
    for page in &pages {
        assert_sound(page);
        assert_eq!(strays(page), Vec::<String>::new());
    }
    pages
}

#[test]
fn the_test_drive_has_the_numbers_of_the_gap_report() {
    let picture = test_drive("en");
    assert_eq!(picture.kind, Kind::States);
    let values = |name: &str| {
        let found = picture.measures.iter().find(|one| one.name == name).expect("a measure");
        (found.values.join(" "), found.note.clone().unwrap_or_default())
    };
    assert_eq!(values("mean emotion, −1..1"), ("−0.44 +0.64".into(), "gap +1.09".into()));
    assert_eq!(values("effort points").0, "16 1");
    assert_eq!(values("live wait").0, "5 minutes 30 seconds none");
    assert_eq!(values("touchpoints"), ("9 7".into(), "5 removed, 2 merged into 1, 4 added".into()));
    let gaps: Vec<(&str, bool)> = picture.gaps.iter().map(|gap| (gap.said.as_str(), gap.is_large)).collect();
    assert_eq!(gaps, [("0.00", false), ("+0.50", true), ("+2.00", true), ("+1.50", true)]);
    let ids: Vec<&str> = picture.plot.touchpoints.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["C1", "C2", "C3", "C4", "D3", "C5", "C6", "C7", "C8", "D5", "D6", "C9", "D7"]);
    let merged = picture.columns[5].cells[1].as_ref().expect("D4");
    assert_eq!((merged.columns, merged.notes.as_slice()), (3, &["merged".to_owned()][..]));
}

#[test]
fn the_test_drive_fits_one_slide_in_both_languages() {
    for lang in ["en", "he"] {
        let picture = test_drive(lang);
        let drawn = pages(&picture, &Options::default());
        assert_eq!(drawn.len(), 1);
        assert!(drawn[0].svg(TextMode::Runs).contains("class=\"ledger\""));
        assert_eq!(drawn, pages(&picture, &Options::default()));
    }
}

#[test]
fn the_story_is_told_in_words() {
    let told = describe(&test_drive("en"));
    assert!(told.starts_with("Comparison of “Test drive: current and desired state”"), "{told}");
    assert!(told.contains("effort points: 16 (current state), 1 (desired state)."), "{told}");
    assert!(told.contains("Removed: “An error tells me"), "{told}");
    assert!(told.contains("knowing what I asked for” (+2.00)"), "{told}");
    assert!(describe(&test_drive("he")).contains("נקודות מאמץ: 16 (מצב קיים), 1 (מצב רצוי)."));
}

#[test]
fn two_desired_journeys_are_told_apart_by_their_titles() {
    let picture = example("en", "bank-loan-via-atm", "bank-loan-via-branch");
    assert_eq!(picture.kind, Kind::Journeys);
    assert_ne!(picture.plot.series[0].name, picture.plot.series[1].name);
    for page in [PageFormat::Wide, PageFormat::Standard, PageFormat::Free] {
        pages(&picture, &Options { page, ..Options::default() });
    }
}

#[test]
fn personas_are_compared_without_a_second_journey() {
    let map = "journey: x\ntitle: Two\nlang: en\nscale: -2..2\npersona: [a, b, c]\nstages:\n  - name: One\n    touchpoints:\n      \
               - {name: Ask, emotion: {by: {a: 1, b: -1, c: 0}}}\n      - {name: Wait, emotion: {by: {a: -2, b: 2, c: 0}}}\n";
    let workspace = workspace(&[("x", map)]);
    let (_, journey) = workspace.journeys().next().unwrap();
    let picture = picture(&workspace, journey, None);
    assert_eq!(picture.kind, Kind::Personas);
    let sizes: Vec<f64> = picture.gaps.iter().map(|gap| gap.size).collect();
    assert_eq!(sizes, [-1.0, 2.0]);
    let svg = &pages(&picture, &Options::default())[0].svg(TextMode::Runs);
    assert_eq!(svg.matches("class=\"series-name\"").count(), 3);
}

fn map(id: &str, head: &str, touchpoints: &[(String, String)]) -> String {
    let mut text = format!("journey: {id}\ntitle: {id}\nscale: -2..2\n{head}stages:\n");
    for (at, (name, rest)) in touchpoints.iter().enumerate() {
        if at % 7 == 0 {
            text.push_str(&format!("  - name: Stage {at}\n    phase: during\n    touchpoints:\n"));
        }
        let name = serde_json::to_string(name).unwrap();
        text.push_str(&format!("      - {{id: t{at}, name: {name}{rest}}}\n"));
    }
    text
}

#[test]
fn sixty_touchpoints_against_forty_go_on_over_pages() {
    let name = "ממתין על הקו לנציג השירות של iPhone ומקווה שהפעם מישהו יענה לי בזמן";
    let score = |at: usize| format!(", emotion: {}", at as i64 % 5 - 2);
    let old: Vec<_> = (0..60).map(|at| (format!("{name} {at}"), score(at))).collect();
    let new: Vec<_> = (0..40)
        .map(|at| (format!("{name} {at}"), format!("{}, replaces: [t{}]", score(at + 2), at * 7 % 60)))
        .collect();
    let head = "lang: he\nstate: desired\ncurrent: a\n";
    let workspace = workspace(&[("a", &map("a", "lang: he\n", &old)), ("b", &map("b", head, &new))]);
    let journeys: Vec<&Journey> = workspace.journeys().map(|(_, journey)| journey).collect();
    let picture = picture(&workspace, journeys[0], Some(journeys[1]));
    let fixed = pages(&picture, &Options::default());
    assert!(fixed.len() > 1);
    assert!(fixed.iter().all(|page| (page.width, page.height) == (1920.0, 1080.0)));
    assert_eq!(pages(&picture, &Options { page: PageFormat::Free, ..Options::default() }).len(), 1);
}

#[test]
fn odd_journeys_draw_without_fuss() {
    let long = "x".repeat(200);
    let cases: [&[(String, String)]; 4] = [
        &[],
        &[(String::new(), String::new())],
        &[(long.clone(), ", emotion: 1".into()), ("日本語 👩🏽\u{200D}💻".into(), String::new())],
        &[("<script>&\"'".into(), ", emotion: -2, replaces: [t0, t0, t9]".into())],
    ];
    for first in cases {
        for second in cases {
            let old = map("a", "", first);
            let new = map("b", "state: desired\ncurrent: a\n", second);
            let workspace = workspace(&[("a", &old), ("b", &new)]);
            let journeys: Vec<&Journey> = workspace.journeys().map(|(_, journey)| journey).collect();
            let [old, new] = journeys.as_slice() else { continue };
            let picture = picture(&workspace, old, Some(new));
            let page = PageFormat::Pixels { width: 320, height: 900 };
            pages(&picture, &Options { page, ..Options::default() });
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_two_journeys_stay_on_their_pages(
        old in prop::collection::vec(("[א-ת ]{1,60}|[a-z ]{1,80}|\\PC{1,12}", prop::option::of(-2i8..=2)), 1..14),
        new in prop::collection::vec(("[א-ת ]{1,60}|[a-z ]{1,80}", prop::option::of(-2i8..=2), 0usize..14), 1..12),
        (width, height) in (400u16..2500, 300u16..1500),
        is_desired: bool,
        rtl: bool,
    ) {
        let score = |score: &Option<i8>| score.map_or(String::new(), |score| format!(", emotion: {score}"));
        let first: Vec<_> = old.iter().map(|(name, v)| (name.clone(), score(v))).collect();
        let second: Vec<_> = new
            .iter()
            .map(|(name, v, at)| (name.clone(), format!("{}, replaces: [t{at}]", score(v))))
            .collect();
        let lang = if rtl { "lang: he\n" } else { "lang: ar\ndir: ltr\n" };
        let head = if is_desired { format!("{lang}state: desired\ncurrent: a\n") } else { lang.to_owned() };
        let workspace = workspace(&[("a", &map("a", lang, &first)), ("b", &map("b", &head, &second))]);
        let journeys: Vec<&Journey> = workspace.journeys().map(|(_, journey)| journey).collect();
        prop_assume!(journeys.len() == 2);
        let picture = picture(&workspace, journeys[0], Some(journeys[1]));
        pages(&picture, &Options { page: PageFormat::Pixels { width, height }, ..Options::default() });
    }
}
