//! Bounded reading of regular files and standard input.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::SourceText;

/// The largest file read, in bytes: 4 MiB, some thirty thousand touchpoints.
pub const MAX_FILE_BYTES: u64 = 4 * 1024 * 1024;

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system refused.
    #[error("cannot read {name}")]
    Io {
        /// Display name of the file.
        name: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder, device, pipe or socket.
    #[error("cannot read {0}: not a regular file")]
    NotAFile(String),
    /// More bytes than the file may have.
    #[error("cannot read {name}: larger than {} MB", most / 1_000_000)]
    TooLarge {
        /// Display name of the file.
        name: String,
        /// The most bytes it may have.
        most: u64,
    },
}

/// What is wrong with the bytes of a file that could be opened; becomes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// More than [`MAX_FILE_BYTES`].
    TooLarge,
    /// Not UTF-8: what it looks like, and the offset of the first offending byte.
    NotText {
        /// "UTF-16 (little endian)", "not UTF-8" and the like.
        what: &'static str,
        /// Offset of the first offending byte.
        offset: usize,
    },
}

/// Reads one regular file, at most [`MAX_FILE_BYTES`] of it.
///
/// The outer error means that there was nothing to read; the inner one is a problem of the content,
/// returned with the readable beginning so that it can be shown at its place.
pub fn read_file(path: &Path, name: &str) -> Result<(SourceText, Option<Refusal>), ReadError> {
    let io = |source| ReadError::Io { name: name.to_owned(), source };
    // Opening a pipe would wait for a writer, so the kind is looked at before.
    if !std::fs::metadata(path).map_err(io)?.is_file() {
        return Err(ReadError::NotAFile(name.to_owned()));
    }
    let file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    if size > MAX_FILE_BYTES {
        return Ok((SourceText::new(name, ""), Some(Refusal::TooLarge)));
    }
    read_bounded(file, size as usize, name).map_err(io)
}

/// Reads the bytes of one regular file, which may have `most` of them.
pub fn read_bytes(path: &Path, name: &str, most: u64) -> Result<Vec<u8>, ReadError> {
    let io = |source| ReadError::Io { name: name.to_owned(), source };
    if !std::fs::metadata(path).map_err(io)?.is_file() {
        return Err(ReadError::NotAFile(name.to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(io)?.take(most + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > most {
        return Err(ReadError::TooLarge { name: name.to_owned(), most });
    }
    Ok(bytes)
}

/// Reads standard input under the display name `-`, at most [`MAX_FILE_BYTES`] of it.
pub fn read_stdin(name: &str) -> Result<(SourceText, Option<Refusal>), ReadError> {
    read_bounded(std::io::stdin().lock(), 0, name)
        .map_err(|source| ReadError::Io { name: name.to_owned(), source })
}

fn read_bounded(
    reader: impl Read,
    expected: usize,
    name: &str,
) -> std::io::Result<(SourceText, Option<Refusal>)> {
    let mut bytes = Vec::with_capacity(expected + 1);
    reader.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Ok((SourceText::new(name, ""), Some(Refusal::TooLarge)));
    }
    Ok(decode(bytes, name))
}

pub(super) fn decode(bytes: Vec<u8>, name: &str) -> (SourceText, Option<Refusal>) {
    let utf16 = match bytes.get(..2) {
        Some([0xff, 0xfe]) => Some("UTF-16 (little endian)"),
        Some([0xfe, 0xff]) => Some("UTF-16 (big endian)"),
        _ => None,
    };
    if let Some(what) = utf16 {
        return (SourceText::new(name, ""), Some(Refusal::NotText { what, offset: 0 }));
    }
    // `contains` is many times faster than `position`, and almost always enough.
    if let Some(offset) = bytes.contains(&0).then(|| bytes.iter().position(|byte| *byte == 0)).flatten() {
        let head = String::from_utf8_lossy(&bytes[..offset]).into_owned();
        let refusal = Refusal::NotText { what: "a NUL byte", offset };
        return (SourceText::new(name, head), Some(refusal));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (SourceText::new(name, text), None),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let head = String::from_utf8_lossy(&error.as_bytes()[..offset]).into_owned();
            let refusal = Refusal::NotText { what: "bytes that are not UTF-8", offset };
            (SourceText::new(name, head), Some(refusal))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_encodings_are_named_with_their_place() {
        let refusal = |bytes: &[u8]| decode(bytes.to_vec(), "t").1;
        assert_eq!(refusal("title: שלום".as_bytes()), None);
        assert_eq!(
            refusal(b"a: \xe9"),
            Some(Refusal::NotText { what: "bytes that are not UTF-8", offset: 3 })
        );
        assert_eq!(refusal(b"a: \0"), Some(Refusal::NotText { what: "a NUL byte", offset: 3 }));
        assert_eq!(
            refusal(b"\xff\xfea\0"),
            Some(Refusal::NotText { what: "UTF-16 (little endian)", offset: 0 })
        );
    }

    #[test]
    fn the_limit_itself_is_read_and_one_more_is_refused() {
        let reader = |extra: u64| std::io::repeat(b'a').take(MAX_FILE_BYTES + extra);
        assert_eq!(read_bounded(reader(0), 0, "t").unwrap().1, None);
        assert_eq!(read_bounded(reader(1), 0, "t").unwrap().1, Some(Refusal::TooLarge));
    }

    #[test]
    fn bytes_are_counted_and_only_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, [0, 1, 2]).unwrap();
        assert_eq!(read_bytes(&path, "a", 3).unwrap(), [0, 1, 2]);
        assert!(matches!(read_bytes(&path, "a", 2), Err(ReadError::TooLarge { most: 2, .. })));
        assert!(matches!(read_bytes(folder.path(), "b", 2), Err(ReadError::NotAFile(_))));
        assert!(matches!(read_bytes(&folder.path().join("c"), "c", 2), Err(ReadError::Io { .. })));
    }
}
