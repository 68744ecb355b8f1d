//! The headings of columns: one table of the words that mean each field.

use unicode_normalization::UnicodeNormalization;

/// What a column holds. `EventDate` is the date of the event, where `Date` is that of one source;
/// `DisplayDate` is the date as readers see it. `Kind` is `event` or `condition`, in a sheet for
/// `TimelineJS` `title` or `era`; anything else is a theme.
#[rustfmt::skip]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Id, Kind, Title, Says, Summary, AsPrinted, Voice, Hedged, Note, Reference,
    Date, Calendar, EventDate, EventCalendar, DisplayDate, Precision, Year, Month, Day, Time, End, EndYear, EndMonth, EndDay, EndTime,
    Source, Page, Paragraph, Url, People, Places, Themes,
}

use Field::{
    AsPrinted, Calendar, Date, Day, DisplayDate, End, EndDay, EndMonth, EndTime, EndYear,
    EventCalendar, EventDate, Hedged, Id, Kind, Month, Note, Page, Paragraph, People, Places,
    Precision, Reference, Says, Source, Summary, Themes, Time, Title, Url, Voice, Year,
};

/// Fields that several columns may hold.
const SHARED: [Field; 5] = [DisplayDate, Says, People, Places, Themes];

/// The headings that mean a field, the best first. A heading with two meanings has the first of them
/// that no other column has.
#[rustfmt::skip]
const SYNONYMS: [(Field, &str); 32] = [
    (Title, "title headline titel titre titulo label событие evento evenement event name names what \
             header topic ereignis whathappened eventtitle eventname itemlabel eventlabel suceso название was"),
    (Date, "date dates datum fecha дата start startdate datestart maindate datelocal hdate when dateiso datemade dateofevent \
            pointintime begin beginn debut datedebut inicio fechainicio"),
    (Calendar, "calendar"),
    (EventDate, "eventdate"),
    (EventCalendar, "eventcalendar"),
    (DisplayDate, "displaydate datedisplay datetext libelledate datehistorical exactdate \
                   startforhumans dateiso datelocal maindate"),
    (Precision, "precision dateprecision"),
    (Year, "year startyear jahr annee ano год"),
    (Month, "month startmonth monat mois mes месяц"),
    (Day, "day startday tag jour dia день"),
    (Time, "time starttime hora uhrzeit zeit heure время"),
    (End, "end enddate dateend hdateend ende finish datefin fechafin"),
    (EndYear, "endyear"),
    (EndMonth, "endmonth"),
    (EndDay, "endday"),
    (EndTime, "endtime"),
    (Kind, "kind type"),
    (Summary, "summary zusammenfassung resume"),
    (Source, "source sources quelle quellen источник sourceurl citation primarysource \
              reference references ref refs fuente fonte"),
    (Page, "page pages seite p стр страница"),
    (Paragraph, "paragraph"),
    (Url, "url link wikipedia wikiurl"),
    (People, "people actors person researcher personen personnes personas люди participant \
              participants who"),
    (Places, "place places location country ort lieu lugar место where placelabel \
              locationlabel placemade city"),
    (Id, "id objectid slug uniqueid eventid"),
    (Note, "note"),
    (Says, "says account text description desc beschreibung descripcion описание detalle content event what \
            details notes html chatter comment biography introtext fulltext abstract texte texto текст"),
    (Themes, "themes theme tags tag ttags group category subject topic era series schlagworter \
              categorie categoria тема swimlane layer"),
    (AsPrinted, "asprinted"),
    (Voice, "voice"),
    (Hedged, "hedged"),
    (Reference, "reference"),
];

/// The field of each heading; `None` if it is not known.
pub fn fields_of(headings: &[String]) -> Vec<Option<Field>> {
    let words: Vec<String> = headings.iter().map(|heading| normalized(heading)).collect();
    let mut fields = vec![None; headings.len()];
    for (field, synonyms) in SYNONYMS {
        for synonym in synonyms.split(' ').map(normalized) {
            for at in (0..words.len()).filter(|at| words[*at] == synonym) {
                let is_free = SHARED.contains(&field) || !fields.contains(&Some(field));
                if fields[at].is_none() && is_free {
                    fields[at] = Some(field);
                }
            }
        }
    }
    // An export of accounts has the id of the event in `event`.
    let has = |fields: &[Option<Field>], field| fields.contains(&Some(field));
    if has(&fields, EventDate)
        && let Some(at) = words.iter().position(|word| word == "event")
    {
        fields[at] = Some(Id);
    }
    if !has(&fields, Date) && !has(&fields, Year) {
        let mut others = [EventDate, DisplayDate, Day].into_iter();
        let at = others.find_map(|other| fields.iter().position(|field| *field == Some(other)));
        if let Some(at) = at {
            fields[at] = Some(Date);
        }
    }
    fields
}

/// A heading without case, accents, blanks and punctuation, and without what follows it in brackets.
fn normalized(heading: &str) -> String {
    let name = heading.split(" (").next().unwrap_or(heading);
    let letters = name.nfd().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
