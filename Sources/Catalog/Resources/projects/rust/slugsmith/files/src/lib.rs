//! URL slugs.

mod suggest;

use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};

pub use suggest::suggest;

const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-');

/// Makes a slug of a title: lower case, words joined by hyphens, letters beyond ASCII percent-encoded.
pub fn slug(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .map(|word| word.replace('\'', "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    utf8_percent_encode(&words.join("-"), KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn words_are_joined() {
        assert_eq!(slug("  Rust, at Last! "), "rust-at-last");
        assert_eq!(slug("The Baker's Dozen"), "the-bakers-dozen");
    }

    #[test]
    fn letters_beyond_ascii_are_encoded() {
        assert_eq!(slug("Café"), "caf%C3%A9");
    }

    #[test]
    fn punctuation_alone_gives_nothing() {
        assert_eq!(slug("?!"), "");
    }
}
