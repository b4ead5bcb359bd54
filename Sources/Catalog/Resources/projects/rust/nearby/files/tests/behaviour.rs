use nearby::nearest;

#[test]
fn far_words_are_left_out() {
    assert!(nearest("sbom", &["policy", "attestation"], 2).is_empty());
}

#[test]
fn the_word_itself_is_found() {
    assert_eq!(nearest("lint", &["lint", "link", "mint"], 1), ["lint", "link", "mint"]);
}
