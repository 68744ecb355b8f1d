//! Reads and checks the timeline in `data/`, and encodes it for the binary in a form that decodes
//! fast: parsing and checking the JSON at every start would take longer than most commands.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[expect(
    dead_code,
    unused_imports,
    reason = "the program needs more of it than what reads a dataset"
)]
#[path = "src"]
mod program {
    pub mod dataset;
    pub mod error;
    pub mod model;
}
use program::{dataset, error, model};

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["data", "src/dataset", "src/model", "src/error.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let files = dataset::read(Path::new("data")).map_err(|why| why.to_string())?;
    let loaded = dataset::load(&files).map_err(|why| why.to_string())?;
    let Some(timeline) = loaded.timeline else {
        for problem in &loaded.problems {
            println!("cargo::error={problem}");
        }
        return Err("the timeline in data/ is not sound".into());
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("timeline.bin"), postcard::to_allocvec(&timeline)?)?;

    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut list = String::from("[\n");
    for file in &files {
        let name = &file.name;
        let path = root.join(name);
        let path = path
            .to_str()
            .ok_or("the folder of the package has a name in UTF-8")?;
        writeln!(list, "    ({name:?}, include_str!({path:?})),")?;
    }
    list.push(']');
    fs::write(out.join("files.rs"), list)?;
    Ok(())
}
