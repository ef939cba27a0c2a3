//! The process that reads objects of a repository.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::{GitError, git, not_run};
use crate::source::read::MAX_FILE_BYTES;

/// `git cat-file --batch`: names go in, objects come out.
pub(super) struct Objects {
    process: Child,
    names: ChildStdin,
    found: BufReader<ChildStdout>,
}

/// An object; its bytes are left out when they are more than a file may have.
pub(super) struct Object {
    pub id: String,
    pub is_file: bool,
    pub bytes: Option<Vec<u8>>,
}

impl Objects {
    pub fn open(folder: &Path) -> Result<Self, GitError> {
        let mut command = git(folder);
        command.args(["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().map_err(not_run)?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (names, found) = pipes.ok_or_else(|| io::Error::other("no pipe to git"))?;
        Ok(Self { process, names, found: BufReader::new(found) })
    }

    /// The object of a name of one line.
    pub fn ask(&mut self, name: &str) -> Result<Option<Object>, GitError> {
        writeln!(self.names, "{name}")?;
        self.names.flush()?;
        let mut head = Vec::new();
        self.found.read_until(b'\n', &mut head)?;
        if head.is_empty() {
            return Err(io::Error::other("git ended before it answered").into());
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        // `ID KIND SIZE`, or the name with a word for what is wrong with it.
        let mut words = head.trim_end_matches('\n').rsplitn(3, ' ');
        let (size, kind, id) = (words.next(), words.next(), words.next());
        let size = size.and_then(|size| size.parse::<u64>().ok());
        let is_kind = |kind: &&str| ["blob", "commit", "tree", "tag"].contains(kind);
        let (Some(size), Some(kind), Some(id)) = (size, kind.filter(is_kind), id) else { return Ok(None) };
        let mut content = self.found.by_ref().take(size);
        let bytes = if size <= MAX_FILE_BYTES {
            let mut bytes = Vec::with_capacity(size as usize);
            content.read_to_end(&mut bytes)?;
            Some(bytes)
        } else {
            io::copy(&mut content, &mut io::sink())?;
            None
        };
        self.found.read_exact(&mut [0])?;
        Ok(Some(Object { id: id.to_owned(), is_file: kind == "blob", bytes }))
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // It only reads, so that nothing is lost.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
