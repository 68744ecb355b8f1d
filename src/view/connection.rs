//! How two events are connected: which came first, and the chains of links between them.

use itertools::Itertools;

use crate::model::date::Order;
use crate::query::names::RecordKind;
use crate::report::connection::{ChainStep, Connection};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, column};
use super::event::cited_paragraphs;
use super::page::{Page, link_names};
use super::table::Table;

impl View for Connection<'_> {
    fn fill(&self, page: &mut Page) {
        page.text("order", self.order_sentence());
        let of_order = |order| {
            let sources = self.by_source.iter().filter(|source| source.order == order);
            (order, { sources.map(|source| source.source) }.join(", "))
        };
        let orders = [
            Order::Before,
            Order::PossiblyBefore,
            Order::Open,
            Order::PossiblyAfter,
            Order::After,
        ];
        let by_source = orders.map(of_order).into_iter();
        let by_source = by_source.filter(|(_, sources)| !sources.is_empty());
        let words = by_source.map(|(order, sources)| format!("{} ({sources})", order_words(order)));
        let words = { words }.join("; ");
        if !words.is_empty() {
            page.text("by source", format!("By each source's own dates: {words}."));
        }
        let chains = self.chains.len();
        let heading = match (chains, self.more) {
            (0, _) => "No source asserts links that lead from the one to the other".to_owned(),
            (1, 0) => "One chain leads from the one to the other".to_owned(),
            (_, 0) => format!("{chains} chains lead from the one to the other"),
            (_, more) => format!(
                "The {chains} shortest chains from the one to the other; there are {more} more"
            ),
        };
        page.section(heading);
        for (chain, number) in self.chains.iter().zip(1..) {
            page.table(Table::bare(&numbered(chain, number), &chain_columns()));
        }
        page.gap();
        let topics = self.topics.iter();
        let topics =
            topics.map(|topic| (page.command(&format!("compare-sources {topic}")), *topic));
        page.fields(vec![(
            "Topics that touch both",
            link_names(RecordKind::Topic, topics),
        )]);
    }

    fn citations(&self) -> Vec<(String, u32)> {
        let steps = self.chains.iter().flatten();
        cited_paragraphs(steps.flat_map(|step| step.citation.iter().chain(&step.also)))
    }
}

fn order_words(order: Order) -> &'static str {
    match order {
        Order::Before => "before",
        Order::PossiblyBefore => "possibly before",
        Order::Open => "open",
        Order::PossiblyAfter => "possibly after",
        Order::After => "after",
    }
}

/// The steps of a chain after its first event, the first of them with the number of the chain.
fn numbered<'c, 'a>(chain: &'c [ChainStep<'a>], number: usize) -> Vec<(String, &'c ChainStep<'a>)> {
    let marks = [number.to_string()]
        .into_iter()
        .chain(std::iter::repeat("→".to_owned()));
    marks.zip(&chain[1..]).collect()
}

fn chain_columns<'x>() -> [Column<'x, (String, &'x ChainStep<'x>)>; 3] {
    [
        column("", Keep, &|(mark, _)| Cell::mark(mark, "")),
        column("leads to", Wrap, &|(_, step): &(String, &ChainStep<'_>)| {
            Cell::from(&step.event.title).with_link(RecordKind::Event, &step.event.id)
        }),
        column("according to", Keep, &|(_, step)| {
            step.citation.iter().chain(&step.also).join(", ").into()
        }),
    ]
}
