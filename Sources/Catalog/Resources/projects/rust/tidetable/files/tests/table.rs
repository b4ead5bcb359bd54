use tidetable::{parse, table, turns};

const GAUGE: &str = "0 120\n90 210\n180 305\n270 312\n360 240\n\n450 130\n540 95\n630 150\n";

#[test]
fn high_and_low_water_are_found() {
    let readings = parse(GAUGE).unwrap();
    assert_eq!(table(&turns(&readings)), "HW 04:30 312 cm\nLW 09:00 95 cm\n");
}

#[test]
fn a_steady_gauge_never_turns() {
    let readings = parse("0 10\n60 10\n120 10\n").unwrap();
    assert!(turns(&readings).is_empty());
}

#[test]
fn a_bad_line_is_named() {
    assert_eq!(parse("0 1\n5\n").unwrap_err().to_string(), "line 2: expected minutes and height");
    assert_eq!(parse("0 high\n").unwrap_err().line, 1);
}
