use strsim::jaro_winkler;

const NEAR: f64 = 0.8;

/// The known slugs that resemble the wanted one, the nearest first, at most `limit` of them.
pub fn suggest<'a>(wanted: &str, known: &[&'a str], limit: usize) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = known
        .iter()
        .map(|slug| (jaro_winkler(wanted, slug), *slug))
        .filter(|(score, _)| *score >= NEAR)
        .collect();
    scored.sort_by(|(a, first), (b, second)| b.total_cmp(a).then(first.cmp(second)));
    scored.into_iter().take(limit).map(|(_, slug)| slug).collect()
}

#[cfg(test)]
mod tests {
    use super::suggest;

    const KNOWN: [&str; 4] = ["rust-at-last", "rust-at-work", "baking-bread", "rust-belt"];

    #[test]
    fn the_nearest_comes_first() {
        assert_eq!(suggest("rust-at-lats", &KNOWN, 2), ["rust-at-last", "rust-at-work"]);
    }

    #[test]
    fn strangers_are_left_out() {
        assert!(suggest("gardening", &KNOWN, 4).is_empty());
    }
}
