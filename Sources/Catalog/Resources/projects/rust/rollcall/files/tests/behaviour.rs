use rollcall::{missing, Missing};

#[test]
fn nobody_is_missing() {
    assert!(missing(&["ana", "bo"], &["bo", "ana"]).is_empty());
}

#[test]
fn a_similar_name_is_suggested() {
    let expected = Missing { name: "martha".into(), perhaps: Some("marhta".into()) };
    assert_eq!(missing(&["martha", "bo"], &["bo", "marhta"]), [expected]);
}

#[test]
fn a_stranger_is_no_suggestion() {
    assert_eq!(missing(&["ana"], &["zed"])[0].perhaps, None);
}
