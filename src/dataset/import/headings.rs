//! The headings of columns: one table of the words that mean each field.

use unicode_normalization::UnicodeNormalization;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Id,
    Title,
    Date,
    /// The date of the event, where `Date` is that of one source.
    EventDate,
    /// The date as readers see it, or the same date once more.
    DisplayDate,
    Year,
    Month,
    Day,
    Time,
    End,
    EndYear,
    EndMonth,
    EndDay,
    EndTime,
    Says,
    /// More that the source says.
    Remarks,
    Summary,
    Source,
    Page,
    Paragraph,
    Url,
    People,
    Places,
    Themes,
    /// `event` or `condition`, in a sheet for `TimelineJS` `title` or `era`; anything else is a theme.
    Kind,
    AsPrinted,
    Voice,
    Hedged,
    Note,
    Reference,
}

/// A field, whether several columns may hold it, and the headings that mean it, the best first. A
/// heading with two meanings has the first of them that no other column has.
type Synonyms = (Field, bool, &'static str);

const SYNONYMS: [Synonyms; 30] = [
    (
        Field::Title,
        false,
        "title headline titel titre titulo label событие evento evenement event name names what header topic",
    ),
    (
        Field::Date,
        false,
        "date dates datum fecha дата start startdate datestart maindate datelocal hdate when dateiso",
    ),
    (Field::EventDate, false, "eventdate"),
    (
        Field::DisplayDate,
        true,
        "displaydate datedisplay datetext libelledate datehistorical exactdate startforhumans dateiso datelocal maindate",
    ),
    (Field::Year, false, "year startyear jahr annee ano год"),
    (Field::Month, false, "month startmonth monat mois mes месяц"),
    (Field::Day, false, "day startday tag jour dia день"),
    (
        Field::Time,
        false,
        "time starttime hora uhrzeit zeit heure время",
    ),
    (Field::End, false, "end enddate dateend hdateend ende"),
    (Field::EndYear, false, "endyear"),
    (Field::EndMonth, false, "endmonth"),
    (Field::EndDay, false, "endday"),
    (Field::EndTime, false, "endtime"),
    (Field::Kind, false, "kind type"),
    (
        Field::Says,
        false,
        "says text description desc beschreibung descripcion описание detalle content event what details notes html chatter comment biography",
    ),
    (
        Field::Remarks,
        true,
        "text description desc content notes details chatter comment",
    ),
    (Field::Summary, false, "summary zusammenfassung resume"),
    (
        Field::Source,
        false,
        "source sources quelle quellen источник sourceurl citation primarysource reference",
    ),
    (Field::Page, false, "page pages seite p стр страница"),
    (Field::Paragraph, false, "paragraph"),
    (Field::Url, false, "url link wikipedia wikiurl"),
    (
        Field::People,
        true,
        "people actors person researcher personen personnes personas люди",
    ),
    (
        Field::Places,
        true,
        "place places location country ort lieu lugar место",
    ),
    (
        Field::Themes,
        true,
        "themes theme tags tag ttags group type category subject topic era series schlagworter categorie categoria тема",
    ),
    (Field::Id, false, "id objectid slug uniqueid event"),
    (Field::AsPrinted, false, "asprinted"),
    (Field::Voice, false, "voice"),
    (Field::Hedged, false, "hedged"),
    (Field::Note, false, "note"),
    (Field::Reference, false, "reference"),
];

/// The field of each heading; `None` if it is not known.
pub fn fields_of(headings: &[String]) -> Vec<Option<Field>> {
    let words: Vec<String> = headings.iter().map(|heading| normalized(heading)).collect();
    let mut fields = vec![None; headings.len()];
    for (field, is_many, synonyms) in SYNONYMS {
        let places = synonyms.split(' ').map(normalized).flat_map(|synonym| {
            let places = words
                .iter()
                .enumerate()
                .filter(move |(_, word)| **word == synonym);
            places.map(|(at, _)| at).collect::<Vec<_>>()
        });
        let free: Vec<usize> = places.filter(|at| fields[*at].is_none()).collect();
        for at in free.into_iter().take(if is_many { usize::MAX } else { 1 }) {
            fields[at] = Some(field);
        }
    }
    let other_dates = [Field::EventDate, Field::DisplayDate, Field::Day];
    if !fields.contains(&Some(Field::Date)) && !fields.contains(&Some(Field::Year)) {
        let at = |field: Field| fields.iter().position(|found| *found == Some(field));
        if let Some(at) = other_dates.into_iter().find_map(at) {
            fields[at] = Some(Field::Date);
        }
    }
    fields
}

/// A heading without case, accents, blanks and punctuation.
fn normalized(heading: &str) -> String {
    let letters = heading.nfd().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
