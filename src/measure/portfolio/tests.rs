use super::*;
use crate::workspace::load;

const HEAD: &str = "title: T\nlang: en\nlevel: need\nscale: -2..2\n";

/// A workspace of journeys, each told by an id and the rest of its file.
fn workspace(journeys: &[(&str, &str)]) -> Workspace {
    let dir = tempfile::tempdir().unwrap();
    for (id, rest) in journeys {
        let head = if rest.contains("level:") { HEAD.replace("level: need\n", "") } else { HEAD.to_owned() };
        let text = format!("journey: {id}\n{head}{rest}");
        std::fs::write(dir.path().join(format!("{id}.journey.yaml")), text).unwrap();
    }
    let workspace = load(&[dir.path().to_path_buf()]).unwrap().remove(0);
    for file in &workspace.files {
        assert!(file.faults().is_empty(), "{:?}", file.faults());
    }
    workspace
}

fn today() -> Date {
    Date::parse("2026-11-22").unwrap()
}

fn stages(touchpoints: &str) -> String {
    format!("stages:\n  - {{id: s, name: S, phase: during, touchpoints: [{touchpoints}]}}\n")
}

#[test]
fn a_priority_is_what_its_parts_make() {
    // Below neutral lie −1 and −½; the higher of the volumes is 100 in a quarter.
    let scored = stages(
        "{name: A, emotion: -2, volume: {value: 10, per: month}}, \
         {name: B, emotion: -1, volume: {value: 100, per: quarter}}, {name: C, emotion: 2}",
    );
    let work = "strategic_weight: 3\nopportunities:\n  - {type: fix, statement: X, effort: 2}\n  - {type: fix, statement: Y, \
                effort: 0.5}\n";
    let workspace =
        workspace(&[("a", &format!("{work}{scored}")), ("b", format!("{work}stages: []\n").as_str())]);
    let found = portfolio(&workspace, today());
    let priority = found.entries[0].priority.clone().unwrap();
    assert_eq!(
        (priority.volume, priority.severity, priority.weight, priority.effort),
        (400.0, 1.5, 3.0, 2.5)
    );
    assert_eq!(priority.score, 720.0);
    assert_eq!(found.entries[1].priority, Err(vec![Withheld::Volume, Withheld::Scores]));
}

#[test]
fn no_priority_is_made_of_half_of_what_it_needs() {
    let scored = |volume: &str| stages(&format!("{{name: A, emotion: -2, volume: {volume}}}"));
    let known = scored("{value: 10, per: month}");
    let withheld = |rest: &str| {
        let workspace = workspace(&[("a", rest)]);
        portfolio(&workspace, today()).entries[0].priority.clone().err()
    };
    let half = "opportunities: [{type: fix, statement: X, effort: 2}, {type: fix, statement: Y}]\n";
    assert_eq!(withheld(&format!("{half}{known}")), Some(vec![Withheld::Effort]));
    let nothing = "opportunities: [{type: fix, statement: X, effort: 0}]\n";
    assert_eq!(withheld(&format!("{nothing}{known}")), Some(vec![Withheld::Effort]));
    let whole = "opportunities: [{type: fix, statement: X, effort: 2}]\n";
    assert_eq!(withheld(&format!("{whole}{known}")), None);
    assert_eq!(withheld(&format!("{whole}{}", scored("{value: 10}"))), Some(vec![Withheld::Volume]));
    assert_eq!(withheld(&format!("state: desired\n{whole}{known}")), Some(vec![Withheld::Target]));
    // Numbers without measure stay numbers.
    let far = scored("{value: 1.0e+300, per: day}");
    let workspace = workspace(&[("a", &format!("{}{far}", whole.replace('2', "1.0e-300")))]);
    let found = portfolio(&workspace, today()).entries[0].priority.clone().unwrap();
    assert!(found.score.is_finite() && found.volume.is_finite());
}

#[test]
fn a_journey_lies_where_its_lifecycle_puts_it() {
    let lifecycle = "level: lifecycle\nstages:\n  - {id: early, name: E, phase: before, role: interest, detail: second}\n  \
                     - {id: late, name: L, phase: after, group: after-parting}\n";
    let workspace = workspace(&[
        ("life", lifecycle),
        ("first", &format!("parent: life#late\n{}", stages("{name: A, contact: joining}"))),
        ("second", &stages("{name: A}")),
        (
            "third",
            &stages(
                "{name: A, contact: joining}, {name: B, contact: first-bill}, {name: C, contact: first-use}",
            ),
        ),
        ("fourth", &stages("{name: A, contact: joining}, {name: B, contact: first-bill}")),
        ("fifth", &stages("{name: A}")),
    ]);
    let found = portfolio(&workspace, today());
    let place =
        |id: &str| found.entries.iter().find(|entry| entry.journey.journey.as_str() == id).unwrap().place;
    assert_eq!(place("life"), LifecyclePlace::Whole);
    assert_eq!(place("first"), LifecyclePlace::Group(LifecycleGroup::AfterParting));
    assert_eq!(place("second"), LifecyclePlace::Group(LifecycleGroup::Search));
    assert_eq!(place("third"), LifecyclePlace::Group(LifecycleGroup::First));
    assert_eq!(place("fourth"), LifecyclePlace::Group(LifecycleGroup::Join));
    assert_eq!(place("fifth"), LifecyclePlace::Unknown);
    // What a journey's own touchpoints say comes before where its lifecycle puts it.
    let first = found.entries.iter().find(|entry| entry.journey.journey.as_str() == "first").unwrap();
    assert_eq!(first.feelings[0].by_group.of(Some(LifecycleGroup::Join)).touchpoints, 1);
    let keys: Vec<_> = found.groups(GroupBy::Lifecycle).into_iter().map(|group| group.key).collect();
    let places = [
        LifecyclePlace::Whole,
        LifecyclePlace::Group(LifecycleGroup::Search),
        LifecyclePlace::Group(LifecycleGroup::Join),
        LifecyclePlace::Group(LifecycleGroup::First),
        LifecyclePlace::Group(LifecycleGroup::AfterParting),
        LifecyclePlace::Unknown,
    ];
    assert_eq!(keys, places.map(GroupKey::Place));
}

