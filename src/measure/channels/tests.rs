use super::*;
use crate::workspace::{Workspace, load};

/// The journeys of these YAML texts.
fn workspace(texts: &[&str]) -> (tempfile::TempDir, Workspace) {
    let dir = tempfile::tempdir().unwrap();
    for (nth, text) in texts.iter().enumerate() {
        let text = format!("journey: j{nth}\ntitle: T\npersona: [a, b]\nscale: -2..2\n{text}");
        std::fs::write(dir.path().join(format!("{nth}.journey.yaml")), text).unwrap();
    }
    let mut workspaces = load(&[dir.path().to_path_buf()]).unwrap();
    (dir, workspaces.pop().unwrap())
}

fn names(matrix: &ChannelMatrix<'_>) -> Vec<String> {
    matrix.rows.iter().map(|row| row.channel.map_or("-".to_owned(), Channel::to_string)).collect()
}

const SERVICE: &str = "stages:
  - name: Before
    phase: before
    touchpoints:
      - {name: need, channel: none}
      - {name: own, channel: x-drone, initiator: third-party}
      - {name: look, channel: web, initiator: customer, emotion: 1}
  - {name: Empty}
  - name: Call
    phase: during
    touchpoints:
      - name: call
        channel: phone
        initiator: customer
        emotion: {evidence: heard, by: {a: -2, b: 0}}
        live_wait: 5m
        arrives: {context: lost}
        moment_of_truth: {valence: negative}
      - name: again
        channel: phone
        initiator: customer
        emotion: -1
        live_wait: 2m
        async_wait: 1d
        arrives: {context: kept}
        moment_of_truth: {valence: negative, evidence: heard}
      - {name: answer, channel: phone, kind: missing, initiator: provider}
      - {name: old, channel: letter, status: retire}
      - {name: new, status: planned}
      - {name: talk, kind: communication}
      - {name: thought, kind: decision}
evidence: {heard: {kind: interview, grade: qualitative, n: 6, collected: 2026-01-01, source: s}}
";

#[test]
fn rows_follow_the_vocabulary_and_columns_the_stages() {
    let (_dir, workspace) = workspace(&[SERVICE]);
    let journeys: Vec<&Journey> = workspace.journeys().map(|(_, journey)| journey).collect();
    let matrix = channels(&journeys);
    assert_eq!(names(&matrix), ["phone", "letter", "web", "x-drone", "-"]);
    assert_eq!(matrix.columns.len(), 3);
    assert_eq!(matrix.total.touchpoints.len(), 8);
    assert!(matrix.by_column[1].is_empty());
    assert_eq!(matrix.rows[4].cells[2].there(), 1);
    assert_eq!(matrix.rows[4].cells[2].planned, 1);
}

#[test]
fn a_cell_counts_status_feelings_context_and_waits() {
    let (_dir, workspace) = workspace(&[SERVICE]);
    let journeys: Vec<&Journey> = workspace.journeys().map(|(_, journey)| journey).collect();
    let matrix = channels(&journeys);
    let phone = &matrix.rows[0].cells[2];
    assert_eq!((phone.exists, phone.missing, phone.there()), (2, 1, 2));
    assert_eq!((phone.by_customer, phone.by_provider, phone.by_others), (2, 1, 0));
    // Two personas at the first call, both with the shared score at the second.
    assert_eq!((phone.scores, phone.assumed, phone.worst), (4, 2, Some(-1.0)));
    assert_eq!(phone.mean(), Some(-0.5));
    assert_eq!(phone.moments_of(Valence::Negative), Moments { count: 2, grade: Grade::Qualitative });
    assert_eq!((phone.context_lost, phone.context_kept, phone.switches()), (1, 1, 2));
    assert_eq!((phone.live_wait.seconds(), phone.async_wait.seconds()), (420, 86_400));
    assert_eq!(matrix.rows[1].total.there(), 1);
    assert_eq!(matrix.total.by_others, 1);
    assert_eq!(matrix.busiest(), [0]);
    assert_eq!(matrix.lowest(), [0]);
}

#[test]
fn a_desired_journey_beside_a_current_one_is_only_planned() {
    let desired = "state: desired\nstages:
  - {name: S, phase: during, touchpoints: [{name: t, channel: app, emotion: 2, arrives: {context: kept}}]}
";
    let current = "stages:
  - {name: S, phase: during, touchpoints: [{name: t, channel: app, emotion: -2}]}
  - {name: U, touchpoints: [{name: u, channel: web}]}
";
    let (_dir, workspace) = workspace(&[desired, current]);
    let journeys: Vec<&Journey> = workspace.journeys().map(|(_, journey)| journey).collect();
    let both = channels(&journeys);
    let app = both.rows.iter().find(|row| row.channel.is_some_and(|c| c.as_str() == "app")).unwrap();
    assert_eq!((app.total.there(), app.total.planned, app.total.mean()), (1, 1, Some(-1.0)));
    assert_eq!(app.total.switches(), 0);
    assert!(!both.is_plan);
    assert!(matches!(
        both.columns[..],
        [ChannelColumn::Phase(Some(Phase::During)), ChannelColumn::Phase(None)]
    ));
    let alone = channels(&journeys[..1]);
    assert!(alone.is_plan);
    assert_eq!((alone.total.there(), alone.total.mean()), (1, Some(1.0)));
}

#[test]
fn several_journeys_share_the_lifecycle_when_every_stage_says_its_group() {
    let one = "stages: [{name: S, group: join, touchpoints: [{name: t, channel: app}]}]\n";
    let two = "stages: [{name: S, group: search, touchpoints: [{name: t, channel: web}]}]\n";
    let (_dir, workspace) = workspace(&[one, two]);
    let journeys: Vec<&Journey> = workspace.journeys().map(|(_, journey)| journey).collect();
    let matrix = channels(&journeys);
    assert!(matches!(
        matrix.columns[..],
        [ChannelColumn::Group(LifecycleGroup::Search), ChannelColumn::Group(LifecycleGroup::Join)]
    ));
    assert_eq!(matrix.busiest(), [0, 1]);
    assert!(matrix.lowest().is_empty());
    assert!(channels(&[]).rows.is_empty());
}
