//! The maps to draw: all examples, and hard ones made of [`Words`].

use std::path::Path;
use std::sync::{Arc, LazyLock};

use masa::model::Journey;
use masa::workspace::{Workspace, load};
use serde_json::{Value, json};

use crate::words::{self, Words};

/// A journey to draw, with the workspace it stands in.
pub struct Map {
    /// What failures call it.
    pub name: String,
    /// Its workspace.
    pub workspace: Arc<Workspace>,
    id: String,
}

impl Map {
    /// The journey.
    pub fn journey(&self) -> &Journey {
        self.workspace.journey(&self.id).unwrap()
    }

    /// What it would be compared with: the journey it answers, or one that answers it.
    pub fn other(&self) -> Option<&Journey> {
        let current = self.journey().current.as_ref().and_then(|id| self.workspace.journey(id.as_str()));
        current.or_else(|| Some(self.workspace.desired_of(&self.id).first()?.1))
    }

    /// All journeys of its workspace in its language.
    pub fn all(&self) -> Vec<&Journey> {
        let lang = &self.journey().lang;
        self.workspace.journeys().map(|(_, journey)| journey).filter(|other| other.lang == *lang).collect()
    }
}

static MAPS: LazyLock<Vec<Map>> = LazyLock::new(|| {
    let mut maps = examples();
    maps.extend(hard().into_iter().map(|(name, journey)| hard_map(name, journey)));
    if let Ok(wanted) = std::env::var("MASA_MAP") {
        maps.retain(|map| map.name.contains(&wanted));
    }
    maps
});

/// The example journeys, and harder ones.
pub fn maps() -> &'static [Map] {
    &MAPS
}

fn examples() -> Vec<Map> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let workspace = Arc::new(load(&[folder]).unwrap().remove(0));
    let ids = workspace.journey_ids().into_iter();
    ids.map(|id| Map { name: id.into(), workspace: workspace.clone(), id: id.into() }).collect()
}

/// A workspace with a journey, the same one as desired, and what they refer to.
fn hard_map(name: &str, journey: Value) -> Map {
    let folder = tempfile::tempdir().unwrap();
    let mut desired = journey.clone();
    desired["journey"] = "hard-desired".into();
    desired["state"] = "desired".into();
    desired["current"] = "hard".into();
    for persona in ["first", "second"] {
        let text = json!({"persona": persona, "name": journey["title"], "segment": journey["need"]});
        std::fs::write(folder.path().join(format!("{persona}.persona.yaml")), yaml(&text)).unwrap();
    }
    for (file, text) in [("hard.journey.yaml", journey), ("desired.journey.yaml", desired)] {
        std::fs::write(folder.path().join(file), yaml(&text)).unwrap();
    }
    let workspace = Arc::new(load(&[folder.path().to_path_buf()]).unwrap().remove(0));
    for file in &workspace.files {
        assert!(file.faults().is_empty() && file.refusal.is_none(), "{name}: {:?}", file.faults());
    }
    Map { name: name.into(), workspace, id: "hard".into() }
}

/// A value as YAML, which JSON is when what may not stand in YAML is escaped.
fn yaml(value: &Value) -> String {
    let mut yaml = String::new();
    for c in serde_json::to_string_pretty(value).unwrap().chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => {
                yaml.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => yaml.push(c),
        }
    }
    yaml
}

