//! How two events are connected: which came first, and the chains of links between them.

use itertools::Itertools;
use strum::VariantArray;

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
        let by_source = Order::VARIANTS.iter().filter_map(|order| {
            let sources = self
                .by_source
                .iter()
                .filter(|source| source.order == *order);
            let sources = { sources.map(|source| source.source) }.join(", ");
            (!sources.is_empty()).then(|| format!("{} ({sources})", order_words(*order)))
        });
        let words = { by_source }.join("; ");
        if !words.is_empty() {
            page.text("by source", format!("By each source's own dates: {words}."));
        }
        let chains = self.chains.len();
        let heading = match (self.chain_ends(), chains, self.more) {
            (None, ..) => "No source says that one led to the other".to_owned(),
            (Some([from, to]), 1, 0) => format!("One chain leads from “{from}” to “{to}”"),
            (Some([from, to]), _, 0) => format!("{chains} chains lead from “{from}” to “{to}”"),
            (Some([from, to]), _, more) => {
                format!(
                    "The {chains} shortest chains from “{from}” to “{to}”, of {}",
                    chains + more
                )
            }
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
            "Topics that name both",
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
        Order::Open => "undecided",
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
