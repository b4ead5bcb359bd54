use std::io::{self, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut text = String::new();
    if let Err(error) = io::stdin().read_to_string(&mut text) {
        eprintln!("tidetable: {error}");
        return ExitCode::FAILURE;
    }
    match tidetable::parse(&text) {
        Ok(readings) => {
            print!("{}", tidetable::table(&tidetable::turns(&readings)));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("tidetable: {error}");
            ExitCode::FAILURE
        }
    }
}
