//! Bytes and paths: which files there are, what is in them, and where in them something stands.
//!
//! Nothing that a user writes inside a journey names a path, so the only paths ever opened are those
//! given on the command line, those found by walking the folders given there, and `masa.toml`. What a file
//! was in an earlier version is asked of git.

mod git;
mod read;
mod text;
mod walk;
mod write;

pub use git::{Changed, Commit, GitError, Repository, Version};
pub use read::{MAX_FILE_BYTES, ReadError, Refusal, read_bytes, read_file, read_stdin};
pub use text::{Position, SourceText, Span};
pub use walk::{MAX_FILES, WalkError, find_files};
pub use write::{WriteError, create_new, holds, holds_something_else, is_no_file, replace, rewrite};
