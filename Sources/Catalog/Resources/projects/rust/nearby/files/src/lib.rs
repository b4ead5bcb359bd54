//! Finds the words closest to a misspelt one.

use strsim::damerau_levenshtein;

/// The words of a list that lie within a distance of a word, the closest first, equal ones in the order of the list.
pub fn nearest<'a>(word: &str, list: &[&'a str], within: usize) -> Vec<&'a str> {
    let mut found: Vec<(usize, &'a str)> = list
        .iter()
        .map(|candidate| (damerau_levenshtein(word, candidate), *candidate))
        .filter(|(distance, _)| *distance <= within)
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_closest_comes_first() {
        assert_eq!(nearest("blid", &["build", "blind", "test"], 2), ["blind", "build"]);
    }
}
