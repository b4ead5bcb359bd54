use lockwise::duplicates;

fn lock(packages: &[(&str, &str)]) -> String {
    packages
        .iter()
        .map(|(name, version)| format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n\n"))
        .collect()
}

#[test]
fn only_duplicates_are_listed() {
    let found = duplicates(&lock(&[("syn", "2.0.98"), ("itoa", "1.0.14"), ("syn", "1.0.109")])).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].name, "syn");
    assert_eq!(found[0].versions[0].to_string(), "1.0.109");
    assert!(!found[0].could_be_one());
}

#[test]
fn compatible_versions_could_be_one() {
    let found = duplicates(&lock(&[("log", "0.4.20"), ("log", "0.4.26")])).unwrap();
    assert!(found[0].could_be_one());
    let found = duplicates(&lock(&[("rand", "0.8.5"), ("rand", "0.9.0")])).unwrap();
    assert!(!found[0].could_be_one());
}

#[test]
fn a_bad_version_is_an_error() {
    assert!(duplicates(&lock(&[("log", "newest")])).is_err());
}

#[test]
fn this_crate_has_none() {
    assert_eq!(duplicates(include_str!("../Cargo.lock")).unwrap(), []);
}
