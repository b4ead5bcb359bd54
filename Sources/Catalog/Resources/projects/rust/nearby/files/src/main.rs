use std::env;
use std::io::{self, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(word) = env::args().nth(1) else {
        eprintln!("usage: nearby WORD < LIST");
        return ExitCode::from(2);
    };
    let mut text = String::new();
    if let Err(error) = io::stdin().read_to_string(&mut text) {
        eprintln!("nearby: {error}");
        return ExitCode::FAILURE;
    }
    let list: Vec<&str> = text.split_whitespace().collect();
    for found in nearby::nearest(&word, &list, 2) {
        println!("{found}");
    }
    ExitCode::SUCCESS
}
