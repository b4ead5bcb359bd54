//! Says who is missing from a list.

use strsim::jaro_winkler;

/// Somebody who was expected and is not there.
#[derive(Debug, PartialEq, Eq)]
pub struct Missing {
    /// The name that was expected.
    pub name: String,
    /// A name that is there and looks like it.
    pub perhaps: Option<String>,
}

/// Those of the expected names that are not among the present ones, each with a present one that looks like it.
pub fn missing(expected: &[&str], present: &[&str]) -> Vec<Missing> {
    expected
        .iter()
        .filter(|name| !present.contains(name))
        .map(|name| Missing {
            name: name.to_string(),
            perhaps: present
                .iter()
                .filter(|other| !expected.contains(other) && jaro_winkler(name, other) > 0.9)
                .map(|other| other.to_string())
                .next(),
        })
        .collect()
}
