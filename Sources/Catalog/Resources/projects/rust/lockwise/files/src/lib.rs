//! Crates that a lock file holds more than once.

use std::collections::BTreeMap;

use memchr::memmem;
use semver::Version;

/// A crate that is locked in several versions, in ascending order.
#[derive(Debug, PartialEq, Eq)]
pub struct Duplicate {
    pub name: String,
    pub versions: Vec<Version>,
}

impl Duplicate {
    /// Whether the newest version may stand in for all the others.
    pub fn could_be_one(&self) -> bool {
        self.versions.windows(2).all(|pair| compatible(&pair[0], &pair[1]))
    }
}

fn compatible(older: &Version, newer: &Version) -> bool {
    if older.major != newer.major {
        return false;
    }
    older.major > 0 || (older.minor == newer.minor && older.minor > 0)
}

/// Reads the text of a lock file.
pub fn duplicates(lock: &str) -> Result<Vec<Duplicate>, semver::Error> {
    let mut locked: BTreeMap<String, Vec<Version>> = BTreeMap::new();
    let header = b"[[package]]";
    for start in memmem::find_iter(lock.as_bytes(), header) {
        let section = &lock[start + header.len()..];
        if let (Some(name), Some(version)) = (value(section, "name"), value(section, "version")) {
            locked.entry(name.to_owned()).or_default().push(Version::parse(version)?);
        }
    }
    Ok(locked
        .into_iter()
        .filter(|(_, versions)| versions.len() > 1)
        .map(|(name, mut versions)| {
            versions.sort();
            Duplicate { name, versions }
        })
        .collect())
}

fn value<'a>(section: &'a str, key: &str) -> Option<&'a str> {
    section
        .lines()
        .skip(1)
        .take_while(|line| !line.is_empty())
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
}
