//! Where findings go: to standard output, and to files beside it.

use std::borrow::Cow;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use same_file::Handle;

use super::Ui;
use crate::check::{Finding, Outcome};
use crate::reporters::{Checked, Format, Look, Summary, stats};
use crate::source::{is_no_file, replace};
use crate::workspace::{
    BASELINE_NAME, CONFIG_NAME, JOURNEY_SUFFIX, PERSONA_SUFFIX, RuleLevel, STDIN, Workspace,
};

/// How findings are shown and where they are written.
#[derive(clap::Args)]
pub(super) struct ReportArgs {
    /// How to show findings.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Write the findings to a file, too, in any format; may be given several times.
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_report)]
    report: Vec<(Format, PathBuf)>,

    /// The least level to show (default: warning, or info with --fail-on info); what is hidden is counted, and
    /// counts for --fail-on.
    #[arg(long, value_enum, value_name = "LEVEL")]
    min_severity: Option<Severity>,

    /// The most findings to show with `human` and `concise`; 0 shows all.
    #[arg(long, value_name = "N", default_value_t = 100)]
    max_findings: usize,

    /// Count the findings of each rule.
    #[arg(long)]
    stats: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Severity {
    Info,
    Warning,
    Error,
}

impl Severity {
    fn level(self) -> RuleLevel {
        match self {
            Self::Info => RuleLevel::Info,
            Self::Warning => RuleLevel::Warning,
            Self::Error => RuleLevel::Error,
        }
    }
}

fn parse_report(text: &str) -> Result<(Format, PathBuf), String> {
    let Some((name, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err("write a format and a file, such as `sarif=masa.sarif`".to_owned());
    };
    let format = Format::from_str(name, false).map_err(|_| {
        let known = Format::value_variants().iter().filter_map(Format::to_possible_value);
        let known: Vec<_> = known.map(|format| format.get_name().to_owned()).collect();
        format!("the formats are {}", known.join(", "))
    })?;
    Ok((format, PathBuf::from(path)))
}

impl ReportArgs {
    /// Opens the files to write to, so that a slip in their names is known before any work is done. What makes the
    /// check fail is shown unless something else was asked for.
    pub(super) fn open(self, fail_on: Option<RuleLevel>) -> Result<Reports> {
        let mut files: Vec<ReportFile> = Vec::new();
        for (format, path) in &self.report {
            let file = ReportFile::open(*format, path)?;
            if files.iter().any(|other| other.handle.is_some() && other.handle == file.handle) {
                bail!("{} is named by --report twice", path.display());
            }
            files.push(file);
        }
        let least = match self.min_severity {
            Some(severity) => severity.level(),
            None => fail_on.unwrap_or(RuleLevel::Warning).min(RuleLevel::Warning),
        };
        Ok(Reports { args: self, least, files })
    }
}

/// A file that a report goes to.
struct ReportFile {
    format: Format,
    path: PathBuf,
    /// What tells it from every other file; nothing for devices.
    handle: Option<Handle>,
    /// Whether it is there only because it has been opened.
    is_new: bool,
}

impl ReportFile {
    fn open(format: Format, path: &Path) -> Result<Self> {
        if path.as_os_str() == STDIN {
            bail!("--report writes files; what goes to standard output is chosen by --format");
        }
        if is_no_file(path) {
            bail!("cannot write {}: it is not a file", path.display());
        }
        // What a link leads to counts, too.
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if [path, &target].into_iter().any(is_masas) {
            bail!("{} is no name for a report: a map would be overwritten", path.display());
        }
        if target.exists() && !target.is_file() {
            return Ok(Self { format, path: path.to_owned(), handle: None, is_new: false });
        }
        let new = OpenOptions::new().write(true).create_new(true).open(path);
        let is_new = new.is_ok();
        let opened = match new {
            // To append is to change nothing yet.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                OpenOptions::new().append(true).open(path)
            }
            other => other,
        };
        let handle = opened.and_then(Handle::from_file);
        let handle = Some(handle.with_context(|| format!("cannot write {}", path.display()))?);
        Ok(Self { format, path: path.to_owned(), handle, is_new })
    }
}

impl Drop for ReportFile {
    fn drop(&mut self) {
        if self.is_new {
            // A report that was not written must not look like one without findings.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Whether a file of this name is a journey, a persona, the settings or a baseline.
pub(super) fn is_masas(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    [CONFIG_NAME, BASELINE_NAME].contains(&name.as_str())
        || [JOURNEY_SUFFIX, PERSONA_SUFFIX].iter().any(|suffix| name.ends_with(suffix))
}

/// Where the findings of a run go.
pub(super) struct Reports {
    args: ReportArgs,
    /// The least level to show.
    least: RuleLevel,
    files: Vec<ReportFile>,
}

impl Reports {
    /// Refuses to write over a file that was read, whatever its name.
    pub(super) fn spare(&self, workspaces: &[Workspace]) -> Result<()> {
        if self.files.is_empty() {
            return Ok(());
        }
        for file in workspaces.iter().flat_map(|workspace| &workspace.files) {
            let read = Handle::from_path(&file.path).ok();
            let mut reports = self.files.iter();
            if let Some(report) = reports.find(|report| read.is_some() && report.handle == read) {
                bail!("{} was read as a map; a report would overwrite it", report.path.display());
            }
        }
        Ok(())
    }

    /// Writes the files, then what goes to standard output, and the summary.
    pub(super) fn write(mut self, workspaces: &[Workspace], outcomes: &[Outcome], ui: &mut Ui) -> Result<()> {
        let shown: Vec<_> = outcomes.iter().map(|outcome| shown(&outcome.findings, self.least)).collect();
        let checked = workspaces.iter().zip(outcomes).zip(&shown);
        let checked: Vec<_> = checked
            .map(|((workspace, outcome), findings)| Checked {
                workspace,
                findings,
                accepted: &outcome.accepted,
                hidden: outcome.findings.len() - findings.len(),
            })
            .collect();
        for file in &mut self.files {
            // Some systems refuse to replace a file that is open.
            file.handle = None;
            replace(&file.path, file.format.write(&checked, Look::default()).as_bytes())?;
            file.is_new = false;
        }
        let ReportArgs { format, max_findings, stats: wants_stats, .. } = self.args;
        let width = ui.terminal_width();
        ui.print(&format.write(&checked, Look { colour: ui.colour, width, most: max_findings }))?;
        let summary = Summary::of(&checked);
        if wants_stats && format.is_for_people() {
            ui.print(&stats(&checked))?;
        } else if wants_stats {
            ui.block(stats(&checked).trim_end());
        }
        ui.note(&summary.to_string());
        if summary.shown() > 0 && format == Format::Human {
            ui.note("`masa explain CODE` says more about a rule");
        }
        Ok(())
    }
}

/// The findings that weigh enough to be shown.
fn shown(findings: &[Finding], least: RuleLevel) -> Cow<'_, [Finding]> {
    if findings.iter().all(|finding| finding.level >= least) {
        return Cow::Borrowed(findings);
    }
    Cow::Owned(findings.iter().filter(|finding| finding.level >= least).cloned().collect())
}
