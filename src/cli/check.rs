//! `masa check`: is it valid, and is it validated?

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::ValueEnum;

use super::baseline::with_baselines;
use super::fixes::{self, FixArgs};
use super::reports::ReportArgs;
use super::selection::SelectionArgs;
use super::{Ui, Verdict};
use crate::check::{Options, Outcome, check};
use crate::model::{Date, Grade};
use crate::workspace::{RuleLevel, Workspace, load_lightly};

/// The flag whose value may be left out.
const REQUIRE_EVIDENCE: &str = "--require-evidence";

/// Check journeys and personas against the format and against what makes a good map.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa check                                  everything under this folder
  masa check refund.journey.yaml              one map, references followed into its workspace
  masa check --fail-on warning journeys/      stricter, for CI
  masa check --require-evidence qualitative   fail maps whose scores nobody researched")]
pub(super) struct Args {
    /// Files and folders; `-` reads standard input.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// The least level that makes the check fail.
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,

    #[command(flatten)]
    reports: ReportArgs,

    #[command(flatten)]
    selection: SelectionArgs,

    #[command(flatten)]
    fixes: FixArgs,

    /// Leave comments that accept findings out of account.
    #[arg(long)]
    no_suppressions: bool,

    /// The baseline of accepted findings (default: masa-baseline.json beside masa.toml, when it is there).
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    baseline: Option<PathBuf>,

    /// Leave the baseline out of account.
    #[arg(long)]
    no_baseline: bool,

    /// Fail maps whose scores or moments of truth rest on weaker evidence than GRADE (default:
    /// qualitative). Targets of desired maps are exempt. A folder that is called like a grade is `./GRADE`.
    #[arg(long, value_name = "GRADE", num_args = 0..=1, default_missing_value = "qualitative",
          require_equals = true, value_parser = parse_grade)]
    require_evidence: Option<Grade>,

    /// The day to judge ages by, as YYYY-MM-DD (default: today, or SOURCE_DATE_EPOCH).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// The least level that fails, if any does.
    fn level(self) -> Option<RuleLevel> {
        match self {
            Self::Error => Some(RuleLevel::Error),
            Self::Warning => Some(RuleLevel::Warning),
            Self::Info => Some(RuleLevel::Info),
            Self::Never => None,
        }
    }
}

pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| error.replace('\n', "; "))
}

fn parse_grade(text: &str) -> Result<Grade, String> {
    let known = || Grade::ALL.iter().map(|grade| grade.as_str()).collect::<Vec<_>>().join(", ");
    let found = Grade::ALL.iter().find(|grade| grade.as_str() == text);
    found.copied().ok_or_else(|| format!("the grades are {}", known()))
}

/// The arguments with a grade behind `--require-evidence` joined to it by `=`: alone, the word would be a path.
pub(super) fn with_grade(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::with_capacity(arguments.len());
    let mut only_paths = false;
    for argument in arguments {
        let grade = argument.to_str().filter(|text| parse_grade(text).is_ok());
        match (grade, joined.last_mut()) {
            (Some(grade), Some(flag)) if flag.as_os_str() == REQUIRE_EVIDENCE && !only_paths => {
                flag.push(format!("={grade}"));
            }
            _ => {
                only_paths |= argument == "--";
                joined.push(argument);
            }
        }
    }
    joined
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let options = Options {
        today: day(args.today)?,
        required_grade: args.require_evidence,
        selection: args.selection.read()?,
        suppressions: !args.no_suppressions,
    };
    let reports = args.reports.open(args.fail_on.level())?;
    let mut workspaces = load_lightly(&args.paths)?;
    if !args.no_baseline {
        workspaces = with_baselines(workspaces, args.baseline.as_deref())?;
    }
    reports.spare(&workspaces)?;
    let outcomes: Vec<Outcome>;
    if args.fixes.is_wanted() {
        // What a file is measured against does not change because it was only shown.
        let before = args.fixes.is_diff().then(|| verdict(&check_all(&workspaces, &options), args.fail_on));
        (workspaces, outcomes) = fixes::run(&args.fixes, workspaces, &options, ui)?.into_iter().unzip();
        if let Some(verdict) = before {
            return Ok(verdict);
        }
    } else {
        outcomes = check_all(&workspaces, &options);
    }
    reports.write(&workspaces, &outcomes, ui)?;
    let verdict = verdict(&outcomes, args.fail_on);
    // The process ends here; taking a thousand trees apart first would only keep the user waiting.
    std::mem::forget(workspaces);
    Ok(verdict)
}

fn check_all(workspaces: &[Workspace], options: &Options) -> Vec<Outcome> {
    workspaces.iter().map(|workspace| check(workspace, options)).collect()
}

/// Whether nothing was found that makes the check fail; what is shown does not matter.
fn verdict(outcomes: &[Outcome], fail_on: FailOn) -> Verdict {
    let Some(threshold) = fail_on.level() else { return Verdict::Yes };
    let mut findings = outcomes.iter().flat_map(|outcome| &outcome.findings);
    if findings.any(|found| found.level >= threshold) { Verdict::No } else { Verdict::Yes }
}

/// The day that was named, or today.
pub(super) fn day(named: Option<Date>) -> Result<Date> {
    named.map_or_else(today_of_system, Ok)
}

/// The day by SOURCE_DATE_EPOCH, or else by the system's clock, in UTC.
pub(super) fn today_of_system() -> Result<Date> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .parse::<i64>()
            .map_err(|_| anyhow!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds"))?,
        Err(_) => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            now.map_or(0, |now| now.as_secs() as i64)
        }
    };
    Ok(Date::from_days(seconds.clamp(-4_000_000_000_000, 4_000_000_000_000).div_euclid(86_400)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_behind_its_flag_is_no_path() {
        let joined = |arguments: &[&str]| {
            let arguments = arguments.iter().map(OsString::from).collect();
            with_grade(arguments).into_iter().map(|one| one.into_string().unwrap()).collect::<Vec<_>>()
        };
        let flag = REQUIRE_EVIDENCE;
        assert_eq!(joined(&[flag, "qualitative", "maps"]), ["--require-evidence=qualitative", "maps"]);
        assert_eq!(joined(&[flag, "anecdote"]), ["--require-evidence=anecdote"]);
        for same in [
            &[flag, "./qualitative"][..],
            &[flag, "qualitativ"],
            &["qualitative", flag],
            &["--require-evidence=anecdote", "qualitative"],
            &["--", flag, "qualitative"],
        ] {
            assert_eq!(joined(same), same);
        }
    }
}
