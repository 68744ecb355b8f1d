//! `import`: makes a timeline of a spreadsheet or a `TimelineJS` file.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::dataset::import::{self, DateOrder, ImportOptions, Imported, slug};
use crate::dataset::problem::{CellProblem, Severity};
use crate::dataset::record::DatasetFile;
use crate::dataset::{self, InputFile, LoadOptions, schema};
use crate::error::{Error, Result};
use crate::report::Report;
use crate::report::import::{ImportExtra, ImportReport};
use crate::view;

use super::target::{check_new_folder, write_folder};
use super::{Output, Settings};

/// The largest file that is imported, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// How many warnings are shown.
const MOST_WARNINGS: usize = 8;

#[derive(Debug, Args)]
#[command(about = "Convert a spreadsheet or a TimelineJS file into a timeline of your own")]
#[command(after_help = "\
The headings say what a column holds: date, title, text, source, page, people, places, tags and \
their like, in several languages (`destal help format` lists them).

Without a source column, the file is the source, and `row 3` or `slide 3` is the page. Rows with \
the same title and the same day from different sources become one event.

If a cell cannot be read, nothing is written, the exit status is 1, and every such cell is listed \
with its line and what to do. With --lenient, the rows that can be read are written.")]
pub struct ImportArgs {
    /// The file; - is the standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    // The id is that of the global option, which this one replaces in the help.
    /// The folder of the new timeline, which must be new or empty
    #[arg(short, long, value_name = "FOLDER", required = true)]
    output: Option<PathBuf>,

    /// Write what can be read, and leave out the rows with problems
    #[arg(long)]
    lenient: bool,

    /// Read 3/5/1953 as 3 May where the column does not tell
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,

    /// Read 3/5/1953 as 5 March where the column does not tell
    #[arg(long)]
    month_first: bool,
}

impl ImportArgs {
    /// Whether the file is the standard input.
    pub fn reads_stdin(&self) -> bool {
        self.file == Path::new("-")
    }
}

/// Reads the file, and writes the folder if everything could be read.
pub fn run(args: &ImportArgs, settings: &Settings) -> Result<Output> {
    let folder = args.output.as_ref().expect("clap requires it");
    check_new_folder(folder)?;
    let (name, bytes) = if args.reads_stdin() {
        let bytes = settings.stdin.clone().ok_or_else(|| {
            Error::usage(
                "the standard input is the shell's",
                "give the name of a file",
            )
        })?;
        ("standard input".to_owned(), bytes)
    } else {
        let name = args.file.file_name().unwrap_or_default();
        (name.to_string_lossy().into_owned(), read(&args.file)?)
    };
    let folder_name = folder.file_name().unwrap_or_default().to_string_lossy();
    let options = ImportOptions {
        name,
        id: slug(&folder_name).unwrap_or_else(|| "timeline".to_owned()),
        order: match (args.day_first, args.month_first) {
            (true, _) => Some(DateOrder::DayFirst),
            (_, true) => Some(DateOrder::MonthFirst),
            _ => None,
        },
    };
    let mut imported = import::import(&bytes, &options);
    let dataset = std::mem::take(&mut imported.dataset);
    let counts = (
        dataset.events.len(),
        dataset
            .events
            .iter()
            .map(|event| event.accounts.len())
            .sum(),
        dataset.sources.len(),
    );
    let mut files = Vec::new();
    let mut is_sound = false;
    if counts.0 > 0 {
        files = texts(dataset);
        is_sound = check(&files, &mut imported)?;
    } else if imported.problems.is_empty() {
        let remedy = "give a file with a row for each event";
        let problem = CellProblem::new(1, "", "", "there is no event in the file", remedy);
        imported.problems.push(problem);
    }
    let is_written = is_sound && (args.lenient || imported.problems.is_empty());
    if is_written {
        files.push((schema::FILE.to_owned(), schema::text()));
    } else {
        files.clear();
    }
    let report = Report {
        data: ImportReport {
            folder: is_written.then(|| folder.display().to_string()),
            files: files.iter().map(|(name, _)| name.clone()).collect(),
            events: counts.0,
            accounts: counts.1,
            sources: counts.2,
            problems: imported.problems,
            warnings: imported.warnings,
            unused: imported.unused,
        },
        extra: ImportExtra {
            file: args.file.display().to_string(),
        },
    };
    let mut output = settings.show(&report)?;
    if is_written {
        write_folder(folder, &files)?;
    }
    output.status = u8::from(!is_written);
    output.remarks = remarks(&report.data, args.lenient);
    Ok(output)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let unreadable = |why| dataset::unreadable(path, &why);
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    let refused = |why| Error::file("read", path, why, "give a CSV, TSV or TimelineJS file");
    if metadata.is_dir() {
        return Err(refused("it is a folder"));
    }
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(refused("it is larger than 256 MiB"));
    }
    Ok(bytes)
}

/// The files of the dataset: events apart from everything else.
fn texts(dataset: DatasetFile) -> Vec<(String, String)> {
    let events = DatasetFile {
        schema: dataset.schema.clone(),
        events: dataset.events,
        ..DatasetFile::default()
    };
    let head = DatasetFile {
        events: Vec::new(),
        ..dataset
    };
    [("events.json", events), ("timeline.json", head)]
        .map(|(name, file)| (name.to_owned(), view::json(&file, false)))
        .into()
}

/// Loads the files as `check` does, and adds what it finds to the problems and the warnings. Returns
/// whether there is no error.
fn check(files: &[(String, String)], imported: &mut Imported) -> Result<bool> {
    let files = files
        .iter()
        .map(|(name, text)| InputFile::new(name.clone(), text.clone().into_bytes()));
    let options = LoadOptions {
        advice: true,
        ..LoadOptions::default()
    };
    let loaded = dataset::load_with(&files.collect::<Vec<_>>(), &options)?;
    for problem in loaded.problems {
        let message = format!("{}: {}", problem.place, problem.message);
        if problem.severity == Severity::Warning {
            imported.warnings.push(message);
            continue;
        }
        let index = problem
            .place
            .strip_prefix("events[")
            .and_then(|rest| rest.split(']').next());
        let line = index.and_then(|index| imported.lines.get(index.parse::<usize>().ok()?));
        let remedy = "correct it in the file";
        let problem = CellProblem::new(line.copied().unwrap_or(1), "", "", message, remedy);
        imported.problems.push(problem);
    }
    Ok(loaded.timeline.is_some())
}

/// What is said on the standard error: why nothing was written, and what to look at.
fn remarks(report: &ImportReport, is_lenient: bool) -> Vec<String> {
    let mut remarks = Vec::new();
    if report.folder.is_none() {
        remarks.push("nothing was written".to_owned());
        if report.events > 0 && !is_lenient {
            remarks.push("correct the file, or write the rest with --lenient".to_owned());
        }
    }
    if !report.unused.is_empty() {
        remarks.push(format!("not used: {}", report.unused.join(", ")));
    }
    remarks.extend(report.warnings.iter().take(MOST_WARNINGS).cloned());
    if report.warnings.len() > MOST_WARNINGS {
        let more = report.warnings.len() - MOST_WARNINGS;
        remarks.push(format!(
            "{more} more warnings; `destal check` and -O json list them"
        ));
    }
    remarks
}
