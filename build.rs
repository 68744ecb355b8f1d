//! Lists the files of `data/` for the binary to embed. What is in them is checked by a test.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=data");
    let mut files = Vec::new();
    json_files(&root.join("data"), &mut files)?;
    files.sort();
    let mut list = String::from("[\n");
    for file in files {
        let name = file
            .strip_prefix(&root)
            .expect("it is a file below the root");
        let name = name.to_string_lossy().replace('\\', "/");
        let path = file
            .to_str()
            .expect("the folder of the package has a name in UTF-8");
        writeln!(list, "    ({name:?}, include_str!({path:?})),").expect("a string takes it");
    }
    list.push(']');
    fs::write(out.join("embedded.rs"), list)
}

fn json_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            json_files(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "json")
            && !path.to_string_lossy().ends_with(".schema.json")
        {
            files.push(path);
        }
    }
    Ok(())
}
