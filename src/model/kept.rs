//! The texts of the compact form: they stand in one string beside it, each once, and in the form
//! itself is where. So they are text without being looked at, of which most answers need few.

use std::cell::RefCell;
use std::sync::OnceLock;

use foldhash::HashMap;

/// Those that are read.
static KEPT: OnceLock<&'static str> = OnceLock::new();

/// Texts that are written, and where each stands.
#[derive(Default)]
pub struct Written {
    /// All of them, one after the other.
    pub all: String,
    places: HashMap<String, (u32, u32)>,
}

thread_local! {
    /// What this thread kept.
    pub static WRITTEN: RefCell<Written> = RefCell::default();
}

/// Says where the texts are, before a compact form is read.
pub fn are_in(texts: &'static str) {
    KEPT.get_or_init(|| texts);
}

/// The text at a place, if there is one.
pub fn at((start, length): (u32, u32)) -> Option<&'static str> {
    let from_start = KEPT.get()?.get(start as usize..)?;
    from_start.get(..length as usize)
}

/// Keeps a text, and gives its place; `None` where there are more than a place can say.
pub fn keep(text: &str) -> Option<(u32, u32)> {
    WRITTEN.with_borrow_mut(|Written { all, places }| {
        if let Some(place) = places.get(text) {
            return Some(*place);
        }
        let place = (all.len().try_into().ok()?, text.len().try_into().ok()?);
        all.push_str(text);
        places.insert(text.to_owned(), place);
        Some(place)
    })
}