fn hard() -> Vec<(&'static str, Value)> {
    let mut personas = journey(&words::english(), &[3, 4, 3]);
    personas["persona"] = json!(["first", "second"]);
    each_touchpoint(&mut personas, |number, touchpoint| {
        let (first, second) = (number as i64 % 5 - 2, 2 - number as i64 % 4);
        touchpoint["emotion"] = json!({"by": {"first": {"score": first}, "second": {"score": second}}});
    });
    let mut unscored = journey(&words::english(), &[2, 3]);
    each_touchpoint(&mut unscored, |_, touchpoint| touchpoint["emotion"] = json!(null));
    let mut empty_lanes = journey(&words::hebrew(), &[2, 3, 2]);
    each_touchpoint(&mut empty_lanes, |number, touchpoint| {
        let pains = if number == 3 { touchpoint["pains"].clone() } else { json!([]) };
        *touchpoint = json!({"name": touchpoint["name"], "channel": "phone", "emotion": 1, "pains": pains});
    });
    let mut bare = journey(&words::english(), &[1]);
    each_touchpoint(&mut bare, |_, touchpoint| *touchpoint = json!({"name": touchpoint["name"]}));
    bare["need"] = json!(null);
    vec![
        ("twenty-five", journey(&words::english(), &[5, 7, 8, 5])),
        ("nine-hebrew", journey(&words::hebrew(), &[2, 4, 3])),
        ("sixty-hebrew", journey(&words::hebrew(), &[10; 6])),
        ("three", journey(&words::english(), &[1, 1, 1])),
        ("one-stage", journey(&words::hebrew(), &[6])),
        ("one", journey(&words::english(), &[1])),
        ("bare", bare),
        ("arabic", journey(&words::arabic(), &[2, 3, 2])),
        ("japanese", journey(&words::japanese(), &[2, 2, 2])),
        ("emoji", journey(&words::emoji(), &[2, 3])),
        ("word", journey(&words::one_long_word(), &[1, 2])),
        ("hostile", journey(&words::hostile(), &[2, 2])),
        ("empty-lanes", empty_lanes),
        ("unscored", unscored),
        ("personas", personas),
        ("empty-stages", journey(&words::hebrew(), &[0, 2, 0, 0, 1, 0])),
        ("only-empty-stages", journey(&words::english(), &[0, 0, 0])),
        ("no-stages", journey(&words::english(), &[])),
    ]
}

fn each_touchpoint(journey: &mut Value, mut change: impl FnMut(usize, &mut Value)) {
    let mut number = 0;
    for stage in journey["stages"].as_array_mut().unwrap() {
        for touchpoint in stage["touchpoints"].as_array_mut().unwrap() {
            change(number, touchpoint);
            number += 1;
        }
    }
}

