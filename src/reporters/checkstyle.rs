//! Findings as Checkstyle XML, which many older services read.

use std::io;

use super::xml::{Xml, document};
use super::{Checked, Region, by_file, escape, message_and_help};
use crate::check::Finding;
use crate::source::SourceText;

/// The findings of each file that has any.
pub(super) fn checkstyle(all: &[Checked<'_>]) -> String {
    document(|xml| {
        // The version is that of the format, which has not changed since.
        xml.create_element("checkstyle").with_attribute(("version", "4.3")).write_inner_content(|xml| {
            let mut files = by_file(all).filter(|(_, findings)| !findings.is_empty());
            files.try_for_each(|(source, findings)| file(xml, source, findings))
        })?;
        Ok(())
    })
}

fn file(xml: &mut Xml, source: &SourceText, findings: &[Finding]) -> io::Result<()> {
    let name = escape::xml(source.name());
    xml.create_element("file").with_attribute(("name", &*name)).write_inner_content(|xml| {
        findings.iter().try_for_each(|finding| {
            let Region { line, column, .. } = Region::new(source, finding.span);
            let message = message_and_help(finding, "; ");
            let attributes = [
                ("line", line.to_string()),
                ("column", column.to_string()),
                ("severity", finding.level.as_str().to_owned()),
                ("message", escape::xml(&message)),
                ("source", format!("masa.{}", finding.rule.code)),
            ];
            let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
            xml.create_element("error").with_attributes(attributes).write_empty()?;
            Ok(())
        })
    })?;
    Ok(())
}