#[test]
fn maps_and_parts_that_contradict_each_other() {
    let lifecycle = "level: lifecycle\npersona: dana\nstages:\n  - {id: buy, name: B, phase: during, group: join, detail: part, \
                     touchpoints: [{name: A, emotion: 2}]}\n";
    let part = |rest: &str, score: i32| {
        format!("{rest}{}", stages(&format!("{{name: A, emotion: {score}, contact: joining}}")))
    };
    let kinds = |part: &str, other: &str| -> Vec<String> {
        let workspace = workspace(&[("life", lifecycle), ("part", part), ("other", other)]);
        let found = portfolio(&workspace, today());
        let of_part = found.misfits.iter().filter(|misfit| misfit.lower.journey.as_str() == "part");
        of_part
            .map(|misfit| format!("{:?}", misfit.kind).split([' ', '(']).next().unwrap().to_owned())
            .collect()
    };
    let none = stages("{name: A}");
    assert!(kinds(&part("persona: dana\nparent: life#buy\n", 2), &none).is_empty());
    // Half a unit apart is one step of a five-point scale, and allowed.
    assert!(kinds(&part("persona: dana\n", 1), &none).is_empty());
    assert_eq!(kinds(&part("persona: dana\n", 0), &none), ["Feeling"]);
    assert_eq!(kinds(&part("persona: avi\nparent: life#buy\n", 2), &none), ["Persona"]);
    assert_eq!(kinds(&part("persona: dana\nstate: desired\n", 2), &none), ["State"]);
    assert_eq!(kinds(&part("persona: dana\nparent: other\n", 2), &none), ["Place", "Level"]);
    let elsewhere = "persona: dana\n".to_owned() + &stages("{name: A, emotion: 2, contact: renewal}");
    assert_eq!(kinds(&elsewhere, &none), ["Group"]);
    // A part of itself has a finding of its own, and nothing to compare.
    assert!(kinds(&part("persona: dana\nparent: part\n", 2), &none).iter().all(|kind| kind != "Feeling"));
}

#[test]
fn archived_maps_and_targets_are_in_no_total() {
    let workspace = workspace(&[
        ("now", &format!("service: A\n{}", stages("{name: A, emotion: 2}, {name: B, emotion: -1}"))),
        ("old", &format!("service: A\nmaturity: archived\n{}", stages("{name: A, emotion: -2}"))),
        ("then", &format!("service: A\nstate: desired\ncurrent: now\n{}", stages("{name: A, emotion: 2}"))),
        ("wish", &format!("service: B\nstate: desired\n{}", stages("{name: A, emotion: 1}"))),
    ]);
    let found = portfolio(&workspace, today());
    let groups = found.groups(GroupBy::Service);
    let total = groups[0].total;
    assert_eq!((total.current, total.others, total.all().scores, total.is_of_others), (1, 2, 2, false));
    assert_eq!(total.all().mean(), Some(0.25));
    // Where there is nothing but wishes, it says so.
    assert_eq!((groups[1].total.all().mean(), groups[1].total.is_of_others), (Some(0.5), true));
    assert_eq!(found.pairs, [JourneyPair { current: 0, desired: 1, gap: Some(0.75) }]);
    assert!(found.pairs.iter().all(|pair| found.entries[pair.desired].journey.journey.as_str() == "then"));
}

#[test]
fn three_to_seven_journeys_are_usual_for_a_service() {
    let count = |current| ServiceCount { service: Some("x"), current, others: 0 }.is_usual();
    assert_eq!([0, 2, 3, 7, 8].map(count), [false, false, true, true, false].map(Some));
    assert_eq!(ServiceCount { service: None, current: 5, others: 0 }.is_usual(), None);
}

#[test]
fn personas_who_are_told_apart_stand_in_their_own_groups() {
    let told = stages("{name: A, emotion: {by: {dana: 2, avi: -2}}}, {name: B, emotion: {by: {dana: 1}}}");
    let workspace = workspace(&[("a", &format!("persona: [dana, avi]\n{told}"))]);
    let found = portfolio(&workspace, today());
    let groups = found.groups(GroupBy::Persona);
    let means: Vec<_> = groups.iter().map(|group| (group.key, group.total.all().mean())).collect();
    let persona = |id| GroupKey::Persona(Some(id));
    assert_eq!(means, [(persona("avi"), Some(-1.0)), (persona("dana"), Some(0.75))]);
    // In a group of both it is one journey with the scores of both.
    let whole = found.whole();
    assert_eq!((whole.current, whole.all().scores, whole.all().mean()), (1, 3, Some(1.0 / 6.0)));
}
