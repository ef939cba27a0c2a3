use super::*;
use crate::documents::page::Level;
use crate::tables::Terminal;

fn workspace(text: &str) -> (tempfile::TempDir, Workspace) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("x.journey.yaml"), text).unwrap();
    let workspace = crate::workspace::load(&[dir.path().to_path_buf()]).unwrap().pop().unwrap();
    (dir, workspace)
}

fn write(text: &str) -> Document {
    let (_dir, workspace) = workspace(text);
    let (_, journey) = workspace.journeys().next().unwrap();
    let moments: Vec<_> =
        journey.touchpoints().filter(|at| at.touchpoint.moment_of_truth.is_some()).collect();
    handout(&workspace, journey, &moments)
}

fn said(document: &Document) -> String {
    document.terminal(Terminal { width: 100, colour: false, isolate: false })
}

const SILENT: &str = "
journey: x
title: X
lang: en
stages:
  - name: Ask
    touchpoints:
      - {id: a, name: I ask, channel: phone, initiator: customer, moment_of_truth: {valence: negative, criticality: 3}}
";

#[test]
fn what_the_map_does_not_say_is_said() {
    let text = said(&write(SILENT));
    for line in [
        "! How the customer feels here.",
        "! What the customer says, in their own words.",
        "! What we do about this moment. There is no response yet.",
        "! What you should do here, and what not.",
        "! What you may use or offer here.",
        "! Who is responsible for this moment.",
        "│ Nobody has asked customers about this: what stands here is assumed.",
        "negative moment of truth · critical [inferred: assumption]",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("What we do\n") && !text.contains("Who to ask"), "{text}");
}

const FULL: &str = "
journey: x
title: X
lang: en
owner: Service design
evidence:
  talks: {kind: interview, grade: qualitative, n: 6, collected: 2026-05, source: Six talks, note: All in one town.}
  room: {kind: workshop, grade: anecdote, source: A workshop}
default_evidence: room
stages:
  - name: Ask
    phase: during
    customer_goal: An answer
    touchpoints:
      - {name: I look it up, channel: web, initiator: customer, emotion: 0}
      - id: b
        name: I wait on the line
        channel: phone
        initiator: customer
        live_wait: 5m
        doing: I listen to music
        quote: {text: Is anybody there?, evidence: talks}
        pains: [no end in sight]
        emotion: {score: -2, words: [ignored], evidence: talks}
        owner: Service centre
        arrives: {voluntary: false, context: lost}
        missed_opportunities: [{who: We, action: call back, effect: no wait}]
        moment_of_truth:
          valence: negative
          at_risk: the contract
          response: {type: recover, solutions: [Call back within the hour], guidelines: [Say sorry once], levers: [a month free], owner: Service centre}
opportunities:
  - {id: o, type: fix, statement: Say how long it takes, addresses: [b], owner: Telephony, due: 2027-01-15}
";

#[test]
fn everything_about_a_moment_stands_on_its_page() {
    let text = said(&write(FULL));
    for line in [
        "The situation [inferred: single account]",
        "- Stage: Ask (during the contact)",
        "- Wants here: An answer",
        "- Just before: I look it up",
        "- Has waited: 5 minutes on the line",
        "- What it takes: forced channel switch, context lost",
        "- Brings along: lost on the way",
        "- At stake: the contract",
        "- Feeling: very negative, ignored [observed: qualitative, 6 customers]",
        "- Pains: no end in sight [inferred: single account]",
        "  │ “Is anybody there?”\n  │ [observed: qualitative, 6 customers]",
        "- make good: Call back within the hour",
        "- We: call back – no wait",
        "- Say how long it takes (Telephony, by 2027-01-15)",
        "- Say sorry once",
        "- a month free",
        "- Service centre, about the response, about this touchpoint",
        "│ Six talks (qualitative, 6 customers, collected 2026-05). All in one town.",
        "│ A workshop (single account)",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("What the map does not say"), "{text}");
}

/// A claim that customers made and one that the team makes never stand under one label.
#[test]
fn what_rests_on_the_same_is_labelled_once() {
    let text = said(&write(&FULL.replace("evidence: talks", "evidence: room")));
    assert!(text.contains("What the customer feels and says [inferred: single account]"), "{text}");
    assert!(text.contains("- Pains: no end in sight\n"), "{text}");
}

#[test]
fn targets_are_called_targets() {
    let text = said(&write(&FULL.replace("lang: en", "lang: en\nstate: desired")));
    assert!(text.contains("! This is how it should be, not how it is."), "{text}");
    assert!(
        text.contains("[target]") && !text.contains("observed:") && !text.contains("inferred:"),
        "{text}"
    );
}

#[test]
fn headings_go_down_by_one_and_a_page_holds_a_moment() {
    let two = FULL.replace("emotion: 0}", "emotion: 0, moment_of_truth: {valence: either}}");
    let document = write(&two.replace("lang: en", "lang: he"));
    let levels = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(level, _) => Some(*level),
        _ => None,
    });
    let levels: Vec<_> = levels.collect();
    assert_eq!(levels[0], Level::Part);
    assert_eq!(levels.iter().filter(|level| **level == Level::Part).count(), 2);
    assert_eq!(document.blocks.iter().filter(|block| **block == Block::PageBreak).count(), 1);
    assert_eq!(document.pages(&mut crate::draw::TextEngine::new()).len(), 2);
    assert!(document.direction.is_rtl() && said(&document).contains("מה המפה לא אומרת"));
}
