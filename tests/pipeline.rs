//! What runs in other people's pipelines: the steps of `action.yml`, the hooks, completions and manual pages.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_yaml::Value;

const MASA: &str = env!("CARGO_BIN_EXE_masa");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(file: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(root().join(file)).unwrap()).unwrap()
}

/// Runs the step of the action that checks, as a runner would, with the program in its place.
fn check_step(dir: &Path, inputs: &[(&str, &str)]) -> (Output, String) {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    let step = steps.iter().find(|step| step["name"] == "Check the journeys").unwrap();
    let bin = dir.join("masa/bin");
    fs::create_dir_all(&bin).unwrap();
    fs::copy(MASA, bin.join("masa")).unwrap();
    let summary = dir.join("summary.md");
    let mut command = Command::new("bash");
    command.args(["-eo", "pipefail", "-c", step["run"].as_str().unwrap()]).current_dir(dir);
    command
        .env("RUNNER_TEMP", dir)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .env("SOURCE_DATE_EPOCH", "1795305600");
    for (variable, expression) in step["env"].as_mapping().unwrap() {
        let name = expression.as_str().unwrap().trim_start_matches("${{ inputs.").trim_end_matches(" }}");
        let given = inputs.iter().find(|(input, _)| *input == name).map(|(_, value)| *value);
        let value = given.unwrap_or_else(|| action["inputs"][name]["default"].as_str().unwrap());
        command.env(variable.as_str().unwrap(), value);
    }
    (command.output().unwrap(), fs::read_to_string(summary).unwrap_or_default())
}

const MAP: &str = "journey: refund\ntitle: Refund\nlevel: need\nneed: money\nstages:\n  - name: Ask\n    touchpoints:\n      - {name: I call, channel: fone}\n";

#[cfg(unix)]
#[test]
fn the_action_annotates_summarises_and_fails() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("maps")).unwrap();
    fs::write(dir.path().join("maps/refund.journey.yaml"), MAP).unwrap();
    let inputs = [("paths", "maps"), ("sarif", "masa.sarif"), ("args", "--fail-on warning")];
    let (output, summary) = check_step(dir.path(), &inputs);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("::error file=maps/refund.journey.yaml,line=8,"), "{text}");
    assert!(summary.contains("JM402") && summary.contains('|'), "{summary}");
    let sarif: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(dir.path().join("masa.sarif")).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
}

#[cfg(unix)]
#[test]
fn inputs_of_the_action_are_words_and_not_commands() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("refund.journey.yaml"), MAP).unwrap();
    let inputs = [("paths", "$(touch x) `touch x`; touch x"), ("summary", "false")];
    let (output, summary) = check_step(dir.path(), &inputs);
    assert_eq!(output.status.code(), Some(2));
    assert!(!dir.path().join("x").exists() && summary.is_empty());
}

#[test]
fn hooks_name_commands_and_files_that_exist() {
    for hook in yaml(".pre-commit-hooks.yaml").as_sequence().unwrap() {
        let words: Vec<&str> = hook["entry"].as_str().unwrap().split(' ').collect();
        let help = Command::new(MASA).args(&words[1..]).arg("--help").output().unwrap();
        assert!(words[0] == "masa" && help.status.success(), "{words:?}");
        assert!(hook["files"].as_str().unwrap().contains(r"\.(journey|persona)\.yaml"));
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let masa = |arguments: &[&str]| Command::new(MASA).args(arguments).output().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = String::from_utf8(masa(&["generate", "completions", shell]).stdout).unwrap();
        assert!(script.contains("baseline") && script.contains("min-severity"), "{shell}");
    }
    let dir = tempfile::tempdir().unwrap();
    assert!(masa(&["generate", "man", dir.path().to_str().unwrap()]).status.success());
    for page in ["masa.1", "masa-check.1", "masa-baseline-write.1"] {
        let text = fs::read_to_string(dir.path().join(page)).unwrap();
        assert!(text.contains(".SH NAME") && text.contains(".SH OPTIONS"), "{page}");
    }
    let markdown = String::from_utf8(masa(&["generate", "markdown-help"]).stdout).unwrap();
    assert_eq!(markdown, masa::cli::command_reference());
}
