//! Folders of files that are written whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A folder that is to be made, with the files in it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    files: Vec<(String, String)>,
}

impl Folder {
    /// A folder of this name. It may exist, if nothing is in it.
    ///
    /// # Errors
    ///
    /// Where a file has the name, or something is in the folder.
    pub fn new(path: &Path, files: Vec<(String, String)>) -> Result<Self> {
        let folder = Self {
            path: path.to_owned(),
            files,
        };
        let refused = |message: String| {
            let hint = "give the name of a new folder, or of an empty one".into();
            Err(Error::Usage { message, hint })
        };
        match fs::read_dir(path) {
            Ok(mut entries) => match entries.next() {
                Some(_) => refused(format!("the folder `{}` is not empty", path.display())),
                None => Ok(folder),
            },
            Err(why) if why.kind() == io::ErrorKind::NotADirectory => {
                refused(format!("`{}` is no folder", path.display()))
            }
            Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(folder),
            Err(why) => Err(folder.failed(&why)),
        }
    }

    /// Writes all the files or none: they are made in a folder of another name, which takes the
    /// place of this one.
    ///
    /// # Errors
    ///
    /// Where the folder around it or the disk does not take them.
    pub fn write(&self) -> Result<()> {
        let failed = |why: io::Error| self.failed(&why);
        let parent = self
            .path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let exists = self.path.is_dir();
        // One that exists may be where somebody stands, and is filled rather than replaced.
        let beside = if exists {
            &self.path
        } else {
            parent.unwrap_or(Path::new("."))
        };
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new folder: the process's mask takes away what it should.
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        let made = builder
            .prefix(".destal")
            .tempdir_in(beside)
            .map_err(failed)?;
        for (name, text) in &self.files {
            fs::write(made.path().join(name), text).map_err(failed)?;
        }
        if !exists {
            fs::rename(made.path(), &self.path).map_err(failed)?;
            let _ = made.keep(); // it has its name by now
            return Ok(());
        }
        for (i, (name, _)) in self.files.iter().enumerate() {
            fs::rename(made.path().join(name), self.path.join(name)).map_err(|why| {
                for (name, _) in &self.files[..i] {
                    // What cannot be taken back cannot be told of either: the first failure is.
                    let _ = fs::remove_file(self.path.join(name));
                }
                failed(why)
            })?;
        }
        Ok(())
    }

    fn failed(&self, why: &io::Error) -> Error {
        Error::File {
            action: "write",
            path: self.path.clone(),
            why: match why.kind() {
                io::ErrorKind::NotFound => "there is no folder to put it in".to_owned(),
                io::ErrorKind::PermissionDenied => "it may not be written there".to_owned(),
                _ => {
                    // The message would name the folder that was to take its place.
                    let why = why.to_string();
                    why.split(" at path ").next().unwrap_or_default().to_owned()
                }
            },
            hint: match why.kind() {
                io::ErrorKind::NotFound => "make the folder around it first".into(),
                _ => "check the folder around it, its permissions and the room on the disk".into(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(String, String)> {
        [("a", "1"), ("b", "2")]
            .map(|(n, t)| (n.to_owned(), t.to_owned()))
            .into()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_folder_and_an_empty_one_are_filled() {
        let around = tempfile::tempdir().unwrap();
        let empty = around.path().join("empty");
        fs::create_dir(&empty).unwrap();
        for path in [around.path().join("new"), empty] {
            Folder::new(&path, files()).unwrap().write().unwrap();
            assert_eq!(names(&path), ["a", "b"]);
        }
        assert_eq!(names(around.path()), ["empty", "new"]);
    }

    #[test]
    fn nothing_is_left_where_it_cannot_be_written() {
        let around = tempfile::tempdir().unwrap();
        let path = around.path().join("new");
        let mut files = files();
        files.push(("no/such/folder".to_owned(), String::new()));
        assert!(Folder::new(&path, files.clone()).unwrap().write().is_err());
        assert_eq!(names(around.path()), [""; 0]);
        fs::create_dir(&path).unwrap();
        assert!(Folder::new(&path, files).unwrap().write().is_err());
        assert_eq!(names(&path), [""; 0]);
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let around = tempfile::tempdir().unwrap();
        let file = around.path().join("file");
        fs::write(&file, "mine").unwrap();
        for path in [around.path(), &file] {
            let refused = Folder::new(path, files()).unwrap_err();
            assert_eq!(refused.exit_code(), 2);
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }
}
