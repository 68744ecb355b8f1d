//! What was typed, kept from one session to the next, for its owner's eyes alone.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file with what was typed, which need not exist.
///
/// Each line is added by one write to the end of the file, so that two shells at once never mix
/// their lines; when the file has grown long it is replaced whole. Whatever ends the program
/// leaves whole lines.
#[derive(Debug)]
pub struct History {
    pub path: PathBuf,
}

/// How many lines are kept.
pub const KEPT: usize = 1000;
/// How many lines the file may have before it is cut.
const CUT_AT: usize = 2 * KEPT;
/// How many bytes a line may have that is kept.
const LONGEST: usize = 4000;

impl History {
    /// The lines that are kept, oldest first. What is not text is left out.
    ///
    /// # Errors
    ///
    /// Where the file is there and cannot be read, or cut.
    pub fn load(&self) -> io::Result<Vec<String>> {
        let bytes = match fs::read(&self.path) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let lines = bytes.split(|byte| *byte == b'\n');
        let text = lines.filter_map(|line| std::str::from_utf8(line).ok());
        let mut lines: Vec<String> = text
            .filter(|line| !line.is_empty() && !line.contains(char::is_control))
            .map(str::to_owned)
            .collect();
        let long = lines.len() > CUT_AT;
        lines.drain(..lines.len().saturating_sub(KEPT));
        if long {
            self.replace(&lines)?;
        }
        Ok(lines)
    }

    /// Adds a line, unless it is too long to be of use again.
    ///
    /// # Errors
    ///
    /// Where the file cannot be made or written.
    pub fn add(&self, line: &str) -> io::Result<()> {
        if line.len() > LONGEST || line.contains(char::is_control) {
            return Ok(());
        }
        let mut folders = fs::DirBuilder::new();
        folders.recursive(true);
        let mut options = fs::File::options();
        options.append(true).create(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
            folders.mode(0o700);
            options.mode(0o600);
        }
        folders.create(self.folder())?;
        let mut file = options.open(&self.path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            if file.metadata()?.permissions().mode() & 0o077 != 0 {
                file.set_permissions(fs::Permissions::from_mode(0o600))?;
            }
        }
        file.write_all(format!("{line}\n").as_bytes())
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Puts a file with these lines, which only its owner can read, in the place of the old one.
    fn replace(&self, lines: &[String]) -> io::Result<()> {
        // Such files are made for their owner alone.
        let mut file = tempfile::Builder::new()
            .prefix(".history")
            .tempfile_in(self.folder())?;
        file.write_all((lines.join("\n") + "\n").as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&self.path).map_err(|why| why.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history() -> (tempfile::TempDir, History) {
        let folder = tempfile::tempdir().expect("there is room");
        let history = History {
            path: folder.path().join("state/destal/history"),
        };
        (folder, history)
    }

    #[test]
    fn what_is_added_is_there_the_next_time() {
        let (_folder, history) = history();
        assert_eq!(history.load().expect("none is no failure"), [""; 0]);
        for line in ["event a", "search 'ж'", "line\nbreak", &"x".repeat(5000)] {
            history.add(line).expect("it can be written");
        }
        assert_eq!(
            history.load().expect("it is there"),
            ["event a", "search 'ж'"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, history) = history();
        let mode = |path: &Path| {
            let metadata = fs::metadata(path).expect("it is there");
            metadata.permissions().mode() & 0o777
        };
        history.add("one").expect("it can be written");
        assert_eq!(mode(&history.path), 0o600);
        assert_eq!(mode(history.path.parent().expect("it has one")), 0o700);
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(&history.path, open).expect("it is ours");
        history.add("two").expect("it can be written");
        assert_eq!(mode(&history.path), 0o600);
    }

    #[test]
    fn a_long_one_is_cut_and_stays_private() {
        let (_folder, history) = history();
        history.add("first").expect("it can be written");
        let many = "line\n".repeat(CUT_AT);
        let text = [many.as_bytes(), b"torn \xff line\nlast"].concat();
        fs::write(&history.path, text).expect("it is ours");
        let lines = history.load().expect("it can be read");
        assert_eq!(lines.len(), KEPT);
        assert_eq!(lines.last().map(String::as_str), Some("last"));
        assert_eq!(history.load().expect("it was replaced"), lines);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let metadata = fs::metadata(&history.path).expect("it is there");
            assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn two_at_once_do_not_mix_their_lines() {
        let (_folder, history) = history();
        let path = &history.path;
        std::thread::scope(|scope| {
            for name in ["a", "b"] {
                scope.spawn(move || {
                    let history = History { path: path.clone() };
                    for _ in 0..200 {
                        history.add(&name.repeat(100)).expect("it can be written");
                    }
                });
            }
        });
        let lines = history.load().expect("it is there");
        assert_eq!(lines.len(), 400);
        assert!(
            lines
                .iter()
                .all(|line| *line == "a".repeat(100) || *line == "b".repeat(100))
        );
    }
}