/// A journey that says something in every field, with stages of so many touchpoints.
fn journey(words: &Words, stages: &[usize]) -> Value {
    let phases = ["before", "during", "during", "after"];
    let groups = ["search", "join", "first", "ongoing", "deepen", "distance", "after-parting"];
    let mut number = 0;
    let all: Vec<Value> = stages
        .iter()
        .enumerate()
        .map(|(at, touchpoints)| {
            let first = number;
            number += touchpoints;
            json!({
                "id": format!("stage-{at}"),
                "name": words.stage(at),
                "phase": phases[at * phases.len() / stages.len()],
                "group": pick(&groups, at),
                "customer_goal": words.sentence(at),
                "touchpoints": (first..number).map(|number| touchpoint(words, number)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let first = if stages.is_empty() { json!([]) } else { json!(["stage-0"]) };
    json!({
        "journey": "hard", "title": words.title, "lang": words.lang, "level": "need", "state": "current",
        "kind": "aggregate", "maturity": "researched", "persona": "first", "scenario": words.sentence(1),
        "service": words.thing(0), "audience": "existing", "need": words.sentence(0),
        "trigger": words.sentence(2), "end_condition": words.sentence(3), "expectations": [words.sentence(4)],
        "goals": [{"kind": "conversion", "statement": words.sentence(5), "metric": words.thing(1),
            "baseline": 16, "target": 1, "decided_on": "2026-01-10"}],
        "scale": "-2..2", "owner": words.thing(2), "sponsor": words.thing(3), "created": "2026-02-01",
        "reviewed": "2026-10-20",
        "evidence": {
            "talks": {"kind": "interview", "grade": "qualitative", "n": 12, "collected": "2026-06", "source": words.thing(4)},
            "story": {"kind": "account", "grade": "anecdote", "n": 1, "collected": "2026-05", "note": words.sentence(6)},
        },
        "default_evidence": "talks",
        "metrics": {"nps": {"value": 12, "n": 480, "collected": "2026-07"}},
        "stages": all,
        "outcome": {"result": words.sentence(7), "behaviour": ["leave"]},
        "opportunities": (0..4).map(|at| json!({
            "id": format!("opportunity-{at}"), "type": pick(&["fix", "make-proactive", "simplify", "inform"], at),
            "statement": words.sentence(at + 8), "addresses": first, "reach": 1200, "impact": 2, "effort": 3,
            "owner": words.thing(at), "due": "2027-03", "benefits": ["satisfaction", "lower-load"],
            "horizon": pick(&["quick-win", "project", "bet"], at),
        })).collect::<Vec<_>>(),
        "decisions": [{"date": "2026-10-21", "statement": words.sentence(12), "by": words.thing(5)}],
    })
}

fn touchpoint(words: &Words, number: usize) -> Value {
    let say = |what: usize| words.sentence(number * 3 + what);
    let thing = |what: usize| words.thing(number * 2 + what);
    let channels =
        ["none", "web", "phone", "face-to-face", "app", "email", "sms", "letter", "social-media", "x-Teams"];
    let kinds = [
        "decision",
        "action",
        "communication",
        "communication",
        "use",
        "communication",
        "content",
        "waiting",
    ];
    let one_in = |n: usize| number % n == n - 1;
    let mut value = json!({
        "id": format!("touchpoint-{number}"),
        "name": words.touchpoint(number),
        "kind": pick(&kinds, number),
        "channel": pick(&channels, number),
        "initiator": pick(&["customer", "customer", "customer", "provider", "third-party"], number),
        "status": if one_in(6) { "missing" } else { "exists" },
        "proactive": one_in(4),
        "doing": say(0), "thinking": say(1), "quote": {"text": say(2), "evidence": "talks"},
        "needs": [say(3)], "dilemmas": [say(4)], "pains": [say(5), say(6)], "gains": [say(7)],
        "emotion": {"score": (number * 3) as i64 % 5 - 2, "words": [words.thing(number)],
            "evidence": pick(&["talks", "story", "assumption"], number)},
        "ratings": {"ease": {"expected": 4, "perceived": 2, "importance": 9}},
        "duration": "12m", "reach": 0.4, "volume": {"value": 1200, "per": "month"},
        "cost": {"value": 18.5, "currency": "ILS"},
        "metrics": {"csat": {"value": 0.62, "unit": "share", "n": 340, "collected": "2026-06", "evidence": "talks"}},
        "root_cause": say(8), "prevention": say(9), "owner": thing(0),
        "backstage": [say(10), say(11)], "systems": [thing(1), thing(2)],
        "physical_evidence": [thing(3), thing(4)],
        "missed_opportunities": [{"who": thing(5), "action": say(12), "effect": say(13)}],
    });
    if one_in(2) {
        value["arrives"] =
            json!({"voluntary": number % 4 == 1, "context": pick(&["kept", "partial", "lost"], number)});
        value["effort"] = json!({"handoffs": number % 4, "repeats_information": one_in(4), "dead_end": one_in(8),
            "form": one_in(3), "repeat_contact": one_in(6)});
    }
    if number % 3 == 1 {
        value["live_wait"] = "5m30s".into();
        value["preventable"] = true.into();
    }
    if number % 4 == 2 {
        value["async_wait"] = "2w".into();
    }
    if number.is_multiple_of(4) {
        value["moment_of_truth"] = json!({
            "valence": pick(&["negative", "positive", "either"], number / 4), "criticality": number / 4 % 3 + 1,
            "attitude": "weakens", "at_risk": say(14),
            "response": {"type": "recover", "solutions": [say(15)], "guidelines": [say(16)], "levers": [thing(6)],
                "owner": thing(7), "metric": thing(8)},
        });
    }
    value
}

/// One of some words; they start over when they are used up.
fn pick<'w>(words: &[&'w str], number: usize) -> &'w str {
    words[number % words.len()]
}
