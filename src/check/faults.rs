//! What the loader noticed, as findings under the codes of the format group.

use super::rules::format as rules;
use super::{Edit, Finding, Fix, Related, Rule, Safety};
use crate::source::{Refusal, Span};
use crate::syntax::{Fault, FaultKind};
use crate::workspace::{File, FileIndex};

/// What was noticed while one file was read; no rule is run.
pub fn loading_findings(index: FileIndex, file: &File, faults: &[Fault]) -> Vec<Finding> {
    let refused = file.refusal.as_ref().map(|refusal| refused(index, refusal));
    let faults = faults.iter().map(|fault| finding(index, fault));
    refused.into_iter().chain(faults).collect()
}

fn refused(file: FileIndex, refusal: &Refusal) -> Finding {
    let (rule, offset, message, help) = match refusal {
        Refusal::TooLarge => (
            &rules::TOO_LARGE,
            0,
            format!("the file is larger than {} MiB", crate::source::MAX_FILE_BYTES >> 20),
            "a journey map takes a few kilobytes; keep raw data in files of another kind",
        ),
        Refusal::NotText { what, offset } => (
            &rules::NOT_TEXT,
            *offset,
            format!("the file holds {what} (at byte {offset})"),
            "save it as UTF-8",
        ),
    };
    Finding { help: Some(help.to_owned()), ..plain(rule, file, Span::new(offset, offset), message) }
}

fn finding(file: FileIndex, fault: &Fault) -> Finding {
    let related =
        fault.related.iter().map(|(span, message)| Related { file, span: *span, message: message.clone() });
    let fix = fault.mend.as_ref().map(|mend| Fix {
        title: format!("write `{}`", mend.text),
        safety: if mend.certain { Safety::Safe } else { Safety::Unsafe },
        edits: vec![Edit { span: mend.span, text: mend.text.clone() }],
    });
    Finding {
        help: fault.help.clone(),
        related: related.collect(),
        fix,
        ..plain(rule_of(fault), file, fault.span, fault.message.clone())
    }
}

fn rule_of(fault: &Fault) -> &'static Rule {
    match fault.kind {
        FaultKind::Syntax => &rules::SYNTAX,
        FaultKind::Unsupported => &rules::UNSUPPORTED_YAML,
        FaultKind::TooComplex => &rules::TOO_COMPLEX,
        FaultKind::TooLarge => &rules::TOO_LARGE,
        FaultKind::UnknownKey => &rules::UNKNOWN_KEY,
        FaultKind::DuplicateKey => &rules::DUPLICATE_KEY,
        FaultKind::MissingKey => &rules::MISSING_KEY,
        FaultKind::WrongType => &rules::WRONG_TYPE,
        FaultKind::UnknownValue => &rules::UNKNOWN_VALUE,
        FaultKind::InvalidValue if fault.within == Some("Duration") => {
            &super::rules::effort::AMBIGUOUS_DURATION
        }
        FaultKind::InvalidValue => &rules::INVALID_VALUE,
    }
}

fn plain(rule: &'static Rule, file: FileIndex, span: Span, message: String) -> Finding {
    Finding {
        rule,
        level: rule.level,
        file,
        span,
        route: None,
        message,
        help: None,
        related: Vec::new(),
        fix: None,
    }
}
