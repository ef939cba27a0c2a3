//! Findings as JUnit XML: a suite for each file, a failed case for each finding.

use std::io;

use quick_xml::events::BytesText;

use super::xml::{Xml, document};
use super::{Checked, Region, Summary, by_file, escape};
use crate::check::Finding;
use crate::source::SourceText;

/// The findings as test results; a file without any passes one case, so that it is there.
pub(super) fn junit(all: &[Checked<'_>]) -> String {
    let failures = Summary::of(all).shown();
    let tests: usize = by_file(all).map(|(_, findings)| findings.len().max(1)).sum();
    document(|xml| {
        let (tests, failures) = (tests.to_string(), failures.to_string());
        let attributes = [("name", "masa"), ("tests", &*tests), ("failures", &*failures), ("errors", "0")];
        xml.create_element("testsuites").with_attributes(attributes).write_inner_content(|xml| {
            by_file(all).try_for_each(|(source, findings)| suite(xml, source, findings))
        })?;
        Ok(())
    })
}

fn suite(xml: &mut Xml, source: &SourceText, findings: &[Finding]) -> io::Result<()> {
    let name = escape::xml(source.name());
    let (tests, failures) = (findings.len().max(1).to_string(), findings.len().to_string());
    let attributes = [("name", &*name), ("tests", &tests), ("failures", &failures), ("errors", "0")];
    xml.create_element("testsuite").with_attributes(attributes).write_inner_content(|xml| {
        if findings.is_empty() {
            let attributes = [("name", "masa check"), ("classname", &*name)];
            xml.create_element("testcase").with_attributes(attributes).write_empty()?;
        }
        findings.iter().try_for_each(|finding| case(xml, &name, source, finding))
    })?;
    Ok(())
}

fn case(xml: &mut Xml, file: &str, source: &SourceText, finding: &Finding) -> io::Result<()> {
    let Region { line, column, .. } = Region::new(source, finding.span);
    let name = format!("{} {} {line}:{column}", finding.rule.code, finding.rule.name);
    let attributes = [("name", name.as_str()), ("classname", file)];
    let message = escape::xml(&finding.message);
    let mut text = format!("{file}:{line}:{column}\n{message}");
    if let Some(help) = &finding.help {
        text.push_str(&format!("\n{}", escape::xml(help)));
    }
    xml.create_element("testcase").with_attributes(attributes).write_inner_content(|xml| {
        let attributes = [("message", &*message), ("type", finding.level.as_str())];
        let failure = xml.create_element("failure").with_attributes(attributes);
        failure.write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}
