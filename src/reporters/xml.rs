//! An XML document of names of ours and escaped text of users.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// Where a document is written to.
pub(super) type Xml = Writer<Vec<u8>>;

/// A document with what `write` puts into it.
pub(super) fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    let head = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    // A vector takes whatever is written to it.
    let _ = head.and_then(|()| write(&mut xml));
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}
