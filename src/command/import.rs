//! `import`: makes a timeline of a spreadsheet or a `TimelineJS` file.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::dataset::import::{self, DateOrder, ImportOptions, Imported, slug};
use crate::dataset::problem::{CellProblem, Severity};
use crate::dataset::{self, InputFile, LoadOptions, schema};
use crate::error::{Error, Result};
use crate::report::Report;
use crate::report::import::{ImportExtra, ImportReport};
use crate::view;

use super::target::{check_new_folder, write_folder};
use super::{Output, Settings};

/// The most bytes of a file, which takes some forty times its size in memory.
const MOST_BYTES: usize = 16 << 20;

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
    let file_name = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let (name, bytes) = if args.reads_stdin() {
        let taken = || Error::usage("the standard input is the shell's", "name a file");
        let bytes = settings.stdin.clone().ok_or_else(taken)?;
        ("standard input".to_owned(), bytes)
    } else {
        let unreadable = |why| dataset::unreadable(&args.file, &why);
        let mut bytes = Vec::new();
        let file = File::open(&args.file).map_err(unreadable)?;
        let mut file = file.take(MOST_BYTES as u64 + 1);
        file.read_to_end(&mut bytes).map_err(unreadable)?;
        (file_name(&args.file), bytes)
    };
    if bytes.len() > MOST_BYTES {
        return Err(Error::failed(
            format!("{name} has more than {} MB", MOST_BYTES >> 20),
            "leave rows or long texts out, or divide it into several files",
        ));
    }
    let options = ImportOptions {
        name,
        id: slug(&file_name(folder)).unwrap_or_else(|| "timeline".to_owned()),
        order: match (args.day_first, args.month_first) {
            (true, _) => Some(DateOrder::DayFirst),
            (_, true) => Some(DateOrder::MonthFirst),
            _ => None,
        },
    };
    let mut imported = import::import(&bytes, &options);
    let events = &imported.dataset.events;
    let mut report = ImportReport {
        events: events.len(),
        accounts: events.iter().map(|event| event.accounts.len()).sum(),
        sources: imported.dataset.sources.len(),
        ..ImportReport::default()
    };
    let mut files = vec![(
        "timeline.json".to_owned(),
        view::json(&imported.dataset, false),
    )];
    let is_sound = report.events > 0 && check(&files, &mut imported)?;
    let is_written = is_sound && (args.lenient || imported.problems.is_empty());
    if is_written {
        files.push((schema::FILE.to_owned(), schema::text()));
        report.folder = Some(folder.display().to_string());
        report.files = files.iter().map(|(name, _)| name.clone()).collect();
    }
    report.problems = imported.problems;
    report.warnings = imported.warnings;
    report.unused = imported.unused;
    let file = args.file.display().to_string();
    let extra = ImportExtra { file };
    let report = Report {
        data: report,
        extra,
    };
    let mut output = settings.show(&report)?;
    if is_written {
        write_folder(folder, &files)?;
    }
    output.status = u8::from(!is_written);
    output.remarks = remarks(&report.data);
    Ok(output)
}

/// Loads the files as `check` does, and adds what it finds to the problems and the warnings. Returns
/// whether there is no error.
fn check(files: &[(String, String)], imported: &mut Imported) -> Result<bool> {
    let files = files.iter();
    let files = files.map(|(name, text)| InputFile::new(name.clone(), text.clone().into_bytes()));
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
        let place = problem.place.strip_prefix("events[");
        let index = place.and_then(|place| place.split(']').next()?.parse::<usize>().ok());
        let line = index.and_then(|index| imported.lines.get(index));
        let line = line.copied().unwrap_or(1);
        let problem = CellProblem::new(line, "", "", message, "correct it in the file");
        imported.problems.push(problem);
    }
    Ok(loaded.timeline.is_some())
}

/// What is said on the standard error: what was not used or written, and what to look at.
fn remarks(report: &ImportReport) -> Vec<String> {
    let mut remarks = Vec::new();
    if report.folder.is_none() {
        remarks.push("nothing was written".to_owned());
        remarks.push("correct the file, or write the rest with --lenient".to_owned());
    }
    if !report.unused.is_empty() {
        remarks.push(format!("not used: {}", report.unused.join(", ")));
    }
    remarks.extend(report.warnings.iter().take(MOST_WARNINGS).cloned());
    if let more @ 1.. = report.warnings.len().saturating_sub(MOST_WARNINGS) {
        remarks.push(format!("{more} more warnings; -O json lists them"));
    }
    remarks
}
