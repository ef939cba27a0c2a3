//! A repository to run masa in, made by git with nobody's settings.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run said.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What was printed, which must have worked.
    #[track_caller]
    pub fn good(self) -> String {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self.stdout
    }
}

/// A repository with a work tree in a folder of its own.
pub struct Repository {
    dir: tempfile::TempDir,
    commits: usize,
}

/// What makes git the same on every machine.
pub fn plain(command: &mut Command) -> &mut Command {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "NO_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Dana")
        .env("GIT_AUTHOR_EMAIL", "dana@example.org")
        .env("GIT_COMMITTER_NAME", "Dana")
        .env("GIT_COMMITTER_EMAIL", "dana@example.org")
}

/// Runs masa in a folder.
pub fn masa(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
    Run::of(plain(command.args(arguments).current_dir(folder)).output().unwrap())
}

/// The same with more variables in the environment.
pub fn masa_with(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
    plain(command.args(arguments).current_dir(folder));
    Run::of(command.envs(variables.iter().copied()).output().unwrap())
}

pub fn git_in(folder: &Path, date: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    plain(command.args(arguments).current_dir(folder));
    let output = command.env("GIT_AUTHOR_DATE", date).env("GIT_COMMITTER_DATE", date).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
}

impl Repository {
    pub fn new() -> Self {
        let repository = Self { dir: tempfile::tempdir().unwrap(), commits: 0 };
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    /// A repository with the examples in its first commit.
    pub fn of_examples() -> Self {
        let mut repository = Self::new();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), repository.path());
        repository.commit("Add the examples");
        repository
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn git(&self, arguments: &[&str]) {
        let date = format!("2026-01-{:02}T12:00:00+02:00", self.commits + 1);
        git_in(self.path(), &date, arguments);
    }

    /// Commits everything; the first commit is of 1 January, the second of 2 January and so on.
    pub fn commit(&mut self, subject: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", subject]);
        self.commits += 1;
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Replaces a piece of a file that must be there.
    #[track_caller]
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} does not hold {from:?}");
        std::fs::write(path, text.replace(from, to)).unwrap();
    }

    pub fn masa(&self, arguments: &[&str]) -> Run {
        masa(self.path(), arguments)
    }
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target: PathBuf = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

/// A small map: touchpoints as lines of YAML in one stage.
pub fn map(id: &str, touchpoints: &[&str]) -> String {
    let lines: String = touchpoints.iter().map(|line| format!("      - {line}\n")).collect();
    format!(
        "journey: {id}\ntitle: The map {id}\nlang: en\nscale: -2..2\nstages:\n  - name: Ask\n    phase: during\n    touchpoints:\n{lines}"
    )
}
