//! What the marks of the poster mean.

use crate::model::date::{Bounds, Match};
use crate::report::chart::{Chart, Stroke};

/// A sample of each mark on the poster, drawn about its left middle, with what it means.
pub fn samples(chart: &Chart<'_>) -> Vec<(&'static str, &'static str)> {
    let marks = || chart.lanes.iter().flat_map(|lane| &lane.marks);
    let pieces = || marks().flat_map(|mark| &mark.pieces);
    let has = |stroke| pieces().any(|piece| piece.stroke == stroke);
    let somewhen = |is_day: bool| {
        pieces().any(|piece| {
            let one = piece.bounds.single_day().is_some();
            piece.stroke == Stroke::Somewhen && one == is_day
        })
    };
    let beyond = chart.axis.is_some_and(|axis| {
        pieces().any(|piece| {
            let Bounds { earliest, latest } = piece.bounds;
            earliest.is_none_or(|day| day < axis.first) || latest.is_none_or(|day| day > axis.last)
        })
    });
    let rows = &chart.rows;
    let all = [
        (
            has(Stroke::Day),
            "<circle class=\"solid\" cx=\"24\" cy=\"0\" r=\"6\"/>",
            "on that day",
        ),
        (
            somewhen(true),
            "<circle class=\"hollow\" cx=\"24\" cy=\"0\" r=\"5\"/>",
            "perhaps on that day",
        ),
        (
            somewhen(false),
            "<path class=\"dots\" d=\"M3 0H45\"/><path class=\"end\" d=\"M0 -5v10M48 -5v10\"/>",
            "some time in these days",
        ),
        (
            has(Stroke::Lasting),
            "<rect class=\"solid\" y=\"-5\" width=\"48\" height=\"10\"/>",
            "lasted through these days",
        ),
        (
            has(Stroke::Edge),
            "<rect class=\"edge\" fill=\"url(#hatch1)\" y=\"-5\" width=\"48\" height=\"10\"/>",
            "began or ended in these days",
        ),
        (
            marks().any(|mark| {
                mark.pieces.len() > 1 && mark.pieces.iter().all(|p| p.stroke == Stroke::Somewhen)
            }),
            "<path class=\"join\" d=\"M10 0H38\"/><circle class=\"hollow\" cx=\"6\" cy=\"0\" r=\"5\"/><circle class=\"hollow\" cx=\"42\" cy=\"0\" r=\"5\"/>",
            "at one of these",
        ),
        (
            beyond,
            "<path class=\"solid\" d=\"M30 -7v14l9 -7z\"/>",
            "goes on beyond the axis",
        ),
        (
            rows.iter().any(|row| row.disputed),
            "<text class=\"event\" x=\"32\" y=\"5\">≠</text>",
            "the sources disagree",
        ),
        (
            rows.iter().any(|row| row.matching == Match::Possible),
            "<text class=\"event\" x=\"34\" y=\"5\">?</text>",
            "may lie outside the period",
        ),
        (
            marks().any(|mark| !mark.when.is_their_own),
            "<text class=\"date\" x=\"8\" y=\"5\">[1953]</text>",
            "a date that is not the source's",
        ),
    ];
    let shown = all.into_iter().filter(|(is_there, ..)| *is_there);
    shown.map(|(_, sample, means)| (sample, means)).collect()
}
